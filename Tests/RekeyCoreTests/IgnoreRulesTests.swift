import Foundation
internal import RekeyCore
internal import Testing

/// A table of ignore files; every path of `GitIgnoreOracle.paths` is asked of each, and git's answer is the expected one.
private struct IgnoreCase: Sendable, CustomTestStringConvertible {
    let name: String
    let text: String
    var testDescription: String { name }

    init(_ name: String, _ text: String) {
        self.name = name
        self.text = text
    }

    static let all: [IgnoreCase] = [
        IgnoreCase("blank lines and comments", "\n# *.log\n   \n\n"),
        IgnoreCase("a quoted hash", "\\#notes\n"),
        IgnoreCase("a quoted bang", "\\!wow\n"),
        IgnoreCase("a suffix", "*.log\n"),
        IgnoreCase("a suffix, taken back", "*.log\n!keep.log\n"),
        IgnoreCase("the last match decides", "!a.log\n*.log\n"),
        IgnoreCase("nothing comes back out of an ignored folder", "build/\n!build/keep.log\n"),
        IgnoreCase("a folder is taken back", "build\n!build/\nkeep.log\n"),
        IgnoreCase("files of a folder, except one", "/build/*\n!/build/keep.log\n"),
        IgnoreCase("a folder only", "cache/\n"),
        IgnoreCase("a file of that name, too", "cache\n"),
        IgnoreCase("anchored", "/a.log\n"),
        IgnoreCase("anchored by a slash inside", "src/a.log\n"),
        IgnoreCase("anchored folder", "/src/\n"),
        IgnoreCase("two slashes never match", "src//a.log\n//src\nsrc//\n"),
        IgnoreCase("only a slash", "/\n!\n!/\n"),
        IgnoreCase("everything", "*\n"),
        IgnoreCase("everything but folders and C", "*\n!*/\n!*.c\n"),
        IgnoreCase("one byte", "?.log\n"),
        IgnoreCase("a question mark is no slash", "src?a.log\n"),
        IgnoreCase("a star is no slash", "src*a.log\n"),
        IgnoreCase("a star is no slash, anchored", "src/*.log\n"),
        IgnoreCase("a star is one folder", "src/*/a.log\n"),
        IgnoreCase("a class", "[ab].log\n"),
        IgnoreCase("a range", "[a-c].log\n"),
        IgnoreCase("a negated class", "[!a-c].log\n"),
        IgnoreCase("negated with a caret", "[^a-c].log\n"),
        IgnoreCase("a closing bracket first", "[]a].log\n"),
        IgnoreCase("a minus at the end", "[a-].log\n"),
        IgnoreCase("a quoted byte in a class", "[\\a\\]].log\n"),
        IgnoreCase("a named class", "[[:alpha:]].log\n"),
        IgnoreCase("a named class in a class", "[[:digit:]_]*.log\n"),
        IgnoreCase("an unknown named class", "[[:nothing:]a].log\n"),
        IgnoreCase("half a named class", "[[:alpha].log\n"),
        IgnoreCase("a class that never ends", "[a.log\n"),
        IgnoreCase("a class with a slash", "src[/]a.log\n"),
        IgnoreCase("a range upside down", "[c-a].log\n"),
        IgnoreCase("a range to a quoted byte", "[a-\\c].log\n"),
        IgnoreCase("two ranges in a row", "[a-b-z].log\n"),
        IgnoreCase("a quoted star", "\\*.log\n"),
        IgnoreCase("a quoted letter", "\\a.log\n"),
        IgnoreCase("a backslash at the end", "a.log\\\n"),
        IgnoreCase("any depth first", "**/a.log\n"),
        IgnoreCase("any depth first, folder", "**/deep\n"),
        IgnoreCase("any depth last", "src/**\n"),
        IgnoreCase("any depth last, one taken back", "src/**\n!src/deep/\n!src/deep/a.log\n"),
        IgnoreCase("any depth inside", "src/**/a.log\n"),
        IgnoreCase("any depth twice", "**/src/**/x/**/a.log\n"),
        IgnoreCase("any depth in a row", "src/**/**/a.log\n"),
        IgnoreCase("three stars", "src/***/a.log\n"),
        IgnoreCase("any depth alone", "**\n"),
        IgnoreCase("any depth, folders", "**/\n"),
        IgnoreCase("any depth from the root", "/**\n"),
        IgnoreCase("any depth below", "src/**/\n"),
        IgnoreCase("any depth between stars", "s*/**/*.log\n"),
        IgnoreCase("two stars among letters", "s**c\n**.log\n"),
        IgnoreCase("stars that must go back", "*a*b*c\n"),
        IgnoreCase("letter case counts", "A.LOG\nSRC\n"),
        IgnoreCase("spaces at the end", "a.log   \n"),
        IgnoreCase("a quoted space at the end", "space\\ \n"),
        IgnoreCase("a quoted space, then spaces", "space\\   \n"),
        IgnoreCase("a space inside", "with space.log\n"),
        IgnoreCase("a tab at the end stays", "a.log\t\n"),
        IgnoreCase("carriage returns", "a.log\r\nbuild/\r\n"),
        IgnoreCase("a byte order mark", "\u{FEFF}a.log\n"),
        IgnoreCase("no line feed at the end", "a.log"),
        IgnoreCase("bytes outside ASCII", "é.log\n"),
        IgnoreCase("a question mark is one byte", "??.log\n"),
        IgnoreCase("a quoted slash", "src\\/a.log\n"),
        IgnoreCase("a dot file", ".*\n"),
    ]
}

