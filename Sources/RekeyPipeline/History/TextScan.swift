internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit

/// Scans the text of commits and tags, and notes what they and trees say of each other.
struct TextScan: ~Copyable {
    private let scanner: ChunkScanner
    private var notes: HistoryNotes
    private var looseBlobs: [LooseObjects.Entry] = []
    private var yield = HistoryYield()
    private var fault: (any Error)?

    /// What one thread gave.
    struct Result {
        var notes: HistoryNotes
        /// Loose objects that are versions of files, for later.
        var looseBlobs: [LooseObjects.Entry]
        var yield: HistoryYield
    }

    /// Notes are taken into `notes`, which are empty.
    init(_ settings: ScanSettings, _ notes: HistoryNotes, now: Int64) throws {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        self.scanner = scanner
        self.notes = notes
    }

    /// Takes an object of a pack; false once something failed.
    mutating func take(
        _ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>, base: Span<UInt8>
    ) -> Bool {
        notes.add(object, of: forest, bytes, changes: changes, base: base)
        guard object.kind == .commit || object.kind == .tag, let id = forest.id(of: object.ordinal) else { return true }
        return scan(id, object.kind, bytes)
    }

    /// Takes a loose object; false once something failed.
    mutating func take(_ entry: LooseObjects.Entry, _ kind: ObjectKind, _ bytes: Span<UInt8>) -> Bool {
        guard kind != .blob else {
            looseBlobs.append(entry)
            return true
        }
        notes.add(entry.id, kind, bytes)
        return kind == .tree || scan(entry.id, kind, bytes)
    }

    private mutating func scan(_ id: ObjectID, _ kind: ObjectKind, _ bytes: Span<UInt8>) -> Bool {
        let parts = TextRanges(bytes)
        do {
            for (part, word) in [(parts.message, kind == .tag ? "tag message" : "commit message"), (parts.header, "author field")] {
                let items = try findings(in: bytes.extracting(part), word) { provenance in
                    if kind == .commit { provenance.commit = id.hex } else { provenance.blob = id.hex }
                }
                yield.add(items, in: .object(id))
            }
        } catch { fault = error }
        return fault == nil
    }

    /// Scans names of files and folders.
    mutating func take(names: [HistoryMap.Name]) throws {
        for (line, item) in try findings(inLines: names.map(\.name), "file name") {
            var item = item
            item.finding.provenance.path = names[line].path
            yield.add([item], in: .name)
        }
    }

    /// Scans full names of refs.
    mutating func take(refs: [[UInt8]]) throws {
        for (line, item) in try findings(inLines: refs, "ref name") { yield.add([item], in: .ref(refs[line])) }
    }

    /// Scans texts of one line each; gives the number of the text with every finding.
    private mutating func findings(inLines texts: [[UInt8]], _ word: String) throws -> [(line: Int, item: ClaimedFinding)] {
        let lines = texts.map { $0.map { $0 == 0x0A ? 0x20 : $0 } }
        let items = try findings(in: Array(lines.joined(separator: [0x0A])).span, word) { _ in }
        return items.compactMap { item in
            var item = item
            let line = item.finding.location.line - 1
            guard texts.indices.contains(line) else { return nil }
            item.finding.location.line = 1
            item.finding.location.endLine = 1
            return (line, item)
        }
    }

    /// `word` says what the text is; `place` says where it is from.
    private mutating func findings(
        in bytes: Span<UInt8>, _ word: String, place: (inout Provenance) -> Void
    ) throws -> [ClaimedFinding] {
        guard TextEncoding.detect(bytes) == .bytes else {
            return try findings(in: Unicode.UTF16.transcode(bytes.copied()).span, word, place: place)
        }
        yield.scan.account.bytes += bytes.count
        var provenance = Provenance(kind: .history, path: [], entry: Array(word.utf8))
        let result = try scanner.detect(bytes, provenance, parts: nil, into: &yield.scan)
        guard !result.detections.isEmpty else { return [] }
        place(&provenance)
        return scanner.judged(result.detections, in: Chunk(bytes: bytes.copied(), provenance: provenance, startOffset: nil))
    }

    /// What it gave. Throws what a scan threw.
    consuming func finish() throws -> Result {
        if let fault { throw fault }
        return Result(notes: notes, looseBlobs: looseBlobs, yield: yield)
    }
}
