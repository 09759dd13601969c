internal import RekeyCore

/// What the reflogs of a repository name. Source: gitrepository-layout(5), `logs`; git-reflog(1).
struct RefLogs {
    /// Old and new values of all entries.
    private(set) var ids: Set<ObjectID> = []
    /// The stashes, the newest first: `stash@{0}` and so on.
    private(set) var stashes: [ObjectID] = []

    /// Folders in folders that are looked into.
    private static let deepest = 32
    /// Bytes of one log.
    private static let longest = 256 << 20

    init(_ repository: Repository, _ places: [WorkTreePlace], _ process: GitProcess) throws(GitError) {
        if FileSystem.exists(PathBytes.join(repository.commonDirectory, "reftable")) {
            try ask(process)
        } else {
            for place in places { read(PathBytes.join(place.folder, "logs"), isStash: false, depth: 0) }
        }
    }

    private mutating func read(_ path: [UInt8], isStash: Bool, depth: Int) {
        switch FileSystem.kind(of: path) {
        case .folder where depth < Self.deepest:
            let isRefs = depth == 1 && path.suffix(5).elementsEqual("/refs".utf8)
            for name in FileSystem.names(in: path) ?? [] {
                read(PathBytes.join(path, name), isStash: isRefs && name == Array("stash".utf8), depth: depth + 1)
            }
        case .file: readLines(path, isStash: isStash)
        case .folder, .other, nil: break
        }
    }

    /// Each line: the old ID, the new one, who did it, a tab, why. The oldest first.
    private mutating func readLines(_ path: [UInt8], isStash: Bool) {
        guard let text = FileSystem.read(path, limit: Self.longest) else { return }
        var news: [ObjectID] = []
        for line in text.split(separator: 0x0A) {
            let words = line.split(separator: 0x20, maxSplits: 2)
            guard words.count > 1, let old = RefSnapshot.id(words[0]), let new = RefSnapshot.id(words[1]) else { continue }
            ids.insert(old)
            ids.insert(new)
            news.append(new)
        }
        if isStash { stashes = news.reversed() }
    }

    /// Where refs are not in files git tells the new values.
    private mutating func ask(_ process: GitProcess) throws(GitError) {
        let output = try process.output(["log", "--walk-reflogs", "--all", "--format=%H %gD"])
        for line in output.split(separator: 0x0A) {
            let words = line.split(separator: 0x20, maxSplits: 1)
            guard words.count == 2, let id = RefSnapshot.id(words[0]) else { throw .malformedOutput(command: "log") }
            ids.insert(id)
            if words[1].starts(with: "refs/stash@".utf8) { stashes.append(id) }
        }
    }
}
