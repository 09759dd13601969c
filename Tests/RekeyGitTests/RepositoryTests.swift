internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

@Suite("repository discovery") struct RepositoryTests {
    @Test("from the root, a folder, a file and a link") func fromBelow() throws {
        let git = try GitFixture()
        try git.write("a/b/f", "one\n")
        try git.workspace.link("link", to: "repository/a")
        for start in ["repository", "repository/a/b", "repository/a/b/f", "link"] {
            let found = try git.repository(at: git.workspace.path(start))
            #expect(found.root == Array(git.path.utf8) && found.gitDirectory == Array("\(git.path)/.git".utf8))
        }
    }

    @Test("a bare repository and the inside of .git have no root") func bare() throws {
        let git = try GitFixture(options: ["--bare"])
        #expect(try git.repository().root == nil)
        #expect(try git.repository().gitDirectory == Array(git.path.utf8))
        let other = try GitFixture()
        #expect(try other.repository(at: "\(other.path)/.git").root == nil)
    }

    @Test("no repository, or no such folder", arguments: ["", "nowhere"])
    func none(_ name: String) throws {
        let workspace = try Workspace()
        let path = Array(workspace.path(name).utf8)
        #expect(throws: GitError.notARepository(path: String(decoding: path, as: UTF8.self))) {
            try Repository.discover(from: path, environment: GitEnvironment(entries: []), workingDirectory: Array(workspace.path.utf8))
        }
    }

    @Test("GIT_DIR and GIT_WORK_TREE count for their own work tree only") func environment() throws {
        let workspace = try Workspace()
        let named = try GitFixture(workspace, name: "named")
        try named.write("f", "named\n")
        try named.git("add", "f")
        let other = try GitFixture(workspace, name: "other")
        try other.write("g", "other\n")
        try other.git("add", "g")
        let values = ["GIT_DIR": "../named/.git", "GIT_WORK_TREE": "..", "GIT_INDEX_FILE": "\(named.path)/.git/index"]
        let environment = GitEnvironment(other.environment.merging(values) { _, new in new })
        let start = Array(named.path.utf8)
        let found = try Repository.discover(from: start, environment: environment, workingDirectory: start)
        #expect(found.root == Array(workspace.path.utf8) && found.gitDirectory == Array("\(named.path)/.git".utf8))
        let nested = try Repository.discover(from: Array(other.path.utf8), environment: environment, workingDirectory: start)
        #expect(nested.root == Array(other.path.utf8))
        var added: [Added] = []
        _ = try StagedSource.read(nested) { added.append(Added($0)) }
        #expect(added == [Added("g", "other\n")])
    }

    @Test("core.worktree of the configuration is followed") func configuredWorkTree() throws {
        let git = try GitFixture()
        try git.workspace.makeFolder("elsewhere")
        try git.git("config", "core.worktree", "../../elsewhere")
        #expect(try git.repository().root == Array(git.workspace.path("elsewhere").utf8))
        #expect(try git.repository().root == Array(git.text("rev-parse", "--show-toplevel").utf8))
    }

    @Test("git is never taken from a relative folder of PATH") func relativePath() throws {
        let git = try GitFixture()
        try git.write("git", "#!/bin/sh\ntouch ran\n")
        try git.git("add", "git")
        try git.git("update-index", "--chmod=+x", "git")
        #expect(throws: GitError.notInstalled) { try WorkTreeListing.read(git.repository(["PATH": ".::bin"])) }
    }

    @Test(
        "every error says what to do",
        arguments: [GitError.notInstalled, .notARepository(path: "/x"), .dubiousOwnership(path: "/a b"), .badRevision("x")])
    func troubles(_ error: GitError) {
        #expect(error.trouble.next != nil)
        #expect(error.trouble.status == .incomplete || error.trouble.status == .usage)
    }
}

@Suite("work tree listing") struct WorkTreeListingTests {
    @Test("tracked and untracked, not ignored, as git lists them") func asGit() throws {
        let git = try GitFixture()
        for name in ["b", "a/c", "a.c", "ü \"\n\t", "100644 0000000000000000000000000000000000000000 0\tx"] { try git.write(name, "x") }
        try git.git("add", "b", "a/c")
        try git.write(".gitignore", "ignored\n")
        try git.write("ignored", "x")
        let expected = try git.git("ls-files", "-z", "--cached", "--others", "--exclude-standard").split(separator: 0).map { Array($0) }
        let paths = try WorkTreeListing.read(git.repository()).paths
        #expect(paths == expected.sorted { $0.lexicographicallyPrecedes($1) } && paths.count == 6)
        let all = try WorkTreeListing.read(git.repository(), .init(includesIgnored: true)).paths
        #expect(Set(all).subtracting(paths) == [Array("ignored".utf8)])
        let below = try WorkTreeListing.read(git.repository(at: "\(git.path)/a"), .init(path: Array("a".utf8))).paths
        #expect(below == [Array("a/c".utf8)])
    }

    @Test("an unmerged path is listed once; nested repositories and missing submodules are told apart") func special() throws {
        let git = try GitFixture()
        try git.write("f", "base\n")
        try git.commit()
        try git.git("checkout", "--quiet", "-b", "side")
        try git.write("f", "side\n")
        try git.commit()
        try git.git("checkout", "--quiet", "main")
        try git.write("f", "main\n")
        let head = try git.commit()
        #expect(throws: (any Error).self) { try git.git("merge", "--quiet", "side") }
        try git.git("update-index", "--add", "--cacheinfo", "160000,\(head),module")
        let nested = try GitFixture(git.workspace, name: "repository/nested")
        try nested.write("g", "x")
        let listing = try WorkTreeListing.read(git.repository())
        #expect(listing.paths == [Array("f".utf8)])
        #expect(listing.nestedRepositories == [Array("nested".utf8)])
        #expect(listing.submodules.isEmpty && listing.skips.map(\.reason) == [.submoduleNotCheckedOut])
    }
}
