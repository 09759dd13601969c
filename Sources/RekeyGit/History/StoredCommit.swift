/// The first lines of a commit. Source: git's commit.c, `parse_commit_buffer`; git-hash-object(1) checks the same.
struct StoredCommit {
    private(set) var tree: ObjectID?
    private(set) var parents: [ObjectID] = []
    /// POSIX time of the committer.
    private(set) var seconds: Int64?
    /// Where the author's name begins and the line ends.
    private(set) var author: Range<Int>?
    /// Where the message begins.
    private(set) var message = 0
    /// Whether every line was there that git writes.
    var isWhole: Bool { tree != nil && author != nil && seconds != nil && isRegular }
    private var isRegular = true

    init(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
        var lines = HeaderLines()
        while let line = lines.next(in: bytes) {
            if line.isNamed("tree", in: bytes) {
                tree = tree ?? ObjectID(hex: bytes, at: line.value.lowerBound, format)
            } else if line.isNamed("parent", in: bytes) {
                if let id = ObjectID(hex: bytes, at: line.value.lowerBound, format) { parents.append(id) } else { isRegular = false }
            } else if line.isNamed("author", in: bytes) {
                author = author ?? line.value
            } else if line.isNamed("committer", in: bytes) {
                seconds = seconds ?? PersonLine.seconds(bytes, line.value)
            }
        }
        message = lines.message
    }
}

/// The first lines of a tag object. Source: git's tag.c, `parse_tag_buffer`.
struct StoredTag {
    private(set) var target: ObjectID?
    private(set) var kind: ObjectKind?
    private(set) var name: [UInt8] = []
    /// Where the tagger's name begins and the line ends.
    private(set) var tagger: Range<Int>?
    /// Whether every line was there that git writes; very old tags have no tagger.
    var isWhole: Bool { target != nil && kind != nil && !name.isEmpty }

    init(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
        var lines = HeaderLines()
        while let line = lines.next(in: bytes) {
            if line.isNamed("object", in: bytes) {
                target = target ?? ObjectID(hex: bytes, at: line.value.lowerBound, format)
            } else if line.isNamed("type", in: bytes) {
                kind = kind ?? ObjectKind(word: line.value.map { bytes[$0] })
            } else if line.isNamed("tag", in: bytes) {
                if name.isEmpty { name = line.value.map { bytes[$0] } }
            } else if line.isNamed("tagger", in: bytes) {
                tagger = tagger ?? line.value
            }
        }
    }
}
