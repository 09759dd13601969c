internal import RekeyCore

/// Something that a ref leads to and that is no commit: an annotated tag, or a tree or blob by itself.
struct NamedObject: Equatable {
    var id: String
    var kind: ObjectKind
    /// The full name of the ref.
    var ref: String
}

/// Follows annotated tags to what they are of.
struct TagWalk {
    /// An annotated tag, read.
    struct Tag: Equatable {
        var id: String
        var ref: String
        var text: ObjectText
        /// The first commit, tree or blob behind it; `nil` when that cannot be told.
        var end: NamedObject?
    }

    /// Tags of tags that are followed. Nobody needs more than two; each costs a process.
    static let deepest = 8

    private(set) var tags: [Tag] = []
    /// Commits, trees and blobs that the walk started from or came to.
    private(set) var ends: [NamedObject] = []
    private(set) var skips: [Skip] = []

    /// Reads the tags among `starts`, and those that they are of. Throws `GitError`.
    mutating func follow(_ starts: [NamedObject], _ stream: BlobStream) throws {
        var level = starts
        // Why: the number of the first tag that leads to each object of the level.
        var origins: [[Int]] = starts.map { _ in [] }
        for depth in 0...Self.deepest {
            for (object, path) in zip(level, origins) where object.kind != .tag {
                ends.append(object)
                for number in path { tags[number].end = object }
            }
            let open = zip(level, origins).filter { $0.0.kind == .tag }
            guard !open.isEmpty else { return }
            guard depth < Self.deepest else {
                for (object, _) in open { skips.append(Self.skip(object, .gitError, "a tag of a tag of a tag, too many of them")) }
                return
            }
            (level, origins) = try next(open, stream)
        }
    }

    /// Forgets the tags that do not count.
    mutating func keepTags(where counts: (Tag) -> Bool) { tags.removeAll { !counts($0) } }

    /// Reads one tag each, and gives what they are of.
    private mutating func next(_ open: [(NamedObject, [Int])], _ stream: BlobStream) throws -> ([NamedObject], [[Int]]) {
        var level: [NamedObject] = []
        var origins: [[Int]] = []
        var answers: [BlobStream.Answer] = []
        try stream.read(open.map(\.0.id)) { answers.append($0) }
        for ((object, path), answer) in zip(open, answers) {
            guard case .content(let bytes) = answer else {
                skips.append(Self.skip(object, answer == .missing ? .missingObject : .unreadable, "tag \(object.id)"))
                continue
            }
            let text = ObjectText(bytes)
            tags.append(Tag(id: object.id, ref: object.ref, text: text))
            guard let target = text.target, let kind = ObjectKind(word: target.kind.utf8) else { continue }
            level.append(NamedObject(id: target.id, kind: kind, ref: object.ref))
            origins.append(path + [tags.count - 1])
        }
        return (level, origins)
    }

    private static func skip(_ object: NamedObject, _ reason: Skip.Reason, _ detail: String) -> Skip {
        Skip(path: object.ref, reason: reason, detail: detail)
    }
}

extension NamedObject {
    /// Every ref that leads to no commit. Throws `GitError`.
    static func all(_ process: GitProcess) throws(GitError) -> [NamedObject] {
        let output = try process.output(["for-each-ref", "--format=%(objecttype) %(objectname) %(refname)"])
        return output.split(separator: 0x0A).compactMap { line in
            let words = line.split(separator: 0x20, maxSplits: 2)
            guard words.count == 3, let kind = ObjectKind(word: words[0]), kind != .commit else { return nil }
            return NamedObject(
                id: String(decoding: words[1], as: UTF8.self), kind: kind, ref: String(decoding: words[2], as: UTF8.self))
        }
    }
}
