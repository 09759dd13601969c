internal import RekeyCore

/// What a ref leads to, once tags are followed.
struct HeadTarget: Sendable {
    /// The object at the end.
    enum Object: Sendable {
        /// Position of a commit.
        case commit(Int)
        /// Number of a tree or a blob.
        case other(UInt32)
        /// It is not here.
        case nothing
    }

    let holder: HistoryExposure.Holder
    let object: Object
    /// Numbers of the tag objects on the way.
    let tags: [UInt32]
    /// Positions of the commits whose files it keeps: of a stash also those that hold its index and its untracked files.
    let commits: [Int]

    /// Tags of tags that are followed.
    private static let deepest = 64

    init(_ head: RefSnapshot.Head, _ map: HistoryMap, _ graph: CommitGraph) {
        holder = head.holder
        var tags: [UInt32] = []
        var next = map.numbers.number(of: head.id)
        while let number = next, tags.count < Self.deepest, let tag = map.tag(number) {
            tags.append(number)
            next = tag.target == ObjectNumbers.none ? nil : tag.target
        }
        self.tags = tags
        guard let number = next else {
            (object, commits) = (.nothing, [])
            return
        }
        guard let position = graph.position(of: number) else {
            (object, commits) = (.other(number), [])
            return
        }
        object = .commit(position)
        // Source: git-stash(1), "Discussion": the first parent is the commit it was made on.
        commits = [position] + (head.holder.kind == .stash ? graph.parents(of: position).dropFirst().map { Int($0) } : [])
    }
}
