/// Where a chunk came from.
package struct Provenance: Sendable, Hashable {
    /// The kind of input; the words of `source.kind` in reports.
    package enum Kind: String, Sendable, CaseIterable { case worktree, staged, patch, range, history, stream, archive, image }

    package var kind: Kind
    /// Path as the source knows it, relative to the scanned root where there is one. Bytes: git paths need not be UTF-8.
    package var path: [UInt8]
    /// Path inside an archive or part of a document, or what of a history it is where that is no file: `commit message`; empty elsewhere.
    package var entry: [UInt8]
    /// Of a part of a document: the path of a file that would be read as this part is; `nil` where the part's own name says that.
    package var seenAs: [UInt8]?
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

    /// What stands between path and entry for people: the entry of an image begins with words.
    package var entryLead: String { kind == .image ? " " : "!/" }

    /// The path for people, with the path inside an archive; invalid UTF-8 is replaced.
    package var displayPath: String {
        let outer = String(decoding: path, as: UTF8.self)
        return path.isEmpty || entry.isEmpty ? outer : outer + entryLead + String(decoding: entry, as: UTF8.self)
    }
}

extension Provenance {
    /// What stands between an archive and a path inside it, also where that is an archive itself.
    package static let entrySeparator: [UInt8] = Array("!/".utf8)

    /// The path that says what kind of text it is: inside an archive that of the innermost member, and without the ending that only tells
    /// how it is compressed. Rules with a `path` and the classes of paths look at it.
    package var textPath: [UInt8] {
        if let seenAs { return seenAs }
        guard !path.isEmpty, kind == .archive || !entry.isEmpty else { return path }
        let whole = entry.isEmpty ? path : entry
        let start = (0..<max(whole.count - 1, 0)).last { whole[$0] == 0x21 && whole[$0 + 1] == 0x2F }.map { $0 + 2 } ?? 0
        let own = whole[start...]
        let ending = Self.compressedEndings.first { own.count > $0.count + 1 && own.suffix($0.count).elementsEqual($0.utf8) }
        return Array(own.dropLast(ending?.utf8.count ?? 0))
    }

    private static let compressedEndings = [".gz", ".zst", ".xz", ".bz2", ".lz4", ".lzma", ".lz", ".Z"]
}
