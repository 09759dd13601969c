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
    mutating func take(_ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>) -> Bool {
        notes.add(object, of: forest, bytes, changes: changes)
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
        do { yield.add(try findings(in: bytes, Self.provenance(of: id, kind)), in: id) } catch { fault = error }
        return fault == nil
    }

    /// Scans names of files and folders, one a line.
    mutating func take(names: [HistoryMap.Name]) throws {
        let lines = names.map { $0.name.map { $0 == 0x0A ? 0x20 : $0 } }
        let text = Array(lines.joined(separator: [0x0A]))
        var items = try findings(in: text.span, Provenance(kind: .history, path: [], entry: Array("file name".utf8)))
        for index in items.indices {
            let line = items[index].finding.location.line - 1
            guard names.indices.contains(line) else { continue }
            items[index].finding.provenance.path = names[line].path
            items[index].finding.location.line = 1
            items[index].finding.location.endLine = 1
            items[index].finding.location.offset = nil
        }
        yield.add(items, in: nil)
    }

    private mutating func findings(in bytes: Span<UInt8>, _ provenance: Provenance) throws -> [ClaimedFinding] {
        yield.scan.account.bytes += bytes.count
        let result = try scanner.detect(bytes, provenance, parts: nil, into: &yield.scan)
        guard !result.detections.isEmpty else { return [] }
        return scanner.judged(result.detections, in: Chunk(bytes: bytes.copied(), provenance: provenance))
    }

    private static func provenance(of id: ObjectID, _ kind: ObjectKind) -> Provenance {
        var provenance = Provenance(kind: .history, path: [], entry: Array((kind == .tag ? "tag message" : "commit message").utf8))
        if kind == .commit { provenance.commit = id.hex } else { provenance.blob = id.hex }
        return provenance
    }

    /// What it gave. Throws what a scan threw.
    consuming func finish() throws -> Result {
        if let fault { throw fault }
        return Result(notes: notes, looseBlobs: looseBlobs, yield: yield)
    }
}
