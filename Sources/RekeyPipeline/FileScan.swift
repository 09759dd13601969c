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
        let work: @Sendable (CrewMember) throws -> Void = { member in
            try scanBatches(of: items, sets, member, from: { next.add(1, ordering: .relaxed).oldValue * Self.batch })
        }
        var total = try ScanCrew(settings: settings, now: now, jobs: jobs).run(work, others: work)
        ImageNaming.apply(to: &total, sets)
        return total
    }

    /// Scans batches until none is left; calls for help when there is much to read.
    private func scanBatches(of items: [Item], _ sets: [FileSet], _ member: CrewMember, from nextBatch: () -> Int) throws {
        var current = -1
        var reader: FileReader?
        while case let first = nextBatch(), first < items.count {
            for item in items[first..<min(first + Self.batch, items.count)] {
                if item.set != current {
                    reader = try FileReader(root: sets[item.set].root, sizeLimit: settings.fileLimit)
                    current = item.set
                }
                guard var open = reader.take() else { continue }
                let bytes = try scan(item.path, in: sets[item.set], &open, member)
                reader = consume open
                progress.add(files: 1, bytes: bytes)
            }
            if member.yield.account.bytes >= Self.bytesBeforeHelp {
                member.callHelp((items.count - first - 1) / Self.batch)
            }
        }
    }

    /// Scans one file, in pieces when it is over the limit; gives the bytes read.
    private func scan(_ path: [UInt8], in set: FileSet, _ reader: inout FileReader, _ member: CrewMember) throws -> Int {
        var provenance = Provenance(kind: .worktree, path: set.prefix + path)
        do {
            let bytes = try reader.read(path, ifMissing: set.ifMissing)
            if ArchiveTexts.isArchive(bytes.span) {
                provenance.kind = .archive
                try ArchiveScan(settings: settings).scan(bytes, provenance, with: member)
                return bytes.count
            }
            member.yield.account.files += 1
            member.yield.account.bytes += bytes.count
            if bytes.first == 0x7B, ImageConfiguration.mayBe(at: path) {
                let parts = ImageConfiguration.chunks(bytes, Provenance(kind: .archive, path: provenance.path))
                for part in parts { try member.scan(part) }
                if !parts.isEmpty { return bytes.count }
            }
            guard !bytes.isEmpty else { return 0 }
            try member.scanAlone(TextDecoding.chunk(bytes: bytes, provenance: provenance))
            return bytes.count
        } catch let error as SkippedInput where error.skip.reason == .overSizeLimit {
            return try scanPieces(path, set, provenance, &reader, member)
        } catch let error as SkippedInput {
            member.skip(provenance, error)
            return 0
        }
    }

    private func scanPieces(
        _ path: [UInt8], _ set: FileSet, _ provenance: Provenance, _ reader: inout FileReader, _ member: CrewMember
    ) throws -> Int {
        var provenance = provenance
        let input: FileInput
        do throws(SkippedInput) {
            input = try reader.stream(path, ifMissing: set.ifMissing)
        } catch {
            member.skip(provenance, error)
            return 0
        }
        if ArchiveTexts.isArchive(input) {
            provenance.kind = .archive
            return try ArchiveScan(settings: settings).scan(file: input, provenance, with: member)
        }
        if Document.isPDF(input) {
            member.yield.account.skips.append(Document.tooLong(provenance, isAllowed: settings.archives.areAllowed))
        }
        return try StreamScan.run(StreamSource(input, provenance: provenance), member)
    }
}

extension CrewMember {
    fileprivate func skip(_ provenance: Provenance, _ error: SkippedInput) {
        yield.account.skips.append(Skip(path: provenance.displayPath, reason: error.skip.reason, detail: error.skip.detail))
    }
}

/// Scans an input piece by piece, in bounded memory.
enum StreamScan {
    /// Scans to the end. Gives the bytes read; a fault makes the account incomplete.
    static func run<Input: ByteInput & ~Copyable>(_ source: consuming StreamSource<Input>, _ member: CrewMember) throws -> Int {
        var name = ""
        while let chunk = source.next() {
            name = chunk.provenance.displayPath
            try member.scan(chunk)
        }
        member.yield.account.files += 1
        member.yield.account.bytes += source.bytesRead
        if let fault = source.fault { member.yield.account.skips.append(Skip(path: name, reason: .unreadable, detail: fault.reason)) }
        return source.bytesRead
    }
}
