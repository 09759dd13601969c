/// The paths at which something is held, as folders and the names that count in each.
struct WantedPaths {
    /// One folder.
    struct Folder {
        fileprivate(set) var names = NameTable()
        /// By the number of a name: the path.
        fileprivate(set) var paths: [UInt32] = []
        // Why: most names of a folder are told apart by their length.
        fileprivate var lengths: UInt64 = 0

        /// The path of an entry that counts.
        @inline(__always) func path(of name: Span<UInt8>) -> UInt32? {
            guard lengths >> UInt64(truncatingIfNeeded: name.count & 63) & 1 != 0 else { return nil }
            return names.known(name).map { paths[Int($0)] }
        }
    }

    private var folders: [UInt32: Folder] = [:]
    private var known: Set<UInt32> = [0]
    private let map: HistoryMap

    init(_ map: HistoryMap) { self.map = map }

    subscript(folder: UInt32) -> Folder? { folders[folder] }

    /// Adds a path, and the folders on the way to it.
    mutating func add(_ path: UInt32) {
        var next = path
        while known.insert(next).inserted, let (parent, name) = map.paths.split(next) {
            let bytes = map.names[name]
            var folder = folders.removeValue(forKey: parent) ?? Folder()
            _ = folder.names.number(of: bytes.span)
            folder.paths.append(next)
            folder.lengths |= 1 << UInt64(bytes.count & 63)
            folders[parent] = folder
            next = parent
        }
    }
}
