/// Byte strings, each kept once under a number.
struct NameTable: Sendable {
    private var bytes: [UInt8] = []
    /// Where each ends.
    private var ends: [Int] = []
    private var hashes: [UInt32] = []
    /// Open addressing: numbers plus one, 0 where free; twice as many places as names, or more.
    private var slots = [UInt32](repeating: 0, count: 64)

    var count: Int { ends.count }

    subscript(number: UInt32) -> [UInt8] { Array(bytes[range(Int(number))]) }

    func length(_ number: UInt32) -> Int { range(Int(number)).count }

    /// The number of a name; `nil` when it was never given.
    func known(_ name: Span<UInt8>) -> UInt32? {
        let hash = Self.hash(name)
        let mask = slots.count &- 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let number = slots[slot] &- 1
            if hashes[Int(number)] == hash, isEqual(Int(number), name) { return number }
            slot = (slot &+ 1) & mask
        }
        return nil
    }

    /// The number of a name; a new one when it was not known.
    mutating func number(of name: Span<UInt8>) -> UInt32 {
        let hash = Self.hash(name)
        let mask = slots.count &- 1
        var slot = Int(hash) & mask
        while slots[slot] != 0 {
            let number = slots[slot] &- 1
            if hashes[Int(number)] == hash, isEqual(Int(number), name) { return number }
            slot = (slot &+ 1) & mask
        }
        let number = UInt32(truncatingIfNeeded: ends.count)
        for index in name.indices { bytes.append(name[index]) }
        ends.append(bytes.count)
        hashes.append(hash)
        slots[slot] = number &+ 1
        if ends.count &* 2 > slots.count { grow() }
        return number
    }

    // Why Swift's hash: its seed is another one in every run, so that nobody can prepare names that all meet in one place.
    private static func hash(_ name: Span<UInt8>) -> UInt32 {
        var hasher = Hasher()
        var word = UInt64(truncatingIfNeeded: name.count)
        for index in name.indices {
            word = word &<< 8 | UInt64(name[index])
            if index & 7 == 7 { hasher.combine(word) }
        }
        hasher.combine(word)
        return UInt32(truncatingIfNeeded: hasher.finalize())
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        let mask = slots.count &- 1
        for (number, hash) in hashes.enumerated() {
            var slot = Int(hash) & mask
            while slots[slot] != 0 { slot = (slot &+ 1) & mask }
            slots[slot] = UInt32(truncatingIfNeeded: number &+ 1)
        }
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    private func isEqual(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == name.count else { return false }
        for index in 0..<name.count where bytes[range.lowerBound &+ index] != name[index] { return false }
        return true
    }
}