@Suite("gitignore rules")
struct IgnoreRulesTests {
    @Test("every verdict and line is git's own", arguments: IgnoreCase.all)
    private func asGit(_ c: IgnoreCase) throws {
        let oracle = try GitIgnoreOracle()
        let expected = try oracle.verdicts(ignoreFile: c.text)
        #expect(expected.count == GitIgnoreOracle.files.count + GitIgnoreOracle.folders.count)
        let rules = IgnoreRules(Array(c.text.utf8).span, origin: ".gitignore")
        for (path, line) in expected {
            let verdict = rules.verdict(Array(path.utf8).span, isFolder: GitIgnoreOracle.folders.contains(path))
            #expect(verdict.map { $0.ignored ? $0.line : -$0.line } == line, "path \(path)")
        }
    }

    @Test("other stars in a row are one star, as the manual says")
    func doubleStarInAWord() {
        let rules = IgnoreRules(Array("foo**/bar".utf8).span, origin: "")
        #expect(rules.verdict(Array("fooa/bar".utf8).span, isFolder: false)?.ignored == true)
        #expect(rules.verdict(Array("fooa/b/bar".utf8).span, isFolder: false) == nil)
    }

    @Test("the folders above are asked only by verdict")
    func ownVerdict() {
        let rules = IgnoreRules(Array("build\n".utf8).span, origin: "")
        let path = Array("build/a.c".utf8)
        #expect(rules.verdict(path.span, isFolder: false) == IgnoreRules.Verdict(ignored: true, line: 1))
        #expect(rules.ownVerdict(path.span, isFolder: false) == nil)
        #expect(rules.verdict([UInt8]().span, isFolder: true) == nil)
    }

    @Test("hostile patterns end in good time")
    func hostile() {
        let stars = String(repeating: "a*", count: 400) + "b"
        let depths = String(repeating: "**/a/", count: 200) + "b"
        let rules = IgnoreRules(Array("\(stars)\n\(depths)\n".utf8).span, origin: "")
        let name = Array(String(repeating: "a", count: 4_000).utf8)
        let path = Array(String(repeating: "a/", count: 2_000).utf8)
        let clock = ContinuousClock()
        let time = clock.measure {
            #expect(rules.ownVerdict(name.span, isFolder: false) == nil)
            #expect(rules.ownVerdict(path.span, isFolder: false) == nil)
        }
        // Why: backtracking would take years; a slow test machine takes a second or two.
        #expect(time < .seconds(20))
    }

    @Test("any bytes are read without a trap")
    func anyBytes() {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("ab/*?[]!^-\\# :.".utf8) + [0, 0x0A, 0x0D, 0xFF]
        for _ in 0..<3_000 {
            let text = (0..<24).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            let path = (0..<12).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            _ = IgnoreRules(text.span, origin: "").verdict(path.span, isFolder: false)
        }
    }
}

/// A repository whose only purpose is to ask `git check-ignore`.
private final class GitIgnoreOracle {
    static let files = [
        "a.log", "b.log", "d.log", "keep.log", "-.log", "].log", "*.log", "1.log", "_1.log", "A.LOG", "é.log", "a.log\t", "ab.log",
        "#notes", "!wow", "space ", "space", "with space.log", ".env", "xaybzc", "main.c", "a.log\\",
        "build/keep.log", "build/a.o", "build/sub/keep.log", "cache/x", "other/cache", "src/a.log", "src/b.c", "src/deep/a.log",
        "src/deep/x/a.log", "src/deep/x/y/a.log", "lib/src/a.log", "lib/src/x/a.log", "srca.log", "src-a.log", "sc", "sxxc", "s/a.log",
    ]

    static let folders = Set(files.flatMap(parents))

    private static func parents(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        return (1..<max(parts.count, 1)).map { parts[..<$0].joined(separator: "/") }
    }

    private let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appending(path: "rekey-ignore-\(UUID().uuidString)")
        for file in Self.files {
            let url = root.appending(path: file)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data().write(to: url)
        }
        _ = try run(["init", "-q"], input: "")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    /// Per path the line that decides, negative when it takes the path back, `nil` when no line matches.
    func verdicts(ignoreFile: String) throws -> [(path: String, line: Int?)] {
        let rules = root.appending(path: "rules.txt")
        try Data(ignoreFile.utf8).write(to: rules)
        let paths = Self.files + Self.folders.sorted()
        let excludes = ["-c", "core.excludesFile=\(rules.path)"]
        let output = try run(
            excludes + ["check-ignore", "-v", "-n", "-z", "--no-index", "--stdin"], input: paths.map { $0 + "\0" }.joined())
        let fields = output.split(separator: "\0", omittingEmptySubsequences: false)
        return try stride(from: 0, to: fields.count - 1, by: 4).map { start in
            let path = String(fields[start + 3])
            guard let line = Int(fields[start + 1]) else { return (path, nil) }
            try #require(line > 0)
            return (path, fields[start + 2].hasPrefix("!") ? -line : line)
        }
    }

    private func run(_ arguments: [String], input: String) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git", "-C", root.path] + arguments
        process.environment = [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "HOME": root.path,
            "LC_ALL": "C",
        ]
        let (stdin, stdout) = (Pipe(), Pipe())
        process.standardInput = stdin
        process.standardOutput = stdout
        try process.run()
        try stdin.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try stdin.fileHandleForWriting.close()
        let output = try stdout.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: output, as: UTF8.self)
    }
}
