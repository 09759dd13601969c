/// The first lines of a tag object. Source: git's tag.c, `parse_tag_buffer`.
struct StoredTag {
    private(set) var target: ObjectID?
    private(set) var kind: ObjectKind?
    private(set) var name: [UInt8] = []
    /// Whether it says what it is a tag of.
    var isWhole: Bool { target != nil && kind != nil }

    init(_ bytes: Span<UInt8>, _ format: ObjectFormat) {
        var lines = HeaderLines()
        while let line = lines.next(in: bytes) {
            if line.isNamed("object", in: bytes) {
                target = target ?? ObjectID(hex: bytes, at: line.value.lowerBound, format)
            } else if line.isNamed("type", in: bytes) {
                kind = kind ?? ObjectKind(word: line.value.map { bytes[$0] })
            } else if line.isNamed("tag", in: bytes) {
                if name.isEmpty { name = line.value.map { bytes[$0] } }
            }
        }
    }
}
