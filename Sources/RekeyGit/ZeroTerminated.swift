/// The fields of git's `-z` output: byte strings that each end with a zero byte.
struct ZeroTerminated: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether the last field lacks its zero byte, so that the output was cut.
    var isCut: Bool { !(bytes.isEmpty || bytes.last == 0) }

    mutating func next() -> ArraySlice<UInt8>? {
        guard offset < bytes.count else { return nil }
        let end = bytes[offset...].firstIndex(of: 0) ?? bytes.count
        defer { offset = end + 1 }
        return bytes[offset..<end]
    }
}
