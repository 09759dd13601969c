internal import RekeyCore
internal import Testing

@testable internal import RekeyReport

@Suite("PathStyle")
struct PathStyleTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var root = "/srv/app"
        var workingDirectory = "/srv/app"
        let path: String
        let shown: String
        var testDescription: String { name }
    }

    @Test(
        "paths are seen from the working directory",
        arguments: [
            Case(name: "at the root", path: "src/a.env", shown: "src/a.env"),
            Case(name: "in a folder of the root", workingDirectory: "/srv/app/src", path: "src/a.env", shown: "a.env"),
            Case(name: "in another folder", workingDirectory: "/srv/app/docs/de", path: "src/a.env", shown: "../../src/a.env"),
            Case(name: "above the root", workingDirectory: "/srv", path: "src/a.env", shown: "app/src/a.env"),
            Case(name: "elsewhere", workingDirectory: "/home/ana", path: "a", shown: "../../srv/app/a"),
            Case(name: "folder names that start alike", workingDirectory: "/srv/app/src2", path: "src/a", shown: "../src/a"),
            Case(name: "slashes and dots in excess", root: "/srv//app/", workingDirectory: "/srv/app/.", path: "./a", shown: "a"),
            Case(name: "absolute, below", path: "/srv/app/a", shown: "a"),
            Case(name: "absolute, elsewhere", path: "/etc/a", shown: "/etc/a"),
            Case(name: "the folder itself", path: ".", shown: "."),
            Case(name: "from the file system's root", root: "/", workingDirectory: "/", path: "etc/a", shown: "etc/a"),
            Case(name: "empty", path: "", shown: ""),
        ])
    func relative(_ c: Case) {
        let style = PathStyle.relative(root: Array(c.root.utf8), workingDirectory: Array(c.workingDirectory.utf8))
        #expect(String(decoding: style.shown(Array(c.path.utf8), from: .worktree), as: UTF8.self) == c.shown)
        #expect(PathStyle.asScanned.shown(Array(c.path.utf8), from: .worktree) == Array(c.path.utf8))
    }

    @Test("paths of history and streams stay as they are", arguments: [Provenance.Kind.history, .stream])
    func untouched(_ kind: Provenance.Kind) {
        let style = PathStyle.relative(root: Array("/srv/app".utf8), workingDirectory: Array("/srv/app/src".utf8))
        #expect(style.shown(Array("src/a".utf8), from: kind) == Array("src/a".utf8))
    }
}
