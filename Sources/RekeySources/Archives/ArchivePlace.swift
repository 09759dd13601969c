internal import RekeyCore

/// Where in an archive something is read, and how deep that is.
struct ArchivePlace {
    var provenance: Provenance
    /// Its path in the archive that holds it, and the path of that.
    private(set) var name: [UInt8] = []
    private(set) var container: [UInt8] = []
    /// Archives around it.
    var depth = 0
    /// Ways it is compressed, one around the other, since the last archive around it.
    var filters = 0
    /// Calls inside each other that this took: a stack is short, and not everything that is opened counts as a depth.
    private(set) var steps = 0
    /// Whether damage of the archive is worth no word: all of it is read as the bytes it is, and none of them are compressed.
    var isPlain = false
    /// Bytes it should have; `nil` where nobody says.
    var size: Int?

    init(_ provenance: Provenance) { self.provenance = provenance }

    /// The place of a member. Names are data: nothing is resolved, only `./` before them is left out.
    func member(_ path: [UInt8], size: Int?) -> ArchivePlace {
        var name = path[...]
        while name.count > 2, name.starts(with: [0x2E, 0x2F]) { name = name.dropFirst(2) }
        var place = ArchivePlace(provenance)
        let outer = provenance.entry.isEmpty ? [] : provenance.entry + Provenance.entrySeparator
        (place.name, place.container) = (Array(name), provenance.entry)
        place.provenance.entry = outer + (name.isEmpty ? Array("(no name)".utf8)[...] : name)
        (place.depth, place.size, place.isPlain, place.steps) = (depth + 1, size, isPlain, steps + 1)
        return place
    }

    /// The place of what it is compressed from.
    var unpacked: ArchivePlace {
        var place = self
        (place.filters, place.size, place.steps) = (filters + 1, nil, steps + 1)
        return place
    }

    /// The same place, read in another way.
    var again: ArchivePlace {
        var place = self
        place.steps += 1
        return place
    }

    /// The path as if every archive were a folder, for rules that exclude paths.
    var pathThroughArchives: [UInt8] {
        guard !provenance.entry.isEmpty else { return provenance.path }
        var path = provenance.path + [0x2F]
        for (index, byte) in provenance.entry.enumerated() {
            let isSeparator = byte == 0x21 && index + 1 < provenance.entry.count && provenance.entry[index + 1] == 0x2F
            if !isSeparator { path.append(byte) }
        }
        return path
    }
}
