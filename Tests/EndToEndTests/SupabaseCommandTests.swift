internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey supabase`, run as a user runs it.
@Suite struct SupabaseCommandTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    private func run(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        try Program.run(["supabase"] + arguments, in: workspace.path, input: input)
    }

    private func variables(_ output: String) -> [String: String] {
        var variables: [String: String] = [:]
        for line in output.split(separator: "\n") {
            let sides = line.split(separator: "=", maxSplits: 1).map(String.init)
            if sides.count == 2 { variables[sides[0]] = sides[1].trimmingCharacters(in: ["'"]) }
        }
        return variables
    }

    @Test("what is minted is explained and proven by inspect, and bash reads it back")
    func roundTrip() throws {
        let minted = try run(["mint", "jwt", "signing-keys", "SUPABASE_SECRET_KEY"])
        #expect(minted.status == 0)
        let values = variables(minted.stdout)
        #expect(
            values.keys.sorted() == [
                "ANON_KEY", "ANON_KEY_ASYMMETRIC", "JWT_JWKS", "JWT_KEYS", "JWT_SECRET", "SERVICE_ROLE_KEY", "SERVICE_ROLE_KEY_ASYMMETRIC",
                "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY",
            ])
        for value in values.values { #expect(!minted.stderr.contains(value)) }
        #expect(minted.stderr.contains("docker compose up -d --force-recreate"))
        try workspace.write("secret", values["JWT_SECRET", default: ""] + "\n")
        try workspace.write("keys", values["JWT_JWKS", default: ""])
        let files = ["--jwt-secret-file", "secret", "--jwks-file", "keys"]
        for name in ["ANON_KEY", "SERVICE_ROLE_KEY", "ANON_KEY_ASYMMETRIC", "SERVICE_ROLE_KEY_ASYMMETRIC", "SUPABASE_SECRET_KEY"] {
            let value = values[name, default: ""]
            let inspected = try run(["inspect"] + files, input: "\(name)=\(value)\n")
            #expect(inspected.status == 0)
            #expect(inspected.stdout.contains("proven:"), "\(name)")
            #expect(!inspected.everything.contains(value.suffix(16)))
        }
        try workspace.write("new.env", minted.stdout)
        let script = "set -a; . ./new.env; for name in ANON_KEY JWT_KEYS JWT_JWKS; do printf '%s=%s\\n' \"$name\" \"${!name}\"; done"
        let shell = try Program.run(program: "bash", ["-c", script], in: workspace.path)
        #expect(variables(shell.stdout) == values.filter { ["ANON_KEY", "JWT_KEYS", "JWT_JWKS"].contains($0.key) })
    }

    @Test("signing keys for a secret that stays need that secret")
    func givenSecret() throws {
        let refused = try run(["mint", "signing-keys"])
        #expect(refused.status == 2 && refused.stdout.isEmpty)
        #expect(refused.stderr.contains("--jwt-secret-file"))
        let values = variables(try run(["mint", "jwt"]).stdout)
        try workspace.write("secret", "JWT_SECRET=\(values["JWT_SECRET", default: ""])\n")
        #expect(try run(["mint", "signing-keys", "--jwt-secret-file", "secret"]).status == 0)
    }

    @Test("a key given as an argument is refused and not repeated")
    func argument() throws {
        let key = variables(try run(["mint", "api-keys"]).stdout)["SUPABASE_SECRET_KEY", default: ""]
        let outcome = try run(["inspect", key])
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
        #expect(outcome.stderr.contains("given as an argument is not read"))
        #expect(!outcome.stderr.contains(key.suffix(12)))
    }

    @Test("a damaged key is 1, nothing to inspect is 2")
    func statuses() throws {
        let key = variables(try run(["mint", "api-keys"]).stdout)["SUPABASE_SECRET_KEY", default: ""]
        let cut = try run(["inspect"], input: String(key.dropLast(3)))
        #expect(cut.status == 1)
        #expect(cut.stdout.contains("cut off in the checksum: 3 characters are missing"))
        #expect(try run(["inspect"], input: "\n").status == 2)
        #expect(try run(["inspect"], input: String(repeating: "A", count: 70_000)).status == 2)
        #expect(try run(["inspect", "--project", "not-a-ref"], input: key).status == 2)
        #expect(try run(["inspect", "--jwt-secret-file", "absent"], input: key).status == 2)
    }

    @Test("no part and unknown parts mint nothing", arguments: [[], ["nothing-we-know"], ["jwt", "nothing-we-know"]])
    func unknownParts(_ parts: [String]) throws {
        let outcome = try run(["mint"] + parts)
        #expect(outcome.status == 2)
        #expect(outcome.stdout.isEmpty)
    }
}
