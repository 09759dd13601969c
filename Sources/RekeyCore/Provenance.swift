/// Where a chunk came from.
package struct Provenance: Sendable, Hashable {
    /// The kind of input; the words of `source.kind` in reports.
    package enum Kind: String, Sendable, CaseIterable { case worktree, staged, patch, range, history, stream, archive, image }

    package var kind: Kind
    /// Path as the source knows it, relative to the scanned root where there is one. Bytes: git paths need not be UTF-8.
    package var path: [UInt8]
    /// Path inside an archive, or what of a history it is where that is no file: `commit message`; empty elsewhere.
    package var entry: [UInt8]
    package var commit: String?
    package var author: String?
    /// ISO 8601 date of the commit.
    package var date: String?
    package var blob: String?

    package init(
        kind: Kind, path: [UInt8], entry: [UInt8] = [], commit: String? = nil, author: String? = nil, date: String? = nil,
        blob: String? = nil
    ) {
        self.kind = kind
        self.path = path
        self.entry = entry
        self.commit = commit
        self.author = author
        self.date = date
        self.blob = blob
    }

    /// Whether it is what people wrote about files, or a name, and no content of a file.
    package var isMessage: Bool { path.isEmpty && !entry.isEmpty && (kind == .range || kind == .history) }

    /// The path for people; invalid UTF-8 is replaced.
    package var displayPath: String { String(decoding: path, as: UTF8.self) }
}
