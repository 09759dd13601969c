internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("odd trees") struct OddTreesTests {
    @Test("names are bytes: line feeds, spaces, no UTF-8") func names() throws {
        let git = try GitFixture()
        try git.shell(
            """
            mkdir -p "$(printf 'a\\nb')"
            printf secret > "$(printf 'a\\nb/\\377\\376')"
            printf secret > " lead and trail "
            git add -A
            git commit -qm odd
            """)
        let history = try NotedHistory(git.repository())
        let blob = try #require(ObjectID(git.text("rev-parse", "HEAD: lead and trail ")))
        #expect(history.map.paths(of: blob) == [Array("a\nb/".utf8) + [0xFF, 0xFE], Array(" lead and trail ".utf8)])
        #expect(history.map.allNames.map(\.name) == [Array(" lead and trail ".utf8), Array("a\nb".utf8), [0xFF, 0xFE]])
        let found = try git.exposure(of: "secret")
        #expect(found.firstPath == Array("a\nb/".utf8) + [0xFF, 0xFE] && found.pathCount == 2)
    }

    @Test("submodules are not missing, symbolic links are blobs") func modes() throws {
        let git = try GitFixture()
        try git.shell("ln -s target link")
        try git.git("add", "-A")
        try git.git("update-index", "--add", "--cacheinfo", "160000,\(String(repeating: "12", count: 20)),module")
        try git.git("commit", "-qm", "x")
        let history = try NotedHistory(git.repository())
        let link = try #require(ObjectID(git.text("rev-parse", "HEAD:link")))
        #expect(history.map.paths(of: link) == [Array("link".utf8)] && history.map.missing == [])
        #expect(history.map.allNames.map(\.path) == [Array("link".utf8), Array("module".utf8)])
    }

    @Test("a tree of a few kilobytes with a million million paths") func bomb() throws {
        let git = try GitFixture()
        try git.write("file", "canary")
        try git.shell(
            """
            entry="100644 blob $(git hash-object -w file)"
            for level in 1 2 3 4 5 6 7 8 9 10 11 12; do
                for name in a b c d e f g h i j; do printf '%s\\t%s\\n' "$entry" $name; done > entries
                entry="040000 tree $(git mktree < entries)"
            done
            git update-ref refs/heads/main "$(git commit-tree -m x "${entry#040000 tree }")"
            """)
        let history = try NotedHistory(git.repository())
        let blob = try #require(ObjectID(git.text("hash-object", "file")))
        let paths = history.map.paths(of: blob).map { String(decoding: $0, as: UTF8.self) }
        let folders = String(repeating: "a/", count: 10)
        let first = ["a", "b", "c", "d", "e", "f"].flatMap { outer in
            ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map { folders + outer + "/" + $0 }
        }
        #expect(paths.count == 64 && Array(paths.prefix(60)) == first)
        let found = try git.exposure(of: "canary", isPackable: false)
        #expect(found.firstPathText == first[0] && found.held.contains("branch main"))
    }

    @Test("three thousand folders in each other") func deep() throws {
        let git = try GitFixture()
        let path = String(repeating: "a/", count: 3_000) + "file"
        try git.write(
            "stream",
            "commit refs/heads/main\ncommitter A <a@example.com> 1700000000 +0000\ndata 1\nx\nM 100644 inline \(path)\ndata 6\ncanary\n")
        try git.shell("git fast-import --quiet < stream && rm stream")
        let found = try git.exposure(of: "canary", isPackable: false)
        #expect(found.pathTexts == [path] && found.firstPathText == path)
    }

    @Test("trees that nothing leads to tell paths as far as they go") func unreachable() throws {
        let git = try GitFixture()
        try git.write("d/e/lost", "canary")
        try git.git("add", "-A")
        let tree = try git.text("write-tree")
        try git.git("rm", "-rqf", "--cached", "d")
        try git.write("d/other", "x")
        try git.write("d/e/kept", "y")
        try git.commit()
        let history = try NotedHistory(git.repository())
        let lost = try #require(ObjectID(git.text("rev-parse", "\(tree):d/e/lost")))
        #expect(history.map.paths(of: lost) == [Array("d/e/lost".utf8)])
    }
}
