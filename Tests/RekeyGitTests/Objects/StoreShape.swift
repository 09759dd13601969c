internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

/// The ways a repository can keep its objects, each made by git itself.
enum StoreShape: String, CaseIterable, CustomTestStringConvertible {
    case loose, onePack, manyPacks, deepDeltas, referenceDeltas, oldIndex, multiPackIndex, sha256, sha256Loose, sharedObjects
    case alternateChain, alternateLoop, relativeAlternate, bare, workTree, gitFile, partialClone, shallowClone, quarantine, duplicates

    var testDescription: String { rawValue }

    /// A repository of this shape, and what is in it by the word of `git cat-file`.
    struct Made {
        /// Its files are removed with it.
        var git: GitFixture
        var repository: Repository
        var objects: [ObjectID: StoredObject]

        func open() throws -> ObjectStore { try ObjectStore.open(repository) }
    }

    func make() throws -> Made {
        switch self {
        case .loose: try plain()
        case .onePack: try packed(["repack", "-adfq"])
        case .manyPacks: try manyPacks().made()
        case .deepDeltas: try packed(["repack", "-adfq", "--depth=250", "--window=250"])
        case .referenceDeltas: try packed(["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"])
        case .oldIndex: try packed(["-c", "pack.indexVersion=1", "repack", "-adfq"])
        case .multiPackIndex: try withoutIndexes()
        case .sha256: try packed(["repack", "-adfq"], options: ["--object-format=sha256"])
        case .sha256Loose: try plain(options: ["--object-format=sha256"])
        case .sharedObjects: try clone(["--shared"])
        case .alternateChain: try chain()
        case .alternateLoop: try loop()
        case .relativeAlternate: try relative()
        case .bare: try clone(["--bare"])
        case .workTree: try linked()
        case .gitFile: try packed(["repack", "-adfq"], options: ["--separate-git-dir=../elsewhere"])
        case .partialClone: try clone(["--filter=blob:none", "--no-checkout"], overFile: true)
        case .shallowClone: try clone(["--depth=3"], overFile: true)
        case .quarantine: try quarantine()
        case .duplicates: try duplicates()
        }
    }

    private func plain(options: [String] = []) throws -> Made { try SampleHistory.make(options: options).made() }

    private func packed(_ command: [String], options: [String] = []) throws -> Made {
        let git = try SampleHistory.make(options: options)
        try git.git(command)
        return try git.made()
    }

    private func manyPacks() throws -> GitFixture {
        let git = try SampleHistory.make()
        try git.git("repack", "-dq")
        for round in 0..<6 {
            try SampleHistory.grow(git, from: 20 + round * 2, count: 2)
            try git.git("repack", "-dq")
        }
        try SampleHistory.grow(git, from: 40, count: 1)
        return git
    }

    private func withoutIndexes() throws -> Made {
        let git = try manyPacks()
        try git.git("multi-pack-index", "write")
        let made = try git.made()
        for name in try git.packFiles(".idx") { try git.workspace.remove(name) }
        return made
    }

    private func clone(_ options: [String], overFile: Bool = false) throws -> Made {
        let git = try SampleHistory.make()
        try git.git("config", "uploadpack.allowFilter", "true")
        return try git.clone("copy", options, overFile: overFile).made()
    }

    private func chain() throws -> Made {
        let git = try SampleHistory.make()
        let second = try git.clone("second", ["--shared"])
        try SampleHistory.grow(second, from: 30, count: 2)
        let third = try second.clone("third", ["--shared"])
        try SampleHistory.grow(third, from: 40, count: 2)
        return try third.made()
    }

    private func loop() throws -> Made {
        let git = try SampleHistory.make()
        let second = try git.clone("second", ["--shared"])
        try SampleHistory.grow(second, from: 30, count: 2)
        try git.write(".git/objects/info/alternates", "# round and round\n\n\"\(second.path)/.git/obj\\145cts\"\n")
        return try second.made()
    }

    private func relative() throws -> Made {
        let git = try SampleHistory.make()
        let second = try git.clone("second", ["--shared"])
        try second.write(".git/objects/info/alternates", "../../../repository/.git/objects\n")
        return try second.made()
    }

    private func linked() throws -> Made {
        let git = try SampleHistory.make()
        try git.git("worktree", "add", "-q", "../linked")
        return try GitFixture(existing: "linked", in: git.workspace).made()
    }

    /// As a hook of the receiving side sees it: what was sent, in a folder of its own.
    private func quarantine() throws -> Made {
        let git = try SampleHistory.make()
        try git.git("repack", "-adfq")
        let old = try git.text("rev-parse", "HEAD")
        let sender = try git.clone("sender", [])
        try SampleHistory.grow(sender, from: 30, count: 3)
        try sender.shell("printf '%s\\n' HEAD ^\(old) | git pack-objects -q --revs --thin --stdout > thin.pack")
        let folder = "\(git.path)/.git/objects/incoming"
        try git.workspace.makeFolder("repository/.git/objects/incoming")
        let quarantine = [
            "GIT_OBJECT_DIRECTORY": ".git/objects/incoming", "GIT_QUARANTINE_PATH": folder,
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": "\(git.path)/.git/objects",
        ]
        try git.shell("git index-pack --stdin --fix-thin < ../sender/thin.pack", environment: quarantine)
        return try git.made(quarantine)
    }

    /// Every object in two packs, and some in a file of their own besides.
    private func duplicates() throws -> Made {
        let git = try SampleHistory.make()
        try git.git("repack", "-aq")
        try git.git("repack", "-aq", "--no-write-bitmap-index", "--depth=1", "-f")
        return try git.made()
    }
}
