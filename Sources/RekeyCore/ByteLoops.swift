// Why unsafe: these two loops touch every byte of what a scan starts with and of every file with a finding. Checked access takes four times
// as long there. Both stay below the counts that they are given.

extension Span<UInt8> {
    /// Offsets of every line feed.
    func lineFeeds() -> [Int] {
        unsafe withUnsafeBytes { bytes in
            var offsets: [Int] = []
            var index = 0
            while index + 8 <= bytes.count {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
                // Source: the zero-byte test of Mycroft (1987): a byte that is zero has its high bit set in the result.
                if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 {
                    for next in index..<index + 8 where unsafe bytes[next] == 0x0A { offsets.append(next) }
                }
                index += 8
            }
            for next in index..<bytes.count where unsafe bytes[next] == 0x0A { offsets.append(next) }
            return offsets
        }
    }

    /// Decodes `groups` groups of four characters by `table`, which has 256 entries; `nil` when a character's entry is 64 or more.
    func decodedGroups(_ groups: Int, by table: Span<UInt8>) -> [UInt8]? {
        guard groups >= 0, groups <= count / 4, table.count == 256 else { return nil }
        return unsafe withUnsafeBufferPointer { text in
            unsafe table.withUnsafeBufferPointer { table in
                var isValid = true
                let output = unsafe [UInt8](unsafeUninitializedCapacity: groups * 3) { output, count in
                    for group in 0..<groups {
                        let index = group &* 4
                        let (a, b) = unsafe (UInt32(table[Int(text[index])]), UInt32(table[Int(text[index &+ 1])]))
                        let (c, d) = unsafe (UInt32(table[Int(text[index &+ 2])]), UInt32(table[Int(text[index &+ 3])]))
                        // Why: foreign bytes have entries of 64 and more, so one test covers four characters.
                        if a | b | c | d >= 64 { isValid = false }
                        let bits = a << 18 | b << 12 | c << 6 | d
                        unsafe output[group &* 3] = UInt8(truncatingIfNeeded: bits >> 16)
                        unsafe output[group &* 3 &+ 1] = UInt8(truncatingIfNeeded: bits >> 8)
                        unsafe output[group &* 3 &+ 2] = UInt8(truncatingIfNeeded: bits)
                    }
                    count = groups * 3
                }
                return isValid ? output : nil
            }
        }
    }
}
