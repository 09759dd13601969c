internal import RekeyCore

/// A set of byte values.
package struct ByteSet: Sendable, Hashable {
    /// 256 bits, the one of byte 0 lowest in the first word.
    private var words = SIMD4<UInt64>(repeating: 0)

    init() {}

    init(_ members: some Sequence<UInt8>) { for byte in members { insert(byte) } }

    /// Whether it is a member.
    package func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0 }

    var isEmpty: Bool { words == SIMD4(repeating: 0) }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func formUnion(_ other: ByteSet) { words |= other.words }

    func union(_ other: ByteSet) -> ByteSet {
        var set = self
        set.formUnion(other)
        return set
    }

    func union(_ byte: UInt8) -> ByteSet {
        var set = self
        set.insert(byte)
        return set
    }

    /// Every byte that is not in this set.
    var inverted: ByteSet {
        var set = self
        set.words = ~words
        return set
    }

    func write(into writer: inout ByteWriter) {
        for index in 0..<4 { for shift in stride(from: 0, to: 64, by: 8) { writer.byte(UInt8(truncatingIfNeeded: words[index] >> shift)) } }
    }

    init(_ reader: inout ByteReader) throws(ByteReader.Fault) {
        for index in 0..<4 { words[index] = UInt64(try reader.uint32()) | UInt64(try reader.uint32()) << 32 }
    }
}
