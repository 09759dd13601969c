internal import RekeyCore

/// What a range says beside the content of files: commit messages, who wrote them, messages of tags, names of files.
///
/// A chunk has an empty path; its `entry` says what it is of.
struct RangeTexts {
    private let stream: BlobStream
    private(set) var account: Account

    init(_ stream: BlobStream, _ account: Account) {
        self.stream = stream
        self.account = account
    }

    /// Lends message and header of every commit. Throws `GitError`, or what `body` throws.
    mutating func read(_ commits: [RangeCommit], _ body: (Chunk) throws -> Void) throws {
        guard !commits.isEmpty else { return }
        var number = 0
        var reader = self
        try stream.read(commits.map(\.header.id)) { answer in
            let header = commits[number].header
            number += 1
            switch answer {
            case .content(let bytes):
                var provenance = Provenance(kind: .range, path: [])
                (provenance.commit, provenance.author, provenance.date) = (header.id, header.author, header.date)
                try reader.lend(ObjectText(bytes), "commit message", provenance, body)
            case .overSizeLimit(let bytes):
                reader.skip(header, .overSizeLimit, "\(bytes) bytes, the limit is \(stream.limit)")
            case .missing: reader.skip(header, .missingObject, "")
            case .damaged: reader.skip(header, .unreadable, "git cannot read it; run: git fsck")
            }
        }
        self = reader
    }

    /// Lends message and header of every tag, each once.
    mutating func read(_ tags: [TagWalk.Tag], _ body: (Chunk) throws -> Void) throws {
        var seen: Set<String> = []
        for tag in tags where seen.insert(tag.id).inserted {
            let name = tag.ref.hasPrefix("refs/tags/") ? String(tag.ref.dropFirst(10)) : tag.ref
            try lend(tag.text, "tag message \(name)", Provenance(kind: .range, path: [], blob: tag.id), body)
        }
    }

    /// Lends the names that the commits bring, each with the first commit that has it.
    func readNames(_ commits: [RangeCommit], _ body: (Chunk) throws -> Void) throws {
        var seen: Set<[UInt8]> = []
        for commit in commits {
            let names = commit.changes.filter(\.bringsName).map(\.path).filter { seen.insert($0).inserted }
            var provenance = Provenance(kind: .range, path: [])
            (provenance.commit, provenance.author, provenance.date) = (commit.header.id, commit.header.author, commit.header.date)
            try Self.lend(names: names, "file name", provenance, body)
        }
    }

    /// Lends names, one a line; `word` says of what.
    static func lend(names: [[UInt8]], _ word: String, _ provenance: Provenance, _ body: (Chunk) throws -> Void) throws {
        guard !names.isEmpty else { return }
        var provenance = provenance
        provenance.entry = Array(word.utf8)
        try body(Chunk(bytes: Array(names.joined(separator: [0x0A])) + [0x0A], provenance: provenance, startOffset: nil))
    }

    private mutating func lend(
        _ text: ObjectText, _ entry: String, _ provenance: Provenance, _ body: (Chunk) throws -> Void
    ) throws {
        var provenance = provenance
        for (name, bytes) in [(entry, text.message), ("author field", text.header)] where !bytes.isEmpty {
            provenance.entry = Array(name.utf8)
            account.bytes += bytes.count
            try body(Chunk(bytes: UTF16.transcode(bytes), provenance: provenance, startOffset: nil))
        }
    }

    private mutating func skip(_ header: CommitHeader, _ reason: Skip.Reason, _ detail: String) {
        account.skips.append(Skip(path: "commit \(header.id)", reason: reason, detail: detail))
    }
}

extension RawChange {
    /// Whether no parent has a file of this name.
    var bringsName: Bool {
        let news = [UInt8(ascii: "A"), UInt8(ascii: "C"), UInt8(ascii: "R")]
        return new.exists && status.allSatisfy { news.contains($0) }
    }
}
