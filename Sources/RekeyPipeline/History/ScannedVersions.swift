internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit

/// What is known of the versions of files that were scanned in one delta tree: what their deltas need to know.
struct ScannedVersions {
    private var versions: [UInt32: Version] = [:]

    /// One version.
    struct Version {
        /// The classes of paths that it was scanned for, one bit each (`PathClasses`).
        var classes: UInt64 = 0
        /// Words whose answer a change far from them may turn.
        var unsettled: [Range<Int>] = []
        /// Whether there may be more such words, so that what is made of it is scanned whole.
        var wantsSurroundings = false
        var bytes = 0
        /// The secrets that it holds.
        var held: [Held] = []
    }

    /// A secret in a version, as it is written there.
    struct Held {
        var secret: Fingerprint
        var written: [UInt8]
        var offset: Int
    }

    subscript(_ base: DeltaForest.Base) -> Version? {
        if case .entry(let ordinal) = base { versions[ordinal] } else { nil }
    }

    mutating func add(_ version: Version, _ ordinal: UInt32) { versions[ordinal] = version }

    /// For the next batch of trees.
    mutating func removeAll() { versions.removeAll(keepingCapacity: true) }
}

extension ScannedVersions.Version {
    /// Where the secrets of this version are still written in the version made on it.
    func stillHeld(in text: Span<UInt8>) -> [ScannedVersions.Held] {
        held.compactMap { held in
            // Why two guesses: with one change nothing moved, or all behind it moved by the same.
            for guess in [held.offset, held.offset + text.count - bytes] where text.holds(held.written, at: guess) {
                return ScannedVersions.Held(secret: held.secret, written: held.written, offset: guess)
            }
            guard let place = text.firstOffset(of: held.written) else { return nil }
            return ScannedVersions.Held(secret: held.secret, written: held.written, offset: place)
        }
    }
}
