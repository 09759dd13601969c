package import RekeyCore

/// What a repository keeps its objects by: refs, heads of work trees, stashes, reflogs, indexes. Read once, in at most a few git processes.
package struct RefSnapshot: Sendable {
    /// A ref, or something like it, and what it names.
    struct Head: Sendable {
        var holder: HistoryExposure.Holder
        var id: ObjectID
    }

    /// One entry of an index.
    struct Staged: Sendable {
        var path: [UInt8]
        var blob: ObjectID
    }

    /// One index.
    struct Index: Sendable {
        var holder: HistoryExposure.Holder
        /// The head of the same work tree.
        var head: HistoryExposure.Holder
        var entries: [Staged]
    }

    /// Full names of all refs, by bytes.
    package private(set) var names: [[UInt8]] = []
    /// By kind and name.
    private(set) var heads: [Head] = []
    /// What reflogs name, each once.
    private(set) var logged: Set<ObjectID> = []
    private(set) var indexes: [Index] = []
    /// Indexes that git cannot read.
    package private(set) var skips: [Skip] = []

    /// Asks git for refs and indexes; reads reflogs.
    package init(_ repository: Repository) throws(GitError) {
        let process = try GitProcess(repository)
        var refs: [[UInt8]: ObjectID] = [:]
        for line in try process.output(["for-each-ref", "--format=%(objectname) %(refname)"]).split(separator: 0x0A) {
            guard let space = line.firstIndex(of: 0x20), let id = Self.id(line[..<space]) else {
                throw .malformedOutput(command: "for-each-ref")
            }
            refs[Array(line[(space + 1)...])] = id
        }
        names = refs.keys.sorted { $0.lexicographicallyPrecedes($1) }
        for (name, id) in refs { if let holder = Self.holder(name) { heads.append(Head(holder: holder, id: id)) } }
        let places = WorkTreePlace.all(of: repository)
        let logs = try RefLogs(repository, places, process)
        logged = logs.ids
        // Why from 1: the ref itself is the newest.
        for (number, id) in logs.stashes.enumerated().dropFirst() {
            heads.append(Head(holder: HistoryExposure.Holder(kind: .stash, name: "stash@{\(number)}"), id: id))
        }
        for place in places {
            if let id = try place.head(refs, process) { heads.append(Head(holder: place.holder(.head, "HEAD"), id: id)) }
            do throws(GitError) {
                if let index = try place.index(of: repository) { indexes.append(index) }
            } catch {
                let path = String(decoding: PathBytes.join(place.folder, "index"), as: UTF8.self)
                skips.append(Skip(path: path, reason: .gitError, detail: error.trouble.what))
            }
        }
        heads.sort { ($0.holder.kind, $0.holder.name) < ($1.holder.kind, $1.holder.name) }
    }

    /// The blobs of all indexes with those of their paths that count.
    package func stagedPaths(where counts: (ObjectID, [UInt8]) -> Bool) -> [ObjectID: [[UInt8]]] {
        var paths: [ObjectID: [[UInt8]]] = [:]
        for entry in indexes.flatMap(\.entries) where counts(entry.blob, entry.path) && paths[entry.blob]?.contains(entry.path) != true {
            paths[entry.blob, default: []].append(entry.path)
        }
        return paths
    }

    /// From the words of git; `nil` for anything else.
    static func id(_ hex: ArraySlice<UInt8>) -> ObjectID? { ObjectID(hex: hex, hex.count == 64 ? .sha256 : .sha1) }

    /// `nil` for a ref that only points to another one.
    static func holder(_ name: [UInt8]) -> HistoryExposure.Holder? {
        let text = String(decoding: name, as: UTF8.self)
        let kinds: [(String, HistoryExposure.Holder.Kind)] = [("refs/heads/", .branch), ("refs/remotes/", .remote), ("refs/tags/", .tag)]
        for (lead, kind) in kinds where text.hasPrefix(lead) {
            if kind == .remote, text.hasSuffix("/HEAD") { return nil }
            return HistoryExposure.Holder(kind: kind, name: String(text.dropFirst(lead.count)))
        }
        return text == "refs/stash"
            ? HistoryExposure.Holder(kind: .stash, name: "stash@{0}") : HistoryExposure.Holder(kind: .other, name: text)
    }
}
