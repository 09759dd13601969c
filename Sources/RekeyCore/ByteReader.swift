/// Reads foreign bytes without ever trapping: a short or wrong input throws.
package struct ByteReader {
    /// The input ended before the value did, or a length was out of range.
    package enum Fault: Error, Equatable {
        case truncated(offset: Int)
        case invalid(offset: Int)
    }

    private let bytes: [UInt8]
    /// Offset of the next unread byte.
    package private(set) var offset: Int

    package init(_ bytes: [UInt8], at offset: Int = 0) {
        self.bytes = bytes
        self.offset = offset
    }

    /// Whether everything was read.
    package var isAtEnd: Bool { offset >= bytes.count }

    /// The next byte.
    package mutating func byte() throws(Fault) -> UInt8 {
        guard offset >= 0, offset < bytes.count else { throw .truncated(offset: offset) }
        defer { offset += 1 }
        return bytes[offset]
    }

    /// Little-endian.
    package mutating func uint32() throws(Fault) -> UInt32 {
        guard offset >= 0, bytes.count - offset >= 4 else { throw .truncated(offset: offset) }
        var value: UInt32 = 0
        for index in (0..<4).reversed() { value = value << 8 | UInt32(bytes[offset + index]) }
        offset += 4
        return value
    }

    /// The next `count` bytes.
    package mutating func bytes(_ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard count >= 0 else { throw .invalid(offset: offset) }
        guard offset >= 0, bytes.count - offset >= count else { throw .truncated(offset: offset) }
        defer { offset += count }
        return bytes[offset..<offset + count]
    }
}
