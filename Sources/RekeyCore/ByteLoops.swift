// Why unsafe: these loops touch every byte of what a scan starts with and of every file with a finding. Checked access takes four times
// as long there. All stay below the counts that they are given.

extension Span<UInt8> {
    /// A copy.
    package func copied() -> [UInt8] { unsafe withUnsafeBufferPointer { unsafe Array($0) } }

    /// 0 and the offset behind every line feed.
    func lineStarts() -> [Int] {
        unsafe withUnsafeBytes { bytes in
            let end = bytes.count
            var offsets: [Int] = [0]
            var index = 0
            while index + 8 <= end {
                let word = unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self) ^ 0x0A0A_0A0A_0A0A_0A0A
                // Source: the zero-byte test of Mycroft (1987): a byte that is zero has its high bit set in the result.
                if (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0 {
                    for next in index..<index + 8 where unsafe bytes[next] == 0x0A { offsets.append(next + 1) }
                }
                index += 8
            }
            for next in index..<max(index, end) where unsafe bytes[next] == 0x0A { offsets.append(next + 1) }
            return offsets
        }
    }

    /// Decodes `groups` groups of four characters. `table` has 256 entries for each place in a group, in its place among 24 bits; `nil`
    /// when the entry of a character has a higher bit.
    func decodedGroups(_ groups: Int, by table: Span<UInt32>) -> [UInt8]? {
        guard groups >= 0, groups <= count / 4, table.count == 1_024 else { return nil }
        return unsafe withUnsafeBufferPointer { text in
            unsafe table.withUnsafeBufferPointer { table in
                var all: UInt32 = 0
                // Why one byte more: a group is written as four bytes, of which the next group overwrites the last.
                let output = unsafe [UInt8](unsafeUninitializedCapacity: groups * 3 + 1) { output, count in
                    let target = UnsafeMutableRawPointer(output.baseAddress)
                    for group in 0..<groups {
                        let index = group &* 4
                        let high = unsafe table[Int(text[index])] | table[256 &+ Int(text[index &+ 1])]
                        let bits = unsafe high | table[512 &+ Int(text[index &+ 2])] | table[768 &+ Int(text[index &+ 3])]
                        all |= bits
                        unsafe target?.storeBytes(of: (bits << 8).bigEndian, toByteOffset: group &* 3, as: UInt32.self)
                    }
                    count = groups * 3
                }
                // Why: foreign bytes have higher bits, so one test covers all characters.
                return all < 1 << 24 ? output : nil
            }
        }
    }
}
