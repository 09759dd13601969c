// Why unsafe: threads share this table without locks, and an array cannot hold atomic numbers. Offsets are cut to the size of the table.
internal import Glibc
internal import RekeyCore
internal import RekeyDetect
internal import Synchronization

/// Parts of texts in which nothing was found, so that they need no second look where another version has them.
///
/// The same change comes to many versions that are not stored as changes of each other: on other branches, picked, rebased, merged. Two
/// parts are the same if all that decides what is found in them is: their bytes, what a rule sees on both sides, whether the text begins or
/// ends there, and the class of the path. The table keeps hashes of these under a key of the run; a newer one may take an older one's place.
/// Threads share it.
@safe final class QuietParts: Sendable {
    private let hash = PartHash()
    nonisolated(unsafe) private let slots: UnsafeMutablePointer<Atomic<UInt64>>?
    private let mask: Int

    /// Numbers that are kept: 16 MiB.
    private static let most = 1 << 21

    /// For a history with so many objects. Calls `calloc`.
    init(objects: Int) {
        var count = 1 << 10
        while count < Self.most, count < objects * 4 { count *= 2 }
        mask = count - 1
        let room = unsafe calloc(count, MemoryLayout<Atomic<UInt64>>.stride)
        unsafe slots = room?.bindMemory(to: Atomic<UInt64>.self, capacity: count)
    }

    deinit { unsafe free(slots) }

    /// Some parts of a text that are not known, and their hashes.
    struct Unknown {
        var parts: [Range<Int>] = []
        fileprivate var hashes: [UInt64] = []
    }

    /// Those of `parts` that are not known. `pathClass` stands for the class of the path.
    func unknown(_ parts: [Range<Int>], of text: Span<UInt8>, _ pathClass: UInt64) -> Unknown {
        var unknown = Unknown()
        for part in parts {
            let hash = self.hash(of: part, text, pathClass)
            if hash != 0, holds(hash) { continue }
            unknown.parts.append(part)
            unknown.hashes.append(hash)
        }
        return unknown
    }

    /// Keeps those parts in which nothing was found.
    func keep(_ unknown: Unknown, by result: ChunkResult) {
        for (part, hash) in zip(unknown.parts, unknown.hashes) where hash != 0 && result.isQuiet(part) { keep(hash) }
    }

    /// The hash of a member of an archive: of its bytes as they stand there, of how they stand there and of its path.
    func hash(ofMember bytes: Span<UInt8>, variant: Int, path: [UInt8]) -> UInt64 {
        // Why: no part has these numbers, for it begins within its sight.
        let mark = UInt64(1) << 55
        let name = hash.value(path.span, [mark, 0, 0, 0, 0])
        let variant = UInt64(clamping: variant) & (mark - 1)
        return hash.value(bytes, [UInt64(bytes.count), mark, variant, name >> 32, name & 0xFFFF_FFFF])
    }

    func keep(_ hash: UInt64) {
        guard let slots = unsafe slots else { return }
        unsafe slots[Int(truncatingIfNeeded: hash) & mask].store(hash, ordering: .relaxed)
    }

    func holds(_ hash: UInt64) -> Bool {
        guard let slots = unsafe slots else { return false }
        return unsafe slots[Int(truncatingIfNeeded: hash) & mask].load(ordering: .relaxed) == hash
    }

    /// 0 for a part that cannot be known.
    private func hash(of part: Range<Int>, _ text: Span<UInt8>, _ pathClass: UInt64) -> UInt64 {
        guard let sight = ChangeParts.sight(of: part, in: text) else { return 0 }
        let ends: UInt64 = (sight.lowerBound == 0 ? 1 : 0) | (sight.upperBound == text.count ? 2 : 0)
        return hash.value(
            text.extracting(sight),
            [
                UInt64(sight.count) << 2 | ends, UInt64(part.lowerBound - sight.lowerBound), UInt64(part.count),
                pathClass >> 32, pathClass & 0xFFFF_FFFF,
            ])
    }
}
