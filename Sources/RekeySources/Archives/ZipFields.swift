/// Little-endian numbers one behind the other; 0 for what is not there.
struct ZipFields {
    private let bytes: [UInt8]
    private var next: Int

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        next = start
    }

    mutating func number(_ width: Int) -> Int {
        defer { next += width }
        guard next >= 0, next + width <= bytes.count else { return 0 }
        var value: UInt64 = 0
        for index in (0..<width).reversed() { value = value << 8 | UInt64(bytes[next + index]) }
        return Int(exactly: value) ?? .max
    }

    mutating func skip(_ count: Int) { next = next.addingReportingOverflow(count).partialValue }
}
