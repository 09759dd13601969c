/// What archives are held to, so that a hostile one costs bounded time and memory.
package struct ArchiveLimits: Sendable, Equatable {
    /// Archives inside each other; what is only compressed does not count. A saved image has two, a jar in it is the third.
    package var depth = 4
    /// Bytes that all texts of one archive together may have.
    package var totalBytes = 16 << 30
    package var members = 1_000_000
    /// Bytes that may come out for each byte that went in, once more than `freeBytes` came out.
    ///
    /// Why 1,000: gzip reaches 1,032 at its best, on zeros; logs and dumps stay below 200.
    package var ratio = 1_000
    /// Bytes that may come out whatever went in.
    package var freeBytes = 64 << 20
    /// Time for one archive.
    package var seconds = 600
    /// Whether what a limit leaves out is listed without making the run incomplete: `--allow-limits`.
    package var areAllowed = false

    /// Bytes of archives inside another that may be held in memory at a time, to go to any place of them; a 7z needs it.
    static let heldBytes = 64 << 20
    /// Times that a text may be compressed again and again, without being packed between.
    static let filters = 4
    /// Calls inside each other; `deepest` archives take fewer, unless they are made to take more.
    static let steps = 40
    /// The largest sensible `depth`.
    package static let deepest = 12
    /// Headers that cannot be read before an archive counts as unreadable.
    static let refusals = 100
    /// Archives one behind the other in one file, and holes in the directory of a zip.
    static let parts = 1_000

    package init() {}

    /// For hooks, where somebody waits, and for histories, where there are many.
    package static var smaller: ArchiveLimits {
        var limits = ArchiveLimits()
        (limits.totalBytes, limits.members, limits.seconds) = (1 << 30, 100_000, 20)
        return limits
    }
}
