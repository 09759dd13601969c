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
    private let quiet: QuietParts
    private let quietMembers: QuietMembers
    private var versions = ScannedVersions()
    private var classes = PathClasses()
    /// By number of the path: where blobs are looked at that live nowhere else.
    private var onlyPlaces: [UInt32: [Place]] = [:]
    private var yield = HistoryYield()
    private var fault: (any Error)?

    /// A path that counts.
    private struct Place {
        var path: [UInt8]
        /// Stands for its class; 0 when that has none.
        var bit: UInt64
        var classHash: UInt64
    }

    /// A version of a file.
    private struct Blob {
        /// `nil` for one that came after the objects were counted.
        var number: UInt32?
        /// `nil` for a loose object.
        var object: PackedObject?
        /// Of a loose object.
        var looseID: ObjectID?
    }

    private static let rememberedPaths = 65_536

    /// `usesShortcut` is false for scanning every version whole.
    init(_ settings: ScanSettings, _ paths: BlobPaths, _ quiet: QuietParts, now: Int64, usesShortcut: Bool) throws {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        self.scanner = scanner
        self.settings = settings
        self.paths = paths
        self.quiet = quiet
        quietMembers = QuietMembers(quiet)
        self.usesShortcut = usesShortcut
    }

    /// Bytes of the versions so far.
    var bytesRead: Int { yield.scan.account.bytes }

    /// Forgets the versions of the last batch of trees.
    mutating func begin() { versions.removeAll() }

    /// Takes an object of a pack; false once something failed.
    mutating func take(_ object: PackedObject, of forest: DeltaForest, _ bytes: Span<UInt8>, changes: Span<TextChange>) -> Bool {
        guard object.kind == .blob, let number = paths.map.numbers.number(of: object.ordinal, in: forest) else { return true }
        do { try scan(Blob(number: number, object: object), bytes, changes: changes) } catch { fault = error }
        return fault == nil
    }

    /// Takes a loose blob; false once something failed.
    mutating func take(_ entry: LooseObjects.Entry, _ bytes: Span<UInt8>) -> Bool {
        let blob = Blob(number: paths.map.numbers.number(of: entry.id), looseID: entry.id)
        do { try scan(blob, bytes, changes: Span()) } catch { fault = error }
        return fault == nil
    }

    /// What it gave. Throws what a scan threw.
    consuming func finish() throws -> HistoryYield {
        if let fault { throw fault }
        return yield
    }

    /// Scans one version. `changes` are its differences from its base.
    private mutating func scan(_ blob: Blob, _ text: Span<UInt8>, changes: Span<TextChange>) throws {
        yield.scan.account.files += 1
        yield.scan.account.bytes += text.count
        if ArchiveTexts.isArchive(text) || Document.isTold(by: text) { return try scan(blob, archive: text) }
        let base = blob.object.flatMap { versions[$0.base] }
        let isPlain = TextEncoding.detect(text) == .bytes
        var version = ScannedVersions.Version(bytes: text.count)
        var parts: [Range<Int>]?
        if usesShortcut, isPlain, let base, !base.wantsSurroundings {
            parts = ChangeParts(text, changes: changes, unsettled: base.unsettled).parts
        }
        for place in try places(of: blob.number) where version.classes & place.bit == 0 {
            let isKnown = base.map { $0.classes & place.bit != 0 } ?? false
            if isPlain {
                try scan(blob, place, text, parts: isKnown ? parts : nil, &version)
            } else {
                try scan(blob, place.path, utf16: text)
            }
            version.classes |= place.bit
        }
        // Why: offsets in transcoded text are not those of the blob, so what is made on it is scanned whole.
        if !isPlain { version.wantsSurroundings = true }
        keep(version, base, blob, text)
    }

    /// Scans what an archive or a document holds, at the first of its paths. What is made on it by a delta is looked at whole.
    private mutating func scan(_ blob: Blob, archive text: Span<UInt8>) throws {
        if let object = blob.object {
            var version = ScannedVersions.Version(bytes: text.count)
            version.wantsSurroundings = true
            versions.add(version, object.ordinal)
        }
        guard let place = try places(of: blob.number).first, let id = id(of: blob) else { return }
        var texts = ArchiveTexts(settings.archives, known: usesShortcut ? quietMembers : nil) { [settings] in settings.exclusion(of: $0) }
        try texts.read(text.copied(), Provenance(kind: .history, path: place.path, blob: id.hex)) { chunk in
            let document = Document(chunk, areLimitsAllowed: settings.archives.areAllowed)
            yield.scan.account.skips += document?.skips ?? []
            var isSilent = document?.skips.isEmpty ?? true
            for text in document?.chunks ?? [chunk] {
                // Why: what has no path but one inside is taken for a message.
                let seen = place.path.isEmpty ? Provenance(kind: .archive, path: text.provenance.textPath) : text.provenance
                let result = try scanner.detect(text.bytes.span, seen, parts: nil, into: &yield.scan)
                isSilent = isSilent && QuietMembers.isSilent(result)
                yield.add(scanner.judged(result.detections.filter { text.isNew($0.range) }, in: text), inBlob: id)
            }
            quietMembers.take(chunk, isSilent: isSilent)
        }
        yield.scan.account.skips += texts.skips
    }

    private mutating func scan(_ blob: Blob, _ path: [UInt8], utf16 text: Span<UInt8>) throws {
        guard let id = id(of: blob) else { return }
        let provenance = Provenance(kind: .history, path: path, blob: id.hex)
        let chunk = TextDecoding.chunk(bytes: text.copied(), provenance: provenance)
        let result = try scanner.detect(chunk.bytes.span, provenance, parts: nil, into: &yield.scan)
        yield.add(scanner.judged(result.detections, in: chunk), inBlob: id)
    }

    /// Scans a version for one path.
    private mutating func scan(
        _ blob: Blob, _ place: Place, _ text: Span<UInt8>, parts: [Range<Int>]?, _ version: inout ScannedVersions.Version
    ) throws {
        var provenance = Provenance(kind: .history, path: place.path)
        let unknown = parts.map { quiet.unknown($0, of: text, place.classHash) }
        let result = try scanner.detect(text, provenance, parts: unknown?.parts, into: &yield.scan)
        if let unknown { quiet.keep(unknown, by: result) }
        version.wantsSurroundings = version.wantsSurroundings || result.wantsSurroundings
        version.unsettled += result.unsettled
        guard !result.detections.isEmpty, let id = id(of: blob) else { return }
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
        _ version: consuming ScannedVersions.Version, _ base: ScannedVersions.Version?, _ blob: Blob, _ text: Span<UInt8>
    ) {
        var version = version
        if let base, !base.held.isEmpty, let id = id(of: blob) {
            let found = Set(version.held.map(\.secret))
            for held in base.stillHeld(in: text) where !found.contains(held.secret) {
                version.held.append(held)
                yield.secrets[held.secret]?.blobs.insert(id)
            }
        }
        if let object = blob.object { versions.add(version, object.ordinal) }
    }

    private func id(of blob: Blob) -> ObjectID? { blob.looseID ?? blob.number.flatMap { paths.map.numbers.id(of: $0) } }

    /// Where a blob is looked at.
    private mutating func places(of blob: UInt32?) throws -> [Place] {
        guard let blob else { return try counting([[]]) }
        guard let path = paths.only(of: blob) else {
            let all = paths[blob]
            return try counting(all.isEmpty ? [[]] : all)
        }
        if let known = onlyPlaces[path] { return known }
        if onlyPlaces.count >= Self.rememberedPaths { onlyPlaces.removeAll(keepingCapacity: true) }
        let places = try counting([paths.map.path(path)])
        onlyPlaces[path] = places
        return places
    }

    /// The paths that count; excluded ones go into the account.
    private mutating func counting(_ paths: [[UInt8]]) throws -> [Place] {
        var places: [Place] = []
        for path in paths {
            if !path.isEmpty, !settings.ignoreFiles.isEmpty, let origin = settings.exclusion(of: path) {
                let skip = Skip(path: String(decoding: path, as: UTF8.self), reason: .excludedByConfiguration, detail: origin)
                yield.excluded.insert(skip)
            } else {
                let known = try classes.known(path, scanner)
                places.append(Place(path: path, bit: known.number.map { UInt64(1) << UInt64($0) } ?? 0, classHash: known.hash))
            }
        }
        return places
    }
}
