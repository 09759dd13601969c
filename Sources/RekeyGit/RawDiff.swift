internal import RekeyCore

/// One changed path in git's raw diff format. Source: git-diff-index(1), "Raw output format" and "diff format for merges".
struct RawChange: Equatable {
    /// One side of a change.
    struct Side: Equatable {
        /// The mode as git writes it, such as `100644`; `000000` where the path does not exist.
        var mode: String
        /// Full object ID in hexadecimal; all zeros where there is none.
        var id: String

        var exists: Bool { mode != "000000" }
        var isSubmodule: Bool { mode.hasPrefix("16") }
        /// Regular file, symbolic link or submodule: what must be equal for contents to be compared.
        var type: Substring { mode.prefix(2) }
    }

    /// One side for each parent; for a rename or copy, its source.
    var olds: [Side]
    var new: Side
    /// One letter for each parent, without the similarity score.
    var status: [UInt8]
    var path: [UInt8]

    var isUnmerged: Bool { status.contains(UInt8(ascii: "U")) }

    /// Old blobs that lines are compared with, one for each parent; empty when everything is new.
    ///
    /// A parent without the file, or with another type of file, excuses nothing, so it drops out.
    var comparable: [String] { olds.filter { $0.exists && $0.type == new.type }.map(\.id) }
}

/// Reads raw diff records out of zero-terminated fields.
enum RawDiff {
    /// Whether a field starts a record.
    static func startsRecord(_ field: ArraySlice<UInt8>) -> Bool { field.first == UInt8(ascii: ":") }

    /// The record that `head` starts; takes its paths from `fields`. `nil` when it is not in git's format.
    static func record(_ head: ArraySlice<UInt8>, _ fields: inout ZeroTerminated) -> RawChange? {
        let parents = head.prefix { $0 == UInt8(ascii: ":") }.count
        let words = head.dropFirst(parents).split(separator: 0x20)
        guard parents > 0, words.count == 2 * parents + 3, let status = words.last, let path = fields.next() else { return nil }
        let texts = words.dropLast().map { String(decoding: $0, as: UTF8.self) }
        let sides = (0...parents).map { RawChange.Side(mode: texts[$0], id: texts[parents + 1 + $0]) }
        guard let new = sides.last else { return nil }
        var change = RawChange(olds: sides.dropLast(), new: new, status: status.filter { !$0.isASCIIDigit }, path: Array(path))
        let isRename = parents == 1 && (change.status.first == UInt8(ascii: "R") || change.status.first == UInt8(ascii: "C"))
        if isRename {
            guard let target = fields.next() else { return nil }
            change.path = Array(target)
        }
        return change
    }

    /// All records of a diff that holds nothing else.
    static func all(_ output: [UInt8], command: String) throws(GitError) -> [RawChange] {
        var fields = ZeroTerminated(output)
        guard !fields.isCut else { throw .malformedOutput(command: command) }
        var changes: [RawChange] = []
        while let head = fields.next() {
            guard startsRecord(head), let change = record(head, &fields) else { throw .malformedOutput(command: command) }
            changes.append(change)
        }
        return changes
    }
}
