/// The first lines of a commit. Source: git's commit.c, `parse_commit_buffer`; git-hash-object(1) checks the same.
struct StoredCommit {
    private(set) var tree: ObjectID?
    private(set) var parents: [ObjectID] = []
    /// POSIX time of the committer.
    private(set) var seconds: Int64?
    /// Where the author's name begins and the line ends.
    private(set) var author: Range<Int>?
    /// Whether every line was there that git writes; a date may be odd.
    var isWhole: Bool { tree != nil && author != nil && isRegular }
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
    }
}
