internal import Foundation
internal import RekeyTestSupport

/// A repository full of planted secrets, in every way of writing them that a command may come across.
struct CanaryFixture {
    let git: GitFixture
    let secrets: [Planted]
    /// IDs of findings, for `explain`.
    let ids: [String]

    private let planted: [String: [UInt8]]

    init() throws {
        var mint = Mint(seed: 1_001)
        secrets = mint.everything()
        git = try GitFixture()
        let lines = secrets.map(\.line)
        try git.write("readme.txt", "nothing here\n")
        try git.commit("start")
        try git.write(".env", lines.joined(separator: "\n") + "\n")
        try git.write("app.json", try Self.json(secrets))
        try git.write("deploy/secret.yaml", "data:\n" + Self.base64(lines).map { "  key\($0.offset): \($0.text)\n" }.joined())
        try git.write(
            "wide.properties", [0xFF, 0xFE] + lines.joined(separator: "\r\n").utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
        try git.write("allowed.sh", Self.allowed(lines))
        try git.write(".rekeyignore", "# \(lines[1])\nnowhere/\n")
        try git.commit("add \(lines[1])")
        try git.write("staged.env", lines.reversed().joined(separator: "\n") + "\n")
        try git.git("add", "staged.env")
        try Self.writeConfigurations(lines, to: git)
        try git.write("change.patch", Self.patch(lines))
        ids = try ReportReading(Program.run(["scan", "--format", "json"], in: git.path)).findings.map(\.id)
        planted = try Self.files(below: git.path)
    }

    /// Every file that a run made or changed, besides what git keeps for itself.
    func writtenFiles() throws -> [(path: String, bytes: [UInt8])] {
        try Self.files(below: git.path).filter { planted[$0.key] != $0.value }.map { ($0.key, $0.value) }
    }

    private static func files(below folder: String) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            guard !path.hasPrefix(".git/"), let data = FileManager.default.contents(atPath: "\(folder)/\(path)") else { continue }
            files[path] = [UInt8](data)
        }
        return files
    }

    private static func json(_ secrets: [Planted]) throws -> String {
        let pairs = Dictionary(uniqueKeysWithValues: secrets.map { ($0.name, $0.line) })
        let nested = String(decoding: try JSONEncoder().encode(pairs), as: UTF8.self)
        return String(decoding: try JSONEncoder().encode(["plain": nested, "password": secrets[6].core]), as: UTF8.self)
    }

    private static func base64(_ lines: [String]) -> [(offset: Int, text: String)] {
        lines.enumerated().map { ($0.offset, Data($0.element.utf8).base64EncodedString()) }
    }

    /// Excuses whose reasons hold secrets themselves.
    private static func allowed(_ lines: [String]) -> String {
        lines.indices.map { index in
            "export \(lines[index].split(separator: "\n")[0])  # rekey:allow instead of \(lines[(index + 1) % lines.count].split(separator: "\n")[0])"
        }.joined(separator: "\n") + "\n"
    }

    private static func writeConfigurations(_ lines: [String], to git: GitFixture) throws {
        let key = lines[1]
        try git.write("unterminated.toml", "title = \"\(key)\n[[rules]]\n")
        try git.write("doubled.toml", "a = 1\n\(key) = = 2\n")
        try git.write("typed.toml", "[[rules]]\nid = \"own.rule\"\nseverity = \"\(key)\"\nregex = 'x'\n")
        try git.write("unknown.toml", "[[rules]]\nid = \"own.rule\"\n'\(key)' = 1\n")
        try git.write("regex.toml", "[[rules]]\nid = \"own.rule\"\nregex = '(\(key)'\nkeywords = ['\(key)']\n")
        try git.write("gate.toml", "[scan]\nfailOn = '\(key)'\n")
        try git.write("list.toml", "[[allowlists]]\nexpires = '\(key)'\nregexes = ['x']\n")
        let examples = lines.map { "'''\n\($0)'''" }.joined(separator: ", ")
        try git.write(
            "own.toml",
            """
            [extend]
            useDefault = true
            [[rules]]
            id = "own.rule"
            description = "ours"
            regex = 'own_[a-z]{20}'
            keywords = ["own_"]
            examples = [\(examples)]
            counterexamples = [\(examples)]
            [[rules.allowlists]]
            regexes = ['''\(key)''']
            stopwords = ['''\(key)''']
            """)
    }

    private static func patch(_ lines: [String]) -> String {
        """
        commit \(String(repeating: "ab", count: 20))
        Author: \(lines[1]) <ada@example.com>
        Date:   \(lines[3])

            \(lines[0])

        diff --git a/x.env b/x.env
        --- a/x.env\t\(lines[2])
        +++ b/x.env\t\(lines[2])
        @@ -1,1 +1,3 @@ \(lines[4])
         \(lines[7])
        +\(lines[1])
        +\(lines[3])
        @@ -9,1 +11,9 @@ \(lines[8])
        +\(lines[6])

        """
    }
}
