internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey supabase mint --file`: new secrets written straight into the env file of a stack.
@Suite struct MintFileTests {
    private let git: GitFixture
    private let old = "an old secret of the stack " + "that is replaced"

    init() throws {
        git = try GitFixture()
        try git.write(
            ".env",
            "# stack\nPOSTGRES_PASSWORD=stays\nJWT_SECRET='\(old)'\nANON_KEY=old-anon # public\n\nSERVICE_ROLE_KEY=\"old-role\"\r\nLAST=1")
        try git.write(".gitignore", ".env\n")
        try git.commit()
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(git.path)/.env")
    }

    private func mint(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(["supabase", "mint"] + arguments, in: git.path)
    }

    private func env() throws -> String { String(decoding: try git.workspace.read("\(git.name)/.env"), as: UTF8.self) }

    private func value(_ name: String) throws -> String {
        let outcome = try Program.run(program: "bash", ["-c", "set -a; . ./.env; printf %s \"$\(name)\""], in: git.path)
        return outcome.stdout.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("names that are there are replaced, missing ones added, the rest stays byte for byte")
    func replaces() throws {
        let outcome = try mint("jwt", "api-keys", "--file", ".env")
        #expect(outcome.status == 0, "\(outcome.everything)")
        let after = try env()
        #expect(!after.contains(old) && !after.contains("old-anon") && !after.contains("old-role"))
        #expect(after.hasPrefix("# stack\nPOSTGRES_PASSWORD=stays\nJWT_SECRET='"))
        #expect(after.contains(" # public\n\nSERVICE_ROLE_KEY=\"") && after.contains("\"\r\nLAST=1\r\n"))
        for name in ["JWT_SECRET", "ANON_KEY", "SERVICE_ROLE_KEY", "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY"] {
            let value = try value(name)
            #expect(value.count >= 40, "\(name)")
            #expect(!outcome.everything.contains(value.suffix(12)), "\(name)")
            #expect(outcome.stdout.contains(name))
        }
        #expect(outcome.stderr.contains("docker compose up -d --force-recreate") && outcome.stderr.contains("undo"))
        #expect(!outcome.stderr.contains("TRACKED") && !outcome.stderr.contains("chmod"))
        try git.workspace.write("secret", try value("JWT_SECRET"))
        let inspected = try Program.run(
            ["supabase", "inspect", "--jwt-secret-file", "../secret"], in: git.path, input: try value("SERVICE_ROLE_KEY"))
        #expect(inspected.stdout.contains("proven:"))
    }

    @Test("signing keys take the JWT secret that the file has")
    func signingKeys() throws {
        _ = try mint("jwt", "--file", ".env")
        #expect(try mint("signing-keys", "--file", ".env").status == 0)
        let embedded = Data(try value("JWT_SECRET").utf8).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        #expect(try value("JWT_JWKS").contains(embedded.trimmingCharacters(in: ["="])))
    }

    @Test("nothing is written by a dry run, for a missing name with --no-add, for unknown parts, into nothing or out of the repository")
    func nothingWritten() throws {
        let before = try env()
        let dry = try mint("jwt", "--file", ".env", "--dry-run")
        #expect(dry.status == 0 && dry.stdout.contains("SERVICE_ROLE_KEY") && dry.stderr.contains("nothing written"))
        let missing = try mint("api-keys", "--file", ".env", "--no-add")
        #expect(missing.status == 2 && missing.stderr.contains("SUPABASE_SECRET_KEY"))
        #expect(try mint("nothing-we-know", "--file", ".env").status == 2)
        let provider = try mint("SMTP_PASS", "--file", ".env")
        #expect(provider.status == 2 && provider.stderr.contains("rekey rotate apply SMTP_PASS"))
        #expect(try mint("jwt", "--file", "absent.env").status == 2)
        #expect(try mint("jwt", "--dry-run").status == 2)
        #expect(try env() == before)
        #expect(try git.text("status", "--porcelain") == "")
    }

    @Test("an env file that git tracks, or that others can read, is told with the command that mends it")
    func warnings() throws {
        try git.git("add", "--force", ".env")
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(git.path)/.env")
        let outcome = try mint("vault-key", "--file", ".env")
        #expect(outcome.status == 0)
        #expect(outcome.stderr.contains("WARNING: .env IS TRACKED BY GIT"))
        #expect(outcome.stderr.contains("git rm --cached") && outcome.stderr.contains("chmod 600"))
    }
}
