// Why unsafe: this runs for every 70 bytes of source code, and with checked access took as long as the search for the places. The numbers in
// the tables are those that `LiteralDatabase` put there; offsets in the text are compared with its end.
internal import CLiteralSearch

/// Compares the literals that have a part at a place of a text with what stands there.
@unsafe struct LiteralComparison {
    let text: UnsafeBufferPointer<UInt8>
    let tables: LiteralDatabase.Tables

    /// Adds the literals that have a part at `place`.
    func literals(at place: Int, into hits: inout [LiteralHit]) {
        let bytes = unsafe gram(at: place)
        let gram = bytes | rekey_gram_case
        unsafe compare(LiteralPart.list(whole: gram), place, bytes, &hits)
        unsafe compare(LiteralPart.list(start: gram), place, bytes, &hits)
        unsafe compare(LiteralPart.list(end: gram), place, bytes, &hits)
    }

    /// Adds those of one list.
    @inline(__always) private func compare(_ list: Int, _ place: Int, _ bytes: UInt32, _ hits: inout [LiteralHit]) {
        var number = unsafe Int(tables.lists[list])
        let end = unsafe Int(tables.lists[list &+ 1])
        while number < end {
            let candidate = unsafe tables.candidates[number]
            number &+= 1
            guard bytes & candidate.mask == candidate.value else { continue }
            let start = place &+ 1 &- Int(candidate.lead)
            guard start >= 0, unsafe start &+ Int(candidate.length) <= text.count, unsafe holds(candidate, at: start) else { continue }
            hits.add(LiteralHit(literal: UInt32(candidate.literal), end: UInt32(truncatingIfNeeded: start &+ Int(candidate.length))))
        }
    }

    /// Whether the whole literal stands at `start`, where its length has room.
    private func holds(_ candidate: LiteralDatabase.Candidate, at start: Int) -> Bool {
        let own = Int(candidate.start >> 1)
        if candidate.start & 1 == 0 {
            for index in 0..<Int(candidate.length) where unsafe text[start &+ index] != tables.text[own &+ index] { return false }
        } else {
            for index in 0..<Int(candidate.length) where unsafe text[start &+ index].withoutCase != tables.text[own &+ index] {
                return false
            }
        }
        return true
    }

    /// The four bytes from `place` on, the first one lowest; zeros behind the end.
    private func gram(at place: Int) -> UInt32 {
        guard unsafe place &+ 4 <= text.count else {
            return unsafe (place..<text.count).reversed().reduce(0) { unsafe $0 << 8 | UInt32(text[$1]) }
        }
        return unsafe UInt32(littleEndian: UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: place, as: UInt32.self))
    }
}

extension [LiteralHit] {
    /// Keeps the hits in order: literals are found by their parts, which lie at different distances from their ends.
    fileprivate mutating func add(_ hit: LiteralHit) {
        var place = count
        append(hit)
        while place > 0, hit.comesBefore(self[place - 1]) {
            self[place] = self[place - 1]
            place -= 1
        }
        if place < count - 1 { self[place] = hit }
    }
}

extension LiteralHit {
    fileprivate func comesBefore(_ other: LiteralHit) -> Bool {
        end != other.end ? end < other.end : literal < other.literal
    }
}
