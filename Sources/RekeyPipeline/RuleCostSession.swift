internal import Allocator
internal import RekeyCore
internal import RekeyDetect
internal import RekeyReport
internal import RekeySources
internal import TickCounter

/// Answers `rekey rules check --cost`: what each rule costs in a scan of a folder, on one thread.
package struct RuleCostSession {
    private let configuration: String?
    private let surroundings: Surroundings

    /// With the rules of `configuration`, or of a scan from here.
    package init(configuration: String?, _ surroundings: Surroundings) {
        self.configuration = configuration
        self.surroundings = surroundings
    }

    /// Scans of the same files, of which the fastest counts.
    private static let passes = 7

    /// Finds, reads and scans the files below `path` as a scan does, for the whole time, and with a clock at every candidate. Prints the table.
    package func run(_ path: String) throws {
        Allocator.keepsFreedMemory()
        var request = ScanRequest(source: .paths([path]))
        request.configuration = configuration
        let place = try ScanPlace(request, surroundings)
        let settings = try ScanSettings(request, surroundings, root: place.configurationRoot)
        let feed = Feed(
            request: request, surroundings: surroundings, place: place, settings: settings, progress: Progress(isShown: false))
        var listing = try feed.listing([path])
        var (whole, files) = (UInt64.max, 0)
        let clock = TickCounter()
        let costs = try RuleCosts(settings.rules, clock: clock.nanoseconds)
        for pass in 0..<Self.passes {
            let start = clock.nanoseconds()
            listing = try feed.listing([path])
            let plain = try Detector(settings.rules, now: surroundings.now)
            files = try read(listing, settings) { _ = try plain.scan($0.bytes.span, path: $0.provenance.path) }
            whole = min(whole, clock.nanoseconds() &- start)
            let own = pass == 0 ? costs : try RuleCosts(settings.rules, clock: clock.nanoseconds)
            let measured = try Detector(settings.rules, now: surroundings.now, costs: own)
            _ = try read(listing, settings) { _ = try measured.scan($0.bytes.span, path: $0.provenance.path) }
            if pass > 0 { costs.takeLeast(of: own) }
        }
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
}
