internal import RekeyCore

/// Turns changes into chunks: reads every new blob and the old ones, and marks the new lines.
struct ChangeReader {
    private let kind: Provenance.Kind
    private let stream: BlobStream
    private(set) var account: Account

    init(_ kind: Provenance.Kind, _ stream: BlobStream, _ account: Account) {
        self.kind = kind
        self.stream = stream
        self.account = account
    }

    /// Calls `body` with a chunk for every change that adds lines. Holds the blobs of one change at a time.
    mutating func read(_ changes: [BlobChange], _ body: (Chunk) throws -> Void) throws {
        guard !changes.isEmpty else { return }
        let requests = changes.flatMap { [$0.key.blob] + $0.distinctOlds }
        var index = 0
        var answers: [BlobStream.Answer] = []
        var reader = self
        try stream.read(requests) { answer in
            answers.append(answer)
            let change = changes[index]
            guard answers.count == 1 + change.distinctOlds.count else { return }
            try reader.finish(change, answers, body)
            answers = []
            index += 1
        }
        self = reader
    }

    private mutating func finish(_ change: BlobChange, _ answers: [BlobStream.Answer], _ body: (Chunk) throws -> Void) throws {
        guard let first = answers.first, let bytes = content(first, of: change) else { return }
        account.files += 1
        account.bytes += bytes.count
        let encoding = TextEncoding.detect(bytes)
        let text = UTF16.transcode(bytes)
        var olds: [String: [UInt8]] = [:]
        for (id, answer) in zip(change.distinctOlds, answers.dropFirst()) {
            if case .content(let old) = answer { olds[id] = UTF16.transcode(old) }
        }
        let added = addedRanges(in: text, change, olds)
        guard added != [], !text.isEmpty else { return }
        var provenance = Provenance(kind: kind, path: change.key.path, blob: change.key.blob)
        provenance.commit = change.commit?.id
        provenance.author = change.commit?.author
        provenance.date = change.commit?.date
        try body(Chunk(bytes: text, provenance: provenance, added: added, encoding: encoding))
    }

    /// The bytes of the new blob; without them, says why in the account.
    private mutating func content(_ answer: BlobStream.Answer, of change: BlobChange) -> [UInt8]? {
        let path = String(decoding: change.key.path, as: UTF8.self)
        switch answer {
        case .content(let bytes):
            return bytes
        case .overSizeLimit(let bytes):
            account.skips.append(Skip(path: path, reason: .overSizeLimit, detail: "\(bytes) bytes, the limit is \(stream.limit)"))
        case .missing:
            account.skips.append(Skip(path: path, reason: .missingObject, detail: "blob \(change.key.blob)"))
        case .damaged:
            account.skips.append(Skip(path: path, reason: .unreadable, detail: "git cannot read blob \(change.key.blob); run: git fsck"))
        }
        return nil
    }

    /// What is new each time the version came to be, taken together; `nil` when everything is.
    private func addedRanges(in text: [UInt8], _ change: BlobChange, _ olds: [String: [UInt8]]) -> [Range<Int>]? {
        var ranges: [Range<Int>] = []
        for alternative in change.olds {
            // Why: an old blob that cannot be read excuses nothing.
            let known = alternative.compactMap { olds[$0] }
            if known.isEmpty { return nil }
            ranges += AddedLines.ranges(in: text, against: known)
        }
        return change.olds.count < 2 ? ranges : Self.merged(ranges)
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, last.upperBound >= range.lowerBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
