/// The paths at which something is held, as folders and the names that count in each.
struct WantedPaths {
    /// One folder.
    struct Folder {
        /// The paths of the names that count. The place of a name is that of its path here.
        fileprivate(set) var paths: [UInt32] = []
        fileprivate var places: [UInt32: Int] = [:]
        // Why: nearly all names do not count, and this tells most of them.
        fileprivate var filter: UInt64 = 0

        /// The place of a name by its number; `nil` when it does not count.
        @inline(__always) func place(of name: UInt32) -> Int? {
            guard filter >> UInt64(name & 63) & 1 != 0 else { return nil }
            return places[name]
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
            var folder = folders.removeValue(forKey: parent) ?? Folder()
            folder.places[name] = folder.paths.count
            folder.paths.append(next)
            folder.filter |= 1 << UInt64(name & 63)
            folders[parent] = folder
            next = parent
        }
    }
}
