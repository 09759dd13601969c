internal import ByteSearch

extension Span<UInt8> {
    /// Whether `bytes` stand at `offset`.
    func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, bytes.count <= count, offset <= count - bytes.count else { return false }
        for index in bytes.indices where self[offset + index] != bytes[index] { return false }
        return true
    }

    /// Where `bytes` come first.
    func firstOffset(of bytes: [UInt8]) -> Int? { ByteSearch.first(of: bytes.span, in: self) }
}
