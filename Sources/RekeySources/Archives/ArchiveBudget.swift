internal import Archive
internal import RekeyCore

/// What reading one archive has cost so far, and what was not read. One thread at a time.
final class ArchiveBudget {
    let limits: ArchiveLimits
    private let start = ContinuousClock.now
    private var (consumed, produced, texts, members) = (0, 0, 0, 0)
    private var bytesToNextLook = 0
    /// Bytes of archives inside others that are held in memory now.
    var held = 0
    /// Whether a limit of the whole archive was met: nothing more is read.
    private(set) var isOver = false
    /// One a reason, with how many there were: a hostile archive must not fill the memory with them.
    private var skips: [Skip.Reason: (first: Skip, count: Int)] = [:]

    /// The clock is looked at once in so many bytes or members.
    private static let bytesBetweenLooks = 4 << 20
    private static let membersBetweenLooks = 64

    init(_ limits: ArchiveLimits) { self.limits = limits }

    /// Bytes of the archive itself were read.
    func consume(_ count: Int) { consumed &+= count }

    /// Bytes came out, at any depth.
    func produce(_ count: Int, at place: Provenance) {
        produced &+= count
        if produced > limits.freeBytes, produced / max(limits.ratio, 1) > consumed {
            stop(.expansionLimit, "more than \(limits.ratio) bytes for each byte of the archive", place)
        }
        bytesToNextLook -= count
        guard bytesToNextLook <= 0 else { return }
        bytesToNextLook = Self.bytesBetweenLooks
        lookAtClock(place)
    }

    /// Bytes are given out as text.
    func lend(_ count: Int, at place: Provenance) {
        texts &+= count
        if texts > limits.totalBytes { stop(.overSizeLimit, "more than \(Self.size(limits.totalBytes)) came out of it", place) }
    }

    /// A member comes; false when it is one too many.
    func addMember(at place: Provenance) -> Bool {
        guard members < limits.members else {
            stop(.memberLimit, "more than \(limits.members) members", place)
            return false
        }
        members += 1
        if members % Self.membersBetweenLooks == 0 { lookAtClock(place) }
        return !isOver
    }

    /// Notes that something was not read.
    func skip(_ place: Provenance, _ reason: Skip.Reason, _ detail: String = "") {
        if skips[reason] != nil {
            skips[reason]?.count += 1
        } else {
            let isAllowed = limits.areAllowed && reason.isArchiveLimit
            skips[reason] = (Skip(path: place.displayPath, reason: reason, detail: detail, isAllowed: isAllowed), 1)
        }
    }

    /// What was not read: one line a reason, which names the first of them.
    var account: [Skip] {
        skips.values.map { first, count in
            var skip = first
            if count > 1 { skip.detail += (skip.detail.isEmpty ? "" : "; ") + "\(count - 1) more in this archive" }
            return skip
        }.sorted()
    }

    private func stop(_ reason: Skip.Reason, _ detail: String, _ place: Provenance) {
        guard !isOver else { return }
        isOver = true
        skip(place, reason, "\(detail); the rest was not read")
    }

    private func lookAtClock(_ place: Provenance) {
        guard ContinuousClock.now - start >= .seconds(limits.seconds) else { return }
        stop(.timeLimit, "more than \(limits.seconds) s", place)
    }

    private static func size(_ bytes: Int) -> String {
        bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) bytes"
    }
}
