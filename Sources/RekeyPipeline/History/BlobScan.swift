internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit
internal import RekeySources

/// Scans the versions of files as a walk lends them: the first of a delta tree whole, the others where they differ from their base.
struct BlobScan: ~Copyable {
    private let scanner: ChunkScanner
    private let settings: ScanSettings
    private let paths: BlobPaths
    private let usesShortcut: Bool
    private var versions = ScannedVersions()
    private var classes = PathClasses()
    private var yield = HistoryYield()
    private var fault: (any Error)?

    /// `usesShortcut` is false for scanning every version whole.
    init(_ settings: ScanSettings, _ paths: BlobPaths, now: Int64, usesShortcut: Bool) throws {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        self.scanner = scanner
        self.settings = settings
        self.paths = paths
        self.usesShortcut = usesShortcut
    }

    /// Bytes of the versions so far.
    var bytesRead: Int { yield.scan.account.bytes }

    /// Forgets the versions of the last batch of trees.
    mutating func begin() { versions.removeAll() }

    /// Takes an object of a pack; false once something failed.
    mutating func take(_ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>) -> Bool {
        guard object.kind == .blob, let id = forest.id(of: object.ordinal) else { return true }
        do { try scan(id, object, bytes, changes: changes) } catch { fault = error }
        return fault == nil
    }

    /// Takes a loose blob; false once something failed.
    mutating func take(_ entry: LooseObjects.Entry, _ bytes: Span<UInt8>) -> Bool {
        do { try scan(entry.id, nil, bytes, changes: Span()) } catch { fault = error }
        return fault == nil
    }

    /// What it gave. Throws what a scan threw.
    consuming func finish() throws -> HistoryYield {
        if let fault { throw fault }
        return yield
    }

    /// Scans one version. `changes` are its differences from its base.
    private mutating func scan(
        _ id: ObjectID, _ object: PackedObject?, _ text: Span<UInt8>, changes: Span<TextChange>
    ) throws {
        yield.scan.account.files += 1
        yield.scan.account.bytes += text.count
        let base = object.flatMap { versions[$0.base] }
        let isPlain = TextEncoding.detect(text) == .bytes
        var version = ScannedVersions.Version(bytes: text.count)
        var parts: [Range<Int>]?
        if usesShortcut, isPlain, let base, !base.wantsSurroundings {
            parts = ChangeParts(text, changes: changes, unsettled: base.unsettled).parts
        }
        for path in paths(of: id) {
            let number = try classes.number(of: path, scanner)
            let bit = number.map { UInt64(1) << UInt64($0) } ?? 0
            if version.classes & bit != 0 { continue }
            let isKnown = base.map { $0.classes & bit != 0 } ?? false
            if isPlain { try scan(id, path, text, parts: isKnown ? parts : nil, &version) } else { try scan(id, path, utf16: text) }
            version.classes |= bit
        }
        // Why: offsets in transcoded text are not those of the blob, so what is made on it is scanned whole.
        if !isPlain { version.wantsSurroundings = true }
        keep(version, base, id, object, text)
    }

    private mutating func scan(_ id: ObjectID, _ path: [UInt8], utf16 text: Span<UInt8>) throws {
        let provenance = Provenance(kind: .history, path: path, blob: id.hex)
        let chunk = TextDecoding.chunk(bytes: text.copied(), provenance: provenance)
        let result = try scanner.detect(chunk.bytes.span, provenance, parts: nil, into: &yield.scan)
        yield.add(scanner.judged(result.detections, in: chunk), inBlob: id)
    }

    /// Scans a version for one path.
    private mutating func scan(
        _ id: ObjectID, _ path: [UInt8], _ text: Span<UInt8>, parts: [Range<Int>]?, _ version: inout ScannedVersions.Version
    ) throws {
        var provenance = Provenance(kind: .history, path: path)
        let result = try scanner.detect(text, provenance, parts: parts, into: &yield.scan)
        version.wantsSurroundings = version.wantsSurroundings || result.wantsSurroundings
        version.unsettled += result.unsettled
        guard !result.detections.isEmpty else { return }
        provenance.blob = id.hex
        let items = scanner.judged(result.detections, in: Chunk(bytes: text.copied(), provenance: provenance))
        for (item, detection) in zip(items, result.detections) {
            guard let secret = item.finding.fingerprint else { continue }
            let written = text.extracting(detection.range).copied()
            version.held.append(ScannedVersions.Held(secret: secret, written: written, offset: detection.range.lowerBound))
        }
        yield.add(items, written: result.detections.map { FirstPlace.written($0.range, in: text) }, inBlob: id)
    }

    /// Remembers a version for the deltas on it, with the secrets that came along unchanged.
    private mutating func keep(
        _ version: consuming ScannedVersions.Version, _ base: ScannedVersions.Version?, _ id: ObjectID, _ object: PackedObject?,
        _ text: Span<UInt8>
    ) {
        var version = version
        if let base, !base.held.isEmpty {
            let found = Set(version.held.map(\.secret))
            for held in base.stillHeld(in: text) where !found.contains(held.secret) {
                version.held.append(held)
                yield.secrets[held.secret]?.blobs.insert(id)
            }
        }
        if let object { versions.add(version, object.ordinal) }
    }

    /// The paths that count; excluded ones go into the account.
    private mutating func paths(of id: ObjectID) -> [[UInt8]] {
        let all = paths[id]
        guard !all.isEmpty else { return [[]] }
        guard !settings.ignoreFiles.isEmpty else { return all }
        return all.filter { path in
            guard let origin = settings.exclusion(of: path) else { return true }
            yield.excluded.insert(
                Skip(path: String(decoding: path, as: UTF8.self), reason: .excludedByConfiguration, detail: origin))
            return false
        }
    }
}
