/// Writes the little-endian, length-prefixed values that `ByteReader` and `TableReader` read.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    mutating func byte(_ value: UInt8) { bytes.append(value) }

    mutating func uint32(_ value: Int) {
        let value = UInt32(clamping: value)
        for shift in stride(from: UInt32(0), to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }

    mutating func block(_ value: [UInt8]) {
        uint32(value.count)
        bytes += value
    }

    mutating func string(_ value: String) { block(Array(value.utf8)) }

    mutating func list<Element>(_ values: [Element], _ write: (inout ByteWriter, Element) -> Void) {
        uint32(values.count)
        for value in values { write(&self, value) }
    }
}
