internal import RekeyCore
internal import RekeyDetect
internal import RekeySources

/// Gives findings in container images the places that people know: image, layer and instruction instead of digests.
///
/// Why afterwards: a saved image says last which of its files are layers, and it may be a pipe that cannot be read twice.
struct ImageNaming {
    /// Renames what `yield` has found in images among the files of `sets`: saved ones, and folders in the OCI layout.
    static func apply(to yield: inout ChunkScanner.Yield, _ sets: [FileSet]) {
        let folders = sets.flatMap { set in set.paths.filter(isLayout).map { (set, Array($0.dropLast(layoutName.count))) } }
        for (set, folder) in folders { name(folder: folder, of: set, &yield) }
        for (path, record) in yield.images.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            guard let places = ImagePlaces(record) else { continue }
            apply(places, to: &yield) { $0.path == path ? $0.entry : nil }
        }
    }

    /// Renames what was found in the one image that was read, which `path` names already.
    static func apply(to yield: inout ChunkScanner.Yield, image path: [UInt8]) {
        guard let record = yield.images[path], let places = ImagePlaces(record, namesImages: false) else { return }
        apply(places, to: &yield) { $0.path == path ? $0.entry : nil }
    }

    private static let layoutName = Array("oci-layout".utf8)

    private static func isLayout(_ path: [UInt8]) -> Bool {
        guard path.last == layoutName.last, path.count >= layoutName.count, path.suffix(layoutName.count).elementsEqual(layoutName) else {
            return false
        }
        return path.count == layoutName.count || path[path.count - layoutName.count - 1] == 0x2F
    }

    private static func name(folder: [UInt8], of set: FileSet, _ yield: inout ChunkScanner.Yield) {
        guard var reader = try? FileReader(root: set.root, sizeLimit: 64 << 20) else { return }
        var record = ImageRecord()
        record.read { path in try? reader.read(folder + Array(path.utf8)) }
        let shown = set.prefix + folder
        for (path, other) in yield.images where path.starts(with: shown) { record.merge(other, at: Array(path.dropFirst(shown.count))) }
        guard let places = ImagePlaces(record) else { return }
        let name = shown.isEmpty ? [UInt8(ascii: ".")] : Array(shown.dropLast())
        apply(places, to: &yield, at: name) { provenance in
            guard provenance.path.starts(with: shown) else { return nil }
            let inside = Array(provenance.path.dropFirst(shown.count))
            return provenance.entry.isEmpty ? inside : inside + Provenance.entrySeparator + provenance.entry
        }
    }

    /// - Parameters:
    ///   - path: the path that findings get; `nil` leaves theirs.
    ///   - entry: the path inside the image, `nil` for a finding that is not in it.
    private static func apply(
        _ places: ImagePlaces, to yield: inout ChunkScanner.Yield, at path: [UInt8]? = nil, entry: (Provenance) -> [UInt8]?
    ) {
        for index in yield.items.indices {
            let provenance = yield.items[index].finding.provenance
            guard provenance.kind == .archive, let inside = entry(provenance), let place = places.place(of: inside) else { continue }
            yield.items[index].finding.provenance.kind = .image
            yield.items[index].finding.provenance.path = path ?? provenance.path
            yield.items[index].finding.provenance.entry = place.words
            if let deletion = place.deletion { yield.items[index].finding.evidence.append(deletion) }
        }
    }
}
