internal import Dispatch
internal import RekeyCore
internal import RekeyDetect
internal import RekeySources
internal import Synchronization

/// Reads and scans listed files on several threads. The result does not depend on how many.
struct FileScan {
    let settings: ScanSettings
    let now: Int64
    let progress: Progress

    /// Files a worker takes at a time: enough to make the shared counter cheap, few enough to end together.
    private static let batch = 16
    /// Bytes that one worker reads before others join it: each makes its own regexes ready, which costs as much as some megabytes.
    private static let bytesBeforeHelp = 6 << 20

    /// One file of a set.
    private struct Item: Sendable {
        var set: Int
        var path: [UInt8]
    }

    /// Scans every file of `sets` with at most `jobs` threads.
    func run(_ sets: [FileSet], jobs: Int) throws -> ChunkScanner.Yield {
        let items = sets.indices.flatMap { set in sets[set].paths.map { Item(set: set, path: $0) } }
        let next = Atomic(0)
        let results = Mutex<[Result<ChunkScanner.Yield, any Error>]>([])
        let helpers = DispatchGroup()
        let takeBatch: @Sendable () -> Int = { next.add(1, ordering: .relaxed).oldValue }
        let help: @Sendable () -> Void = {
            let left = (items.count - next.load(ordering: .relaxed) * Self.batch + Self.batch - 1) / Self.batch
            for _ in 0..<max(0, min(jobs - 1, left)) {
                DispatchQueue.global().async(group: helpers) {
                    let result = Result { try worker(sets, items, takeBatch: takeBatch, callHelp: {}) }
                    results.withLock { $0.append(result) }
                }
            }
        }
        let first = Result { try worker(sets, items, takeBatch: takeBatch, callHelp: help) }
        helpers.wait()
        var total = try first.get()
        for result in results.withLock({ $0 }) { total.merge(try result.get()) }
        ImageNaming.apply(to: &total, sets)
        return total
    }

    /// Scans batches until none is left; calls for help once when there is much to read.
    private func worker(
        _ sets: [FileSet], _ items: [Item], takeBatch: () -> Int, callHelp: () -> Void
    ) throws -> ChunkScanner.Yield {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        var yield = ChunkScanner.Yield()
        var current = -1
        var reader: FileReader?
        var isAlone = true
        while case let first = takeBatch() * Self.batch, first < items.count {
            for item in items[first..<min(first + Self.batch, items.count)] {
                if item.set != current {
                    reader = try FileReader(root: sets[item.set].root, sizeLimit: settings.fileLimit)
                    current = item.set
                }
                guard var open = reader.take() else { continue }
                let bytes = try scan(item.path, in: sets[item.set], &open, scanner, &yield)
                reader = consume open
                progress.add(files: 1, bytes: bytes)
            }
            guard isAlone, yield.account.bytes >= Self.bytesBeforeHelp else { continue }
            isAlone = false
            callHelp()
        }
        return yield
    }

    /// Scans one file, in pieces when it is over the limit; gives the bytes read.
    private func scan(
        _ path: [UInt8], in set: FileSet, _ reader: inout FileReader, _ scanner: borrowing ChunkScanner, _ yield: inout ChunkScanner.Yield
    ) throws -> Int {
        var provenance = Provenance(kind: .worktree, path: set.prefix + path)
        do {
            let bytes = try reader.read(path, ifMissing: set.ifMissing)
            if ArchiveTexts.isArchive(bytes.span) {
                provenance.kind = .archive
                try ArchiveScan(settings: settings).scan(bytes, provenance, scanner, into: &yield)
                return bytes.count
            }
            yield.account.files += 1
            yield.account.bytes += bytes.count
            if bytes.first == 0x7B, ImageConfiguration.mayBe(at: path) {
                let parts = ImageConfiguration.chunks(bytes, Provenance(kind: .archive, path: provenance.path))
                for part in parts { try scanner.scan(part, into: &yield) }
                if !parts.isEmpty { return bytes.count }
            }
            guard !bytes.isEmpty else { return 0 }
            try scanner.scan(TextDecoding.chunk(bytes: bytes, provenance: provenance), into: &yield)
            return bytes.count
        } catch let error as SkippedInput where error.skip.reason == .overSizeLimit {
            return try scanPieces(path, set, provenance, &reader, scanner, &yield)
        } catch let error as SkippedInput {
            yield.account.skips.append(Skip(path: provenance.displayPath, reason: error.skip.reason, detail: error.skip.detail))
            return 0
        }
    }

    private func scanPieces(
        _ path: [UInt8], _ set: FileSet, _ provenance: Provenance, _ reader: inout FileReader, _ scanner: borrowing ChunkScanner,
        _ yield: inout ChunkScanner.Yield
    ) throws -> Int {
        let input: FileInput
        do throws(SkippedInput) {
            input = try reader.stream(path, ifMissing: set.ifMissing)
        } catch {
            yield.account.skips.append(Skip(path: provenance.displayPath, reason: error.skip.reason, detail: error.skip.detail))
            return 0
        }
        if ArchiveTexts.isArchive(input) {
            var provenance = provenance
            provenance.kind = .archive
            return try ArchiveScan(settings: settings).scan(file: input, provenance, scanner, into: &yield)
        }
        return try StreamScan.run(StreamSource(input, provenance: provenance), scanner, &yield)
    }
}

/// Scans an input piece by piece, in bounded memory.
enum StreamScan {
    /// Scans to the end. Gives the bytes read; a fault makes the account incomplete.
    static func run<Input: ByteInput & ~Copyable>(
        _ source: consuming StreamSource<Input>, _ scanner: borrowing ChunkScanner, _ yield: inout ChunkScanner.Yield
    ) throws -> Int {
        var name = ""
        while let chunk = source.next() {
            name = chunk.provenance.displayPath
            try scanner.scan(chunk, into: &yield)
        }
        yield.account.files += 1
        yield.account.bytes += source.bytesRead
        if let fault = source.fault { yield.account.skips.append(Skip(path: name, reason: .unreadable, detail: fault.reason)) }
        return source.bytesRead
    }
}
