/// One version of one path that came to be, with what its lines are compared with.
struct BlobChange: Equatable {
    /// The version: equal ones are read and reported once.
    struct Key: Hashable {
        var path: [UInt8]
        var blob: String
    }

    var key: Key
    /// One list of old blobs (one for each parent) for each time the version came to be. An empty list makes everything new.
    var olds: [[String]]
    /// Where it came to be first; `nil` for the index.
    var commit: CommitHeader?

    /// Blobs to compare with; none when everything is new.
    var distinctOlds: [String] {
        if olds.contains(where: \.isEmpty) { return [] }
        var seen: Set<String> = []
        return olds.joined().filter { seen.insert($0).inserted }
    }
}

/// What a report says about a commit.
struct CommitHeader: Equatable {
    var id: String
    /// `Name <address>`.
    var author: String
    /// ISO 8601.
    var date: String
}
