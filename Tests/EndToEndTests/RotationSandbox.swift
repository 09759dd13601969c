internal import Foundation
internal import Libcrypto
internal import RekeyTestSupport

/// A repository as a team has it, with a leaked secret in env files that git ignores, in history and in a log.
struct RotationSandbox {
    let git: GitFixture
    let old: String
    /// A new value that may take the place of the old one.
    let new: String
    let name: String
    /// A log outside the repository that shows the old value.
    var log: String { git.workspace.path("deploy.log") }

    struct Unusable: Error { let why: String }

    static let ref = "qkzvhwtybnmd" + "pxrlcgfj"

    /// Every file that the old value is to be taken from.
    let envFiles: [String]

    private init(name: String, old: String, new: String, envFiles: [String]) throws {
        (self.name, self.old, self.new, self.envFiles) = (name, old, new, envFiles)
        git = try GitFixture()
        try git.git("remote", "add", "origin", "git@github.com:acme/shop.git")
    }

    /// A hosted project whose legacy service_role key was put into a document and a log.
    static func serviceRole() throws -> RotationSandbox {
        let sandbox = try RotationSandbox(
            name: "SUPABASE_SERVICE_ROLE_KEY", old: token(), new: apiKey("secret_"),
            envFiles: [".env", ".env.production", "supabase/functions/.env"])
        try sandbox.git.write("docs/api.md", "curl -H 'apikey: \(sandbox.old)' https://\(ref).supabase.co/rest/v1/\n")
        try sandbox.git.commit("how to call the API")
        try sandbox.git.write("docs/api.md", "curl -H \"apikey: $KEY\" https://\(ref).supabase.co/rest/v1/\n")
        try sandbox.git.write("supabase/functions/notify/index.ts", "const key = Deno.env.get(\"SUPABASE_SERVICE_ROLE_KEY\")\n")
        try sandbox.finish("SUPABASE_URL=https://\(ref).supabase.co\n")
        return sandbox
    }

    /// A team whose alerts go to a chat space.
    static func chat() throws -> RotationSandbox {
        let sandbox = try RotationSandbox(
            name: "GOOGLE_CHAT_WEBHOOK_URL", old: webhook(seed: 11), new: webhook(seed: 12),
            envFiles: [".env", ".env.production", "alerts/.env"])
        try sandbox.git.write("notify.sh", "curl -d @message '\(sandbox.old)'\n")
        try sandbox.git.commit("alerts")
        try sandbox.git.write("notify.sh", "curl -d @message \"$GOOGLE_CHAT_WEBHOOK_URL\"\n")
        try sandbox.finish("")
        return sandbox
    }

    private func finish(_ head: String) throws {
        try git.write(".gitignore", ".env\n.env.*\n")
        try git.write(
            "docker-compose.yml",
            "services:\n  api:\n    image: acme/api\n    env_file: .env\n  worker:\n    image: acme/worker\n    environment:\n"
                + "      \(name): ${\(name)}\n")
        try git.write(
            ".github/workflows/deploy.yml",
            "on: push\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    environment: production\n    steps:\n      - run: ./deploy.sh\n"
                + "        env:\n          KEY: ${{ secrets.\(name) }}\n")
        try git.write("index.js", "const key = process.env.\(name)\n")
        let lines = [
            "\(head)\(name)=\(old)\nPORT=3000\n", "# production\nexport \(name)=\"\(old)\" # rotated yearly\r\n", "\(name)='\(old)'",
        ]
        for (file, text) in zip(envFiles, lines) { try write(file, text) }
        try git.commit("app")
        try git.workspace.write("deploy.log", "12:00 start\n12:01 {\"value\":\"\(old)\"}\n12:02 done\n")
    }

    // MARK: files

    /// Writes a file that only its owner reads.
    func write(_ file: String, _ text: String) throws {
        try git.write(file, text)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: "\(git.path)/\(file)")
    }

    func read(_ file: String) throws -> String { String(decoding: try git.workspace.read("\(git.name)/\(file)"), as: UTF8.self) }

    /// What the env files hold, in order.
    func envTexts() throws -> [String] { try envFiles.map(read) }

    // MARK: commands

    /// Isolated, and without a fingerprint key of the machine.
    func rekey(_ arguments: [String], input: String = "") throws -> Program.Outcome {
        try Program.run(arguments, in: git.path, input: input, environment: ["HOME": git.workspace.path])
    }

    func rekey(_ arguments: String..., input: String = "") throws -> Program.Outcome { try rekey(arguments, input: input) }

    func apply(_ value: String, _ options: String...) throws -> Program.Outcome {
        try rekey(["rotate", "apply", name] + options, input: value)
    }

    /// The ID of the old value, as the scan shows it.
    func id() throws -> String {
        let scan = try ReportReading(rekey(["scan", "--format", "json", "--fail-on", "never"] + envFiles))
        guard let finding = scan.findings.first(where: { $0.location.path == ".env" && $0.severity != "info" }) else {
            throw Unusable(why: "the scan found nothing")
        }
        return finding.id
    }

    // MARK: values

    /// A legacy key of a hosted project.
    static func token(_ role: String = "service_role", ref: String = Self.ref, expires: Int = 2_100_000_000, seed: UInt64 = 21) -> String {
        var mint = Mint(seed: seed)
        let claims = #"{"iss":"supabase","ref":"\#(ref)","role":"\#(role)","iat":1700000000,"exp":\#(expires)}"#
        // Why: the last of 43 characters of 32 bytes has two bits that must be zero.
        let parts = [Mint.base64URL(#"{"alg":"HS256","typ":"JWT"}"#), Mint.base64URL(claims), mint.text(42) + "A"]
        return parts.joined(separator: ".")
    }

    /// A new-style key with the checksum of its project.
    static func apiKey(_ kind: String, ref: String = Self.ref, seed: UInt64 = 31) throws -> String {
        var mint = Mint(seed: seed)
        let body = "sb_\(kind)" + mint.text(22)
        let checksum = Mint.base64URL(Data(Digest.sha256(Array("\(ref)|\(body)".utf8).span)))
        return "\(body)_\(checksum.prefix(8))"
    }

    /// The URL of an incoming webhook of a chat space.
    static func webhook(space: String = "AAAAqwertyU", seed: UInt64) -> String {
        var mint = Mint(seed: seed)
        let key = "AIza" + "SyDdI0h" + mint.text(28)
        return "https://chat.googleapis.com/v1/spaces/\(space)/messages?key=\(key)&token=" + mint.text(43)
    }
}

/// The parts of plan and status in JSON that tests look at.
struct RotationReading: Decodable {
    struct Step: Decodable {
        let id: String
        let who: String
        let commands: [String]
        let state: String?
    }

    let id: String
    let steps: [Step]

    init(_ outcome: Program.Outcome) throws { self = try JSONDecoder().decode(Self.self, from: Data(outcome.stdout.utf8)) }

    var open: [Step] { steps.filter { $0.state == "open" } }
}
