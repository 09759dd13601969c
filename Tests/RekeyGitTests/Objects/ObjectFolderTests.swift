internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("folders of objects") struct ObjectFolderTests {
    @Test("an alternate that is not there is named, the others are read") func missing() throws {
        let git = try SampleHistory.make(commits: 1)
        try git.workspace.makeFolder("other/pack")
        try git.write(
            ".git/objects/info/alternates", "/nowhere/at all\n# a comment\n\"\(git.workspace.path)/oth\\145r\"\n../../../absent\n")
        let store = try git.store()
        #expect(store.loose.count == 2)
        #expect(store.skips.map(\.reason) == [.unreadable, .unreadable])
        #expect(store.skips.map(\.path) == ["/nowhere/at all", "\(git.path)/.git/objects/../../../absent"])
        #expect(try WholeWalk(store).objects == git.made().objects)
    }

    @Test("alternates are followed five deep, as git follows them") func deep() throws {
        let workspace = try Workspace()
        let git = try GitFixture(workspace)
        for number in 0...8 {
            try workspace.makeFolder("store\(number)/info")
            try workspace.write("store\(number)/info/alternates", "../store\(number + 1)\n")
        }
        try git.write(".git/objects/info/alternates", "../../../store0\n")
        let store = try git.store()
        // Its own folder, and six more: git counts the first list as depth 0.
        #expect(store.loose.count == 7)
        #expect(store.skips.map(\.detail) == ["alternates are nested too deep"])
    }

    @Test("the environment adds folders, and names quarantined ones") func environment() throws {
        let made = try StoreShape.quarantine.make()
        let store = try made.open()
        #expect(store.loose.count == 2)
        #expect(Set(store.packs.map(\.folder)) == [0, 1])
        #expect(store.packs.filter { $0.folder == 0 }.allSatisfy { $0.name.contains("/incoming/") })
        let git = made.git
        let only = try ObjectStore.open(git.repository(["GIT_QUARANTINE_PATH": "\(git.path)/.git/objects/incoming"]))
        #expect(only.packs.count == store.packs.count)
        let quoted = ["GIT_ALTERNATE_OBJECT_DIRECTORIES": "/nowhere:\"\(git.path)/.git/obj\\145cts/incoming\""]
        let added = try ObjectStore.open(git.repository(quoted))
        #expect(added.packs.count == store.packs.count && added.skips.map(\.path) == ["/nowhere"])
    }

    @Test("another repository's environment is not ours") func otherRepository() throws {
        let workspace = try Workspace()
        let ours = try SampleHistory.make(commits: 1)
        let theirs = try GitFixture(workspace, name: "theirs")
        let values = [
            "GIT_DIR": "\(theirs.path)/.git", "GIT_WORK_TREE": theirs.path, "GIT_OBJECT_DIRECTORY": "\(theirs.path)/.git/objects",
        ]
        #expect(try WholeWalk(ObjectStore.open(ours.repository(values))).objects.count > 5)
    }

    @Test("a repository whose refs are in tables") func reftable() throws {
        let git = try SampleHistory.make(commits: 2)
        let objects = try git.made().objects
        // Source: git's Documentation/technical/reftable.txt, "Update transactions" and its section on compatibility.
        try git.workspace.remove("repository/.git/refs")
        try git.write(".git/refs/heads", "this repository uses the reftable format\n")
        try git.write(".git/HEAD", "ref: refs/heads/.invalid\n")
        try git.write(".git/reftable/tables.list", "")
        try git.write(".git/config", "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n")
        #expect(try WholeWalk(git.store()).objects == objects)
    }

    @Test(
        "what the configuration says",
        arguments: [
            ("", ObjectFormat.sha1 as ObjectFormat?, false), ("[extensions]\n objectFormat = sha256\n", .sha256, false),
            ("[extensions] objectformat = \"SHA256\"\n", .sha256, false), ("[extensions]\nobjectformat = sha512\n", nil, false),
            ("[remote \"a.b\"]\n\tpromisor = true\n[core]\n", .sha1, true), ("[remote \"a\"]\n\tpromisor = false\n", .sha1, false),
            ("[extensions]\n\tpartialClone = origin\n", .sha1, true), ("[other]\n\tpromisor\n\tobjectformat = sha256\n", .sha1, false),
        ])
    func settings(_ text: String, _ format: ObjectFormat?, _ isPartialClone: Bool) {
        let settings = StoreSettings(Array(text.utf8))
        #expect(settings.format == format && settings.isPartialClone == isPartialClone)
    }

    @Test("a hash that we do not know is an error with advice") func unknownFormat() throws {
        let git = try GitFixture()
        try git.write(".git/config", "[extensions]\nobjectformat = sha512\n")
        #expect(throws: StoreError.unknownFormat) { try git.store() }
        #expect(StoreError.unknownFormat.trouble.next != nil)
    }

    @Test("a pack without an index is read through the multi-pack-index, also when its own is damaged; else it is named")
    func indexes() throws {
        let git = try SampleHistory.make(commits: 2)
        try git.git("repack", "-dq")
        try SampleHistory.grow(git, from: 10, count: 2)
        try git.git("repack", "-dq")
        let objects = try git.made().objects
        try git.git("multi-pack-index", "write")
        let files = try git.packFiles(".idx")
        try git.replace(files[0], [1, 2, 3])
        try git.workspace.remove(files[1])
        #expect(try WholeWalk(git.store()).objects == objects && git.store().skips.isEmpty)
        try git.workspace.remove("repository/.git/objects/pack/multi-pack-index")
        let store = try git.store()
        #expect(store.packs.isEmpty && store.skips.count == 2)
        #expect(Set(store.skips.map { $0.detail.prefix { $0 != ";" } }) == ["the index of this pack is damaged", "this pack has no index"])
    }
}
