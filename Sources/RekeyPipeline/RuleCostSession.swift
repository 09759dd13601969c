internal import Allocator
internal import Glibc
internal import RekeyCore
internal import RekeyDetect
internal import RekeyReport
internal import RekeySources

/// Answers `rekey rules check --cost`: what each rule costs in a scan of a folder, on one thread.
package struct RuleCostSession {
    private let configuration: String?
    private let surroundings: Surroundings

    /// With the rules of `configuration`, or of a scan from here.
    package init(configuration: String?, _ surroundings: Surroundings) {
        self.configuration = configuration
        self.surroundings = surroundings
    }

    /// Scans the files below `path` twice: as a scan does, for the whole time, and with a clock at every candidate. Prints the table.
    package func run(_ path: String) throws {
        Allocator.keepsFreedMemory()
        var request = ScanRequest(source: .paths([path]))
        request.configuration = configuration
        let place = try ScanPlace(request, surroundings)
        let settings = try ScanSettings(request, surroundings, root: place.configurationRoot)
        let feed = Feed(
            request: request, surroundings: surroundings, place: place, settings: settings, progress: Progress(isShown: false))
        let listing = try feed.listing([path])
        let plain = try Detector(settings.rules, now: surroundings.now)
        let start = Self.processorNanoseconds()
        _ = try read(listing, settings) { _ = try plain.scan($0.bytes.span, path: $0.provenance.path) }
        let whole = Self.processorNanoseconds() &- start
        let costs = try RuleCosts(settings.rules, clock: Self.processorNanoseconds)
        let measured = try Detector(settings.rules, now: surroundings.now, costs: costs)
        let files = try read(listing, settings) { _ = try measured.scan($0.bytes.span, path: $0.provenance.path) }
        try Console.deliver(table(costs, files: files, whole: whole).text)
    }

    private func table(_ costs: RuleCosts, files: Int, whole: UInt64) -> RuleCostTable {
        let rows = costs.dearest.map { entry in
            RuleCostTable.Row(
                name: entry.rule.rawValue, candidates: entry.candidates, searches: entry.searches, matches: entry.matches,
                nanoseconds: entry.nanoseconds)
        }
        return RuleCostTable(
            files: files, bytes: costs.scannedBytes, wholeNanoseconds: whole, prefilterNanoseconds: costs.prefilterNanoseconds,
            filteredBytes: costs.filteredBytes, otherNanoseconds: costs.otherNanoseconds, rows: rows)
    }

    /// Reads every file that can be read, and gives their number.
    private func read(_ listing: FileListing, _ settings: ScanSettings, _ body: (Chunk) throws -> Void) throws -> Int {
        var files = 0
        for set in listing.sets {
            var reader = try FileReader(root: set.root, sizeLimit: settings.fileLimit)
            for path in set.paths {
                let bytes: [UInt8]
                do { bytes = try reader.read(path, ifMissing: set.ifMissing) } catch { continue }
                let provenance = Provenance(kind: .worktree, path: set.prefix + path)
                try body(TextDecoding.chunk(bytes: bytes, provenance: provenance))
                files += 1
            }
        }
        return files
    }

    /// Processor time of this thread (`CLOCK_THREAD_CPUTIME_ID`).
    private static func processorNanoseconds() -> UInt64 {
        var time = timespec()
        unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return UInt64(clamping: time.tv_sec) &* 1_000_000_000 &+ UInt64(clamping: time.tv_nsec)
    }
}
