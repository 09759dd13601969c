internal import RekeyCore
internal import RekeyGit

/// Scans every object of a repository, reachable or not: first what commits, trees and tags say, then the versions of files.
struct HistoryScan {
    let repository: Repository
    let settings: ScanSettings
    let options: HistoryOptions
    let now: Int64
    let jobs: Int
    let progress: Progress
    let limits: RunLimits

    /// Larger objects are not read.
    private static let sizeLimit = 1 << 30

    /// Reads and scans; gives the findings at their first places and the account.
    func run() throws -> ChunkScanner.Yield {
        let store: ObjectStore
        do throws(StoreError) { store = try ObjectStore.open(repository) } catch { throw error.trouble }
        let ownership = ObjectOwnership(store)
        let forests = store.packs.map { DeltaForest($0, store: store, ownership: ownership) }
        var total = HistoryYield()
        total.scan.account.asked = "history of \(repository.displayPath)"
        total.scan.account.skips = store.skips
        let snapshot = try snapshot(&total.scan.account)
        let numbers = ObjectNumbers(store)
        let texts = try readTexts(forests, ownership.loose, store, numbers, &total)
        let map = try Self.map(texts.map(\.notes), store, numbers)
        // Why asked here: without all commits nothing is said of who brought a secret.
        let isMapWhole = !limits.isOver()
        var names = try TextScan(settings, HistoryNotes(store, numbers), now: now)
        try names.take(names: map.allNames)
        if let snapshot { try names.take(refs: snapshot.names) }
        total.merge(try names.finish().yield)
        total.scan.account.skips += HistoryGaps.skips(map, store)
        let looseBlobs = texts.flatMap(\.looseBlobs).sorted { $0.id < $1.id }
        try readBlobs(forests, looseBlobs, store, BlobPaths(map, snapshot), &total)
        let secrets = total.secrets.count
        progress.begin("\(secrets == 1 ? "secret" : "secrets") looked up in \(map.commitCount) commits", weight: 0, count: secrets)
        if let skip = limits.skip(total.scan.account.asked) { total.scan.account.skips.append(skip) }
        return try HistoryFindings(store: store, map: map, snapshot: snapshot, isMapWhole: isMapWhole).settled(total)
    }

    /// Refs and indexes; what git cannot tell of them goes into the account.
    ///
    /// Throws for a repository of somebody else, which git does not touch.
    private func snapshot(_ account: inout Account) throws -> RefSnapshot? {
        do throws(GitError) {
            let snapshot = try RefSnapshot(repository)
            account.skips += snapshot.skips
            return snapshot
        } catch {
            if case .dubiousOwnership = error { throw error.trouble }
            account.skips.append(Skip(path: "refs", reason: .gitError, detail: error.trouble.what))
            return nil
        }
    }

    private static func map(_ notes: [HistoryNotes], _ store: ObjectStore, _ numbers: ObjectNumbers) throws -> HistoryMap {
        do throws(ObjectFault) {
            return try HistoryMap(joining: notes, store, numbers)
        } catch { throw Trouble("the history cannot be read", why: error.text, status: .incomplete) }
    }

    /// Commits, trees and tags; loose blobs are set aside.
    private func readTexts(
        _ forests: [DeltaForest], _ loose: [LooseObjects.Entry], _ store: ObjectStore, _ numbers: ObjectNumbers,
        _ total: inout HistoryYield
    ) throws -> [TextScan.Result] {
        let queue = PieceQueue(forests, [.commit, .tree, .tag], withDamaged: true, loose)
        progress.begin("commits, folders and tags", weight: queue.weight)
        let results = try queue.run(jobs: jobs) {
            var scan = try TextScan(settings, HistoryNotes(store, numbers), now: now)
            var walker = try PackWalker(store, sizeLimit: Self.sizeLimit)
            while !limits.isOver(), let piece = queue.next() {
                var told = PieceProgress(piece, progress)
                switch piece {
                case .trees(let forest, let batch):
                    _ = walker.walk(batch, of: forest) { object, bytes, changes, base in
                        told.step()
                        return !limits.isOver() && scan.take(object, of: forest, bytes, changes: changes, base: base)
                    }
                case .loose(let entries):
                    for entry in entries { _ = walker.read(entry) { kind, bytes in scan.take(entry, kind, bytes) } }
                }
                told.end()
            }
            return (try scan.finish(), walker.damage)
        }
        for (result, damage) in results {
            total.merge(result.yield)
            total.scan.account.skips += damage.compactMap(\.skip)
        }
        return results.map(\.0)
    }

    private func readBlobs(
        _ forests: [DeltaForest], _ loose: [LooseObjects.Entry], _ store: ObjectStore, _ paths: BlobPaths,
        _ total: inout HistoryYield
    ) throws {
        let queue = PieceQueue(forests, [.blob], withDamaged: false, loose)
        progress.begin("versions of files", weight: queue.weight)
        let quiet = QuietParts(objects: paths.map.numbers.count)
        let results = try queue.run(jobs: jobs) {
            var scan = try BlobScan(settings, paths, quiet, now: now, usesShortcut: options.usesDeltaShortcut)
            var walker = try PackWalker(store, sizeLimit: Self.sizeLimit)
            while !limits.isOver(), let piece = queue.next() {
                var told = PieceProgress(piece, progress, bytesRead: scan.bytesRead)
                scan.begin()
                switch piece {
                case .trees(let forest, let batch):
                    _ = walker.walk(batch, of: forest) { object, bytes, changes, _ in
                        guard !limits.isOver() else { return false }
                        told.step(bytesRead: scan.bytesRead)
                        return scan.take(object, of: forest, bytes, changes: changes)
                    }
                case .loose(let entries):
                    for entry in entries where !limits.isOver() { _ = walker.read(entry) { _, bytes in scan.take(entry, bytes) } }
                }
                told.end(bytesRead: scan.bytesRead)
            }
            return (try scan.finish(), walker.damage)
        }
        for (yield, damage) in results {
            total.merge(yield)
            total.scan.account.skips += damage.compactMap(\.skip)
        }
    }
}
