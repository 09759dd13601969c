internal import Foundation
internal import RekeyTestSupport

/// A repository as a small team has it: env files of several kinds, compose, a workflow and code, with synthetic keys.
struct EnvFixture {
    let git: GitFixture
    /// The key in `.env` and `.env.production`.
    let old: Planted
    /// The key that takes its place.
    let new: Planted

    static let name = "SUPABASE_SERVICE_ROLE_KEY"
    var oldValue: String { Self.value(of: old) }
    var newValue: String { Self.value(of: new) }

    init() throws {
        git = try GitFixture()
        var mint = Mint(seed: UInt64.random(in: 1...1 << 60))
        old = mint.serviceRole()
        new = mint.supabaseKey()
        try write(".gitignore", "/.env\n/supabase/functions/.env\n")
        try write(".env", "# local\nPORT=3000\nexport \(Self.name)='\(oldValue)' # legacy\nEMPTY=\n")
        try write(".env.production", "PORT=80\r\n\(Self.name)=\"\(oldValue)\"\r\nCOLOR=a#b\r\n")
        try write(".env.example", "PORT=\n\(Self.name)=your-key\n")
        try write(
            "docker-compose.yml",
            """
            services:
              api:
                env_file: .env
                environment:
                  API_KEY: ${\(Self.name)}
              worker:
                environment:
                  - \(Self.name)

            """)
        try write(
            ".github/workflows/deploy.yml",
            """
            on: push
            jobs:
              deploy:
                runs-on: ubuntu-latest
                steps:
                  - name: Ship
                    env:
                      API_KEY: ${{ secrets.\(Self.name) }}
                    run: ./ship.sh

            """)
        try write("src/db.ts", "const key = process.env.\(Self.name)\n")
        try setMode(".env", 0o600)
        try setMode(".env.production", 0o644)
        try git.git("add", ".gitignore", ".env.production", ".env.example", "docker-compose.yml", ".github", "src")
        try git.git("commit", "--quiet", "-m", "start")
    }

    func write(_ file: String, _ text: String) throws { try git.write(file, text) }

    func read(_ file: String) throws -> String { String(decoding: try git.workspace.read("\(git.name)/\(file)"), as: UTF8.self) }

    func path(_ file: String) -> String { "\(git.path)/\(file)" }

    func setMode(_ file: String, _ mode: Int) throws {
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(file))
    }

    func env(_ arguments: [String], input: String = "", below folder: String = "") throws -> Program.Outcome {
        try Program.run(["env"] + arguments, in: folder.isEmpty ? git.path : path(folder), input: input)
    }

    func env(_ arguments: String...) throws -> Program.Outcome { try env(arguments) }

    /// What of both keys is in the outcome, by name.
    func leaks(_ outcome: Program.Outcome) -> [String] { LeakCheck([old, new]).leaks(in: Array(outcome.everything.utf8)) }

    /// Every file of the work tree and of the state folder, by its path relative to the repository.
    func files() throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        let walk = FileManager.default.enumerator(atPath: git.path)
        while let name = walk?.nextObject() as? String {
            let isOurs = !name.hasPrefix(".git/") || name.hasPrefix(".git/rekey/")
            guard isOurs, walk?.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            files[name] = [UInt8](try Data(contentsOf: URL(filePath: path(name))))
        }
        return files
    }

    private static func value(of planted: Planted) -> String {
        planted.line.split(separator: "=", maxSplits: 1).last.map(String.init) ?? ""
    }
}
