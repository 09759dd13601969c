/// Where the texts that people wrote stand in a commit or tag. Source: git's commit.c and tag.c; gitformat-signature(5).
package struct TextRanges {
    /// Author, committer, tagger, name, signatures: the lines behind those that name objects.
    package let header: Range<Int>
    /// All behind the first empty line.
    package let message: Range<Int>

    package init(_ bytes: Span<UInt8>) {
        var lines = HeaderLines()
        var start: Int?
        var end = 0
        while let line = lines.next(in: bytes) {
            if start == nil, !Self.namesObject(line, in: bytes) { start = line.word.lowerBound }
            end = min(line.value.upperBound &+ 1, bytes.count)
        }
        header = (start ?? end)..<end
        message = min(end &+ 1, bytes.count)..<bytes.count
    }

    private static func namesObject(_ line: HeaderLines.Line, in bytes: Span<UInt8>) -> Bool {
        if line.isNamed("type", in: bytes) { return true }
        let isID = [ObjectFormat.sha1, .sha256].contains { $0.idLength * 2 == line.value.count }
        return isID && (line.isNamed("tree", in: bytes) || line.isNamed("parent", in: bytes) || line.isNamed("object", in: bytes))
    }
}
