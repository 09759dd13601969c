internal import Archive

/// An input whose next bytes can be looked at, and that takes bytes back.
final class PeekableInput: ArchiveInput {
    private let base: any ArchiveInput
    /// Told of every byte that is read from the archive itself; `nil` for inputs inside it.
    private let budget: ArchiveBudget?
    private var held: [UInt8] = []
    private var next = 0
    /// Why bytes did not come that were taken.
    private(set) var fault: ArchiveError?
    /// Whether nothing comes behind the bytes that are held.
    private var holdsAll = false
    /// Whether places count from somewhere behind its start, so that none can be gone to.
    var isOrdered = false

    init(_ base: any ArchiveInput, budget: ArchiveBudget? = nil) {
        self.base = base
        self.budget = budget
    }

    /// Bytes in memory, which are not copied where all of them are taken.
    init(all bytes: [UInt8]) {
        base = HeldInput(bytes, at: bytes.count)
        budget = nil
        (held, holdsAll) = (bytes, true)
    }

    var length: Int? { isOrdered ? nil : base.length }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        guard next == held.count else {
            let held = held
            next += buffer.append(copying: held.span.extracting(next..<held.count))
            return
        }
        let before = buffer.count
        try base.read(into: &buffer)
        budget?.consume(buffer.count - before)
    }

    func seek(to offset: Int) throws(ArchiveError) {
        (held, next, holdsAll) = ([], 0, false)
        try base.seek(to: offset)
    }

    /// The next bytes without taking them: `count`, or fewer at the end.
    func peek(_ count: Int) throws(ArchiveError) -> [UInt8] {
        if held.count - next < count { try hold(count) }
        return Array(held[next..<min(next + count, held.count)])
    }

    /// Whether nothing comes any more.
    func isAtEnd() throws(ArchiveError) -> Bool { try peek(1).isEmpty }

    /// The next bytes: `count`, or fewer at the end, or as many as came before the input broke off.
    func take(_ count: Int) -> [UInt8] {
        if holdsAll, next == 0, held.count <= count {
            defer { held = [] }
            return held
        }
        return [UInt8](capacity: count) { room in
            var before = -1
            while room.count > before, room.freeCapacity > 0 {
                before = room.count
                do throws(ArchiveError) { try read(into: &room) } catch { fault = error }
            }
        }
    }

    /// Bytes that come again before all others.
    func putBack(_ bytes: [UInt8]) {
        held = bytes + held[next...]
        next = 0
    }

    /// Passes over zero bytes, which fill up tapes and blocks.
    func skipZeros() throws(ArchiveError) {
        while true {
            let bytes = try peek(64 << 10)
            guard let some = bytes.firstIndex(where: { $0 != 0 }) else {
                next = held.count
                if bytes.isEmpty { return }
                continue
            }
            next += some
            return
        }
    }

    private func hold(_ count: Int) throws(ArchiveError) {
        held = Array(held[next...])
        next = 0
        let missing = count - held.count
        let budget = budget
        let base = base
        var fault: ArchiveError?
        held.append(addingCapacity: missing) { room in
            var before = -1
            while room.count > before, room.freeCapacity > 0, fault == nil {
                before = room.count
                do throws(ArchiveError) { try base.read(into: &room) } catch { fault = error }
                budget?.consume(room.count - before)
            }
        }
        if let fault, held.isEmpty { throw fault }
    }
}
