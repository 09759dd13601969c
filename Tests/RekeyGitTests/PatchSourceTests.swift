internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

/// A patch and the lines it adds.
struct PatchCase: CustomTestStringConvertible, Sendable {
    var name: String
    var patch: String
    var added: [Added]
    var skips: [Skip.Reason] = []

    var testDescription: String { name }
}

@Suite("patch source") struct PatchSourceTests {
    static let cases = [
        PatchCase(name: "nothing", patch: "", added: []),
        PatchCase(name: "git", patch: "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@ x\n a\n-b\n+c\n", added: [Added("f", "c\n")]),
        PatchCase(
            name: "plain, with dates", patch: "--- old/f\t2026-01-02\n+++ new/f\t2026-01-03\n@@ -0,0 +1 @@\n+c\n",
            added: [Added("new/f", "c\n")]),
        PatchCase(name: "plain, new file", patch: "--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+c\n", added: [Added("f", "c\n")]),
        PatchCase(
            name: "no prefix", patch: "diff --git b/f b/f\n--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+c\n", added: [Added("b/f", "c\n")]),
        PatchCase(
            name: "quoted path", patch: "--- /dev/null\n+++ \"b/\\303\\274 \\\"\\t\\\\\"\n@@ -0,0 +1 @@\n+c\n",
            added: [Added("ü \"\t\\", "c\n")]),
        PatchCase(
            name: "no line feed at the end",
            patch: "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
            added: [Added("f", "b")]),
        PatchCase(name: "CRLF patch", patch: "--- a/f\r\n+++ b/f\r\n@@ -1 +1,2 @@\r\n a\r\n+b\r\n", added: [Added("f", "b\r\n")]),
        PatchCase(
            name: "removed dashes and added pluses", patch: "--- a/f\n+++ b/f\n@@ -1 +1 @@\n--- x\n+++ y\n", added: [Added("f", "++ y\n")]),
        PatchCase(name: "empty context line", patch: "--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n\n a\n+b\n", added: [Added("f", "b\n")]),
        PatchCase(name: "only removed", patch: "--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-b\n", added: []),
        PatchCase(
            name: "combined", patch: "diff --cc f\nindex 1,2..3\n--- a/f\n+++ b/f\n@@@ -1,2 -1,3 +1,3 @@@\n- a\n -b\n++c\n+ d\n  e\n",
            added: [Added("f", "c\nd\n")]),
        PatchCase(name: "binary", patch: "diff --git a/f b/f\nBinary files a/f and b/f differ\n", added: [], skips: [.unreadable]),
        PatchCase(name: "binary, deleted", patch: "diff --git a/f b/f\nBinary files a/f and /dev/null differ\n", added: []),
        PatchCase(
            name: "git binary", patch: "diff --git a/f b/f\nGIT binary patch\nliteral 3\nKcmZQzU|?\n\n", added: [], skips: [.unreadable]),
        PatchCase(name: "cut", patch: "--- a/f\n+++ b/f\n@@ -1,2 +1,3 @@\n a\n+b\n", added: [Added("f", "b\n")], skips: [.malformedPatch]),
        PatchCase(
            name: "too few lines, then another file",
            patch: "--- a/f\n+++ b/f\n@@ -1 +1,9 @@\n a\n+b\ndiff --git a/g b/g\n--- a/g\n+++ b/g\n@@ -0,0 +1 @@\n+c\n",
            added: [Added("f", "b\n"), Added("g", "c\n")], skips: [.malformedPatch]),
        PatchCase(
            name: "too many lines", patch: "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n a\n+b\n+c\n", added: [Added("f", "b\n")],
            skips: [.malformedPatch]),
        PatchCase(
            name: "numbers that overflow", patch: "--- a/f\n+++ b/f\n@@ -1,99999999999999999999 +1 @@\n+b\n", added: [],
            skips: [.malformedPatch]),
        PatchCase(
            name: "too many lines, context first", patch: "--- a/f\n+++ b/f\n@@ -1 +1,2 @@\n a\n+b\n c\n+d\n", added: [Added("f", "b\n")],
            skips: [.malformedPatch]),
        PatchCase(name: "mail signature", patch: "--- a/f\n+++ b/f\n@@ -0,0 +1 @@\n+b\n-- \n2.39.5\n\n", added: [Added("f", "b\n")]),
    ]

