internal import Foundation
internal import RekeyCore
internal import RekeyPipeline
internal import RekeyTestSupport
internal import Testing

@Suite("the folder for rekey's state")
struct StateFolderTests {
    private let workspace: Workspace

    init() throws { workspace = try Workspace() }

    @Test("a repository's lies in its common git directory, a folder's below XDG_STATE_HOME or the home")
    func places() throws {
        for name in ["repository/.git", "home", "xdg"] { try workspace.makeFolder(name) }
        let inside = StateFolder(commonDirectory: bytes("repository/.git"))
        #expect(inside.path == bytes("repository/.git/rekey"))
        let home = ["HOME": workspace.path("home")]
        let outside = try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: home)
        let start = bytes("home/.local/state/rekey/")
        #expect(outside.path.starts(with: start))
        #expect(outside.path.count == start.count + 32)
        #expect(try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: home) == outside)
        #expect(try StateFolder(outsideRepository: Array("/srv/b".utf8), environment: home) != outside)
        let named = home.merging(["XDG_STATE_HOME": workspace.path("xdg")]) { $1 }
        #expect(try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: named).path.starts(with: bytes("xdg/rekey/")))
        let relative = home.merging(["XDG_STATE_HOME": "xdg"]) { $1 }
        #expect(try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: relative) == outside)
        #expect(refusal { try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: [:]) }?.why == "HOME is not set")
    }

    @Test("it is made with mode 0700, as are the folders above it")
    func mode() throws {
        try workspace.makeFolder("home")
        let place = try StateFolder(outsideRepository: Array("/srv/a".utf8), environment: ["HOME": workspace.path("home")])
        try place.create()
        try place.create()
        for path in [String(decoding: place.path, as: UTF8.self), workspace.path("home/.local"), workspace.path("home/.local/state/rekey")]
        {
            let attributes = try FileManager.default.attributesOfItem(atPath: path)
            #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700)
        }
    }

    @Test("it is refused when others may write to it, when it is a link or a file, and when it belongs to another user")
    func refusals() throws {
        try workspace.makeFolder("git/rekey")
        let place = StateFolder(commonDirectory: bytes("git"))
        for mode in [0o720, 0o702, 0o777] {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: workspace.path("git/rekey"))
            expectRefusal(place, "others may write to it")
        }
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: workspace.path("git/rekey"))
        try place.create()
        if geteuid() == 0 {
            #expect(unsafe chown(workspace.path("git/rekey"), 12, 34) == 0)
            expectRefusal(place, "it belongs to another user")
        }
        try workspace.remove("git/rekey")
        try workspace.makeFolder("elsewhere")
        try workspace.link("git/rekey", to: workspace.path("elsewhere"))
        expectRefusal(place, "it is a symbolic link or no folder")
        try workspace.remove("git/rekey")
        try workspace.write("git/rekey", "a file")
        expectRefusal(place, "it is a symbolic link or no folder")
    }

    private func expectRefusal(_ place: StateFolder, _ why: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(refusal { try place.create() }?.why == why, sourceLocation: location)
        #expect(refusal { try FileTransaction(in: place).recover() }?.why == why, sourceLocation: location)
    }

    private func bytes(_ name: String) -> [UInt8] { Array(workspace.path(name).utf8) }
}
