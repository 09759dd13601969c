internal import Foundation
internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite struct KeptVersionsTests {
    private let fixture: GitFixture

    init() throws { fixture = try GitFixture() }

    private func versions() throws -> KeptVersions {
        let entries = fixture.environment.map { Array("\($0)=\($1)".utf8) }
        return try KeptVersions(Repository.discover(from: Array(fixture.path.utf8), environment: GitEnvironment(entries: entries)))
    }

    /// The blobs whose content holds a text, and how many versions were read.
    private func blobs(holding text: String, in kept: KeptVersions) throws -> (blobs: Set<String>, read: Int) {
        var blobs: Set<String> = []
        var read = 0
        let skips = try kept.read { version, bytes in
            read += 1
            if String(decoding: bytes, as: UTF8.self).contains(text) { blobs.insert(version.blob) }
            return true
        }
        #expect(skips.isEmpty)
        return (blobs, read)
    }

    @Test("a repository without commits has no versions but the index")
    func unborn() throws {
        #expect(try blobs(holding: "x", in: versions()).read == 0)
        try fixture.write("a.txt", "needle")
        try fixture.git("add", "a.txt")
        let kept = try versions()
        let found = try blobs(holding: "needle", in: kept).blobs
        #expect(found.count == 1)
        #expect(kept.index(holding: found).map { String(decoding: $0.path, as: UTF8.self) } == ["a.txt"])
        #expect(kept.commits(bringing: found).isEmpty)
    }

    @Test("each version is read once, and every commit that brings it is known, oldest first")
    func commits() throws {
        try fixture.write("a.txt", "needle")
        let first = try fixture.commit("one")
        try fixture.write("a.txt", "hay")
        try fixture.commit("two")
        try fixture.write("sub folder/ü.txt", "needle")
        let third = try fixture.commit("three")
        let kept = try versions()
        let (found, read) = try blobs(holding: "needle", in: kept)
        #expect(read == 2 && found.count == 1)
        #expect(kept.commits(bringing: found).map(\.id) == [first, third])
        #expect(kept.commits(bringing: found).first?.author == "Ada <ada@example.com>")
        #expect(kept.index(holding: found).map { String(decoding: $0.path, as: UTF8.self) } == ["sub folder/ü.txt"])
    }

    @Test("commits that only a reflog, a stash or another branch leads to are seen")
    func unreachable() throws {
        try fixture.write("a.txt", "base")
        let base = try fixture.commit("base")
        try fixture.write("a.txt", "in a reflog")
        try fixture.commit("lost")
        try fixture.git("reset", "--quiet", "--hard", base)
        try fixture.write("a.txt", "in a stash")
        try fixture.git("stash", "--quiet")
        try fixture.git("checkout", "--quiet", "-b", "side")
        try fixture.write("a.txt", "on a branch")
        try fixture.commit("side")
        try fixture.git("checkout", "--quiet", "main")
        let kept = try versions()
        for text in ["in a reflog", "in a stash", "on a branch"] {
            #expect(try blobs(holding: text, in: kept).blobs.count == 1, "\(text)")
        }
        let side = try blobs(holding: "on a branch", in: kept).blobs
        #expect(try kept.branches(holding: side).branches.map(\.name) == ["side"])
        let lost = try blobs(holding: "in a reflog", in: kept).blobs
        #expect(try kept.branches(holding: lost).branches.isEmpty)
        #expect(kept.commits(bringing: lost).count == 1)
    }

    @Test("reading stops when it is told to")
    func stops() throws {
        for number in 1...5 { try fixture.write("\(number).txt", "\(number)") }
        try fixture.commit()
        var read = 0
        _ = try versions().read { _, _ in
            read += 1
            return read < 2
        }
        #expect(read == 2)
    }

    @Test("remotes and the user are asked of git's configuration, and may be missing")
    func configuration() throws {
        let entries = fixture.environment.map { Array("\($0)=\($1)".utf8) }
        let repository = try Repository.discover(from: Array(fixture.path.utf8), environment: GitEnvironment(entries: entries))
        #expect(try GitConfiguration.remotes(of: repository).isEmpty)
        #expect(try GitConfiguration.user(of: repository) == nil)
        try fixture.git("remote", "add", "origin", "git@github.com:acme/web.git")
        try fixture.git("config", "user.name", "Ann")
        #expect(try GitConfiguration.remotes(of: repository) == Array("remote.origin.url git@github.com:acme/web.git\n".utf8))
        #expect(try GitConfiguration.user(of: repository) == "Ann")
        try fixture.git("config", "user.email", "ann@example.com")
        #expect(try GitConfiguration.user(of: repository) == "Ann <ann@example.com>")
    }
}
