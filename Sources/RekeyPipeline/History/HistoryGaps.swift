internal import RekeyCore
internal import RekeyGit

/// What of a history is not here, for the account.
enum HistoryGaps {
    /// Missing objects that are named one by one.
    private static let mostNamed = 20

    /// A line for each missing or malformed object, and one for those beyond the first; a line for a history that was cut when it was cloned.
    static func skips(_ map: HistoryMap, _ store: ObjectStore) -> [Skip] {
        var skips = map.missing.prefix(mostNamed).map { missing in
            let kind = missing.kind?.word ?? "object"
            let referrer = map.referrer(of: missing).map { id, path in
                let place = path.map { " (\(String(decoding: $0, as: UTF8.self)))" } ?? ""
                return ", named by \(id.hex)\(place)"
            }
            return Skip(path: "\(kind) \(missing.id.hex)", reason: .missingObject, detail: why(store) + (referrer ?? ""))
        }
        let more = map.missing.count - skips.count
        if more > 0 { skips.append(Skip(path: "\(more) more objects", reason: .missingObject, detail: why(store))) }
        skips += map.damaged.prefix(mostNamed).map {
            Skip(path: "object \($0.hex)", reason: .unreadable, detail: "not as git writes it; run: git fsck")
        }
        skips += store.shallowCommits.prefix(mostNamed).map { id in
            Skip(path: "commit \(id.hex)", reason: .gitError, detail: "history is cut here; to get the rest, run: git fetch --unshallow")
        }
        return skips
    }

    private static func why(_ store: ObjectStore) -> String {
        store.isPartialClone
            ? "left to the remote of this partial clone; nothing is fetched; to have all, clone again without --filter"
            : "not in this repository; run: git fsck"
    }
}
