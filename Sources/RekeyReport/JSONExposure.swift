internal import RekeyCore

/// How long a secret has been in a history, as JSON; `docs/report-format.md` explains every key.
enum JSONExposure {
    static func value(of exposure: HistoryExposure) -> JSONValue {
        .object([
            ("standing", .string(exposure.standing.rawValue)),
            ("first", first(of: exposure)),
            ("end", .text(exposure.end)),
            ("commits", .integer(exposure.commitCount)),
            ("paths", .array(exposure.paths.map { .string(String(decoding: $0, as: UTF8.self)) })),
            ("path_count", .integer(exposure.pathCount)),
            ("holders", .array(exposure.holders.map(holder))),
            ("removals", .array(exposure.removals.map(removal))),
            ("removal_count", .integer(exposure.removalCount)),
            ("messages", .array(exposure.messages.map(JSONValue.string))),
            ("entered_by_merge", .bool(exposure.isFromMerge)),
            ("cut", .bool(exposure.isCut)),
        ])
    }

    private static func first(of exposure: HistoryExposure) -> JSONValue {
        guard let first = exposure.first else { return .null }
        return .object(
            members(of: first) + [("path", .text(exposure.firstPath.map { String(decoding: $0, as: UTF8.self) }))])
    }

    private static func members(of commit: HistoryExposure.Commit) -> [(key: String, value: JSONValue)] {
        [("commit", .string(commit.id)), ("author", .string(commit.author)), ("date", .string(commit.date))]
    }

    private static func holder(_ holder: HistoryExposure.Holder) -> JSONValue {
        .object([("kind", .string(holder.kind.rawValue)), ("name", .string(holder.name))])
    }

    private static func removal(_ removal: HistoryExposure.Removal) -> JSONValue {
        .object(
            members(of: removal.commit) + [
                ("from", .array(removal.heads.map { .string($0.name) })), ("from_count", .integer(removal.headCount)),
            ])
    }
}
