internal import Foundation
internal import RekeyTestSupport

/// A repository whose hooks may run, with no `rekey` in `PATH` unless a test puts it there.
struct HookSandbox {
    let fixture: GitFixture
    /// The folder commands run in.
    var folder: String
    var variables: [String: String]

    init(_ fixture: GitFixture? = nil) throws {
        self.fixture = try fixture ?? GitFixture()
        folder = self.fixture.path
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        let path = folders.filter { !FileManager.default.fileExists(atPath: "\($0)/rekey") }.joined(separator: ":")
        variables = ["PATH": path, "HOME": self.fixture.workspace.path, "GIT_ALLOW_PROTOCOL": "file"]
    }

    func rekey(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(arguments, in: folder, environment: variables)
    }

    func git(_ arguments: String..., environment: [String: String] = [:]) throws -> Program.Outcome {
        try Program.run(program: "git", arguments, in: folder, environment: variables.merging(environment) { _, new in new })
    }

    /// Absolute path of a file of the repository.
    func path(_ name: String) -> String { "\(fixture.path)/\(name)" }

    func write(_ name: String, _ text: String, mode: Int? = nil) throws {
        try fixture.write(name, text)
        if let mode { try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name)) }
    }

    func read(_ name: String) throws -> String { String(decoding: try fixture.workspace.read("\(fixture.name)/\(name)"), as: UTF8.self) }

    func exists(_ name: String) -> Bool { fixture.workspace.exists("\(fixture.name)/\(name)") }

    func mode(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path(name))[.posixPermissions] as? Int
    }

    /// Stages one file and commits; gives how `git commit` ended.
    func commit(_ name: String, _ text: String, environment: [String: String] = [:]) throws -> Program.Outcome {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        _ = try git("add", "--", name)
        return try git("commit", "--quiet", "-m", "change", environment: environment)
    }

    /// A legacy Supabase key of the service role, new at every call.
    static func serviceRoleToken() -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz")
        let ref = String((0..<20).map { _ in letters[Int.random(in: 0..<letters.count)] })
        let header = #"{"alg":"HS256","typ":"JWT"}"#
        let claims = #"{"iss":"supabase","ref":"\#(ref)","role":"service_role","iat":1700000000,"exp":2015360000}"#
        let signature = Data((0..<32).map { _ in UInt8.random(in: 0...255) })
        return [Data(header.utf8), Data(claims.utf8), signature].map(Mint.base64URL).joined(separator: ".")
    }

    /// A line that no commit may add.
    static func leak() -> String { "SUPABASE_SERVICE_ROLE_KEY=\(serviceRoleToken())\n" }
}