    @Test("reads", arguments: cases)
    func reads(_ c: PatchCase) {
        let read = Self.read(Array(c.patch.utf8))
        #expect(read.chunks.map(Added.init) == c.added)
        #expect(read.account.skips.map(\.reason) == c.skips)
    }

    @Test("chunks know their line, and the commit of a log or mail", arguments: [["log", "-p"], ["format-patch", "--stdout", "--root"]])
    func commits(_ command: [String]) throws {
        let git = try GitFixture()
        try git.write("f", "a\n")
        let first = try git.commit("first\n\nSome words.")
        try git.write("f", "a\nb\n")
        let second = try git.commit("second")
        let read = Self.read(try git.git(command))
        let chunks = read.chunks.sorted { $0.bytes.count < $1.bytes.count }
        #expect(chunks.map(\.provenance.commit) == [first, second])
        #expect(chunks.allSatisfy { $0.provenance.author == "Ada <ada@example.com>" && $0.provenance.date == "2026-01-02T03:04:05+00:00" })
        #expect(chunks.allSatisfy { $0.firstLine == 1 && $0.startOffset == nil })
        #expect(read.account.commits == 2 && read.account.files == 2 && read.account.isComplete)
    }

    @Test(
        "the new side is what git stores",
        arguments: [["diff", "HEAD^", "HEAD"], ["show", "-m"], ["show", "--cc"], ["diff", "-U0", "HEAD^2", "HEAD"]])
    func againstGit(_ command: [String]) throws {
        let git = try Self.mergedRepository()
        let read = Self.read(try git.git(command + ["--no-ext-diff"]))
        #expect(read.account.isComplete && !read.chunks.isEmpty)
        for chunk in read.chunks {
            let stored = String(decoding: try git.git("show", "HEAD:\(chunk.provenance.displayPath)"), as: UTF8.self)
            let lines = stored.split(separator: "\n", omittingEmptySubsequences: false)
            let mine = String(decoding: chunk.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            let count = chunk.bytes.last == 0x0A ? mine.count - 1 : mine.count
            #expect(Array(lines.dropFirst(chunk.firstLine - 1).prefix(count)) == Array(mine.prefix(count)))
        }
        let marks = String(decoding: try git.git(command), as: UTF8.self).split(separator: "\n").filter {
            !$0.hasPrefix("+++") && ($0.hasPrefix("+") || (command == ["show", "--cc"] && $0.hasPrefix(" +")))
        }
        let added = read.chunks.map { chunk in
            (chunk.added ?? []).map { String(decoding: chunk.bytes[$0], as: UTF8.self).split(separator: "\n").count }.reduce(0, +)
        }
        #expect(added.reduce(0, +) == marks.count)
    }

    @Test("every prefix and every flipped byte of a patch is survived") func hostile() throws {
        let git = try Self.mergedRepository()
        let patch = try git.git("log", "-p", "-c")
        for length in patch.indices { _ = Self.read(Array(patch[..<length])) }
        for index in patch.indices {
            for flip in [0x01, 0x20, 0x80, 0xFF] as [UInt8] {
                var broken = patch
                broken[index] ^= flip
                for chunk in Self.read(broken).chunks {
                    #expect((chunk.added ?? []).allSatisfy { $0.upperBound <= chunk.bytes.count })
                }
            }
        }
    }

    private static func read(_ patch: [UInt8]) -> (chunks: [Chunk], account: Account) {
        var chunks: [Chunk] = []
        let account = PatchSource.read(patch) { chunks.append($0) }
        return (chunks, account)
    }

    /// `HEAD` is a merge that changes a file both sides changed, and has a path that git quotes.
    private static func mergedRepository() throws -> GitFixture {
        let git = try GitFixture()
        let lines = (0..<40).map { "line \($0)" }
        try git.write("dir/f", lines.joined(separator: "\n"))
        try git.commit("base")
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("dir/f", (["side"] + lines).joined(separator: "\n"))
        try git.write("ü \"x\"", "one\ntwo")
        try git.commit("side")
        try git.git("checkout", "--quiet", "main")
        try git.write("dir/f", (lines + ["main"]).joined(separator: "\n"))
        try git.commit("main")
        try git.git("merge", "--quiet", "--no-commit", "side")
        try git.write("dir/f", (["side"] + lines.prefix(20) + ["merged"] + lines.dropFirst(20) + ["main"]).joined(separator: "\n"))
        try git.commit("merge")
        return git
    }
}
