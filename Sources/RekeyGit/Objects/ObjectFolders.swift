internal import RekeyCore

/// The folders that hold the objects of a repository: its own, those of the environment, and the alternates of each.
///
/// Source: git(1), "Environment Variables"; gitrepository-layout(5), `objects/info/alternates`.
struct ObjectFolders {
    /// Absolute, without symbolic links, each once; the repository's own first.
    private(set) var folders: [[UInt8]] = []
    /// What an alternate names and is not there.
    private(set) var skips: [Skip] = []
    private var known: Set<[UInt8]> = []

    /// Alternates of alternates that are followed. Source: git's object-file.c, `link_alt_odb_entries`.
    private static let deepest = 5

    init(_ repository: Repository) {
        let environment = repository.environment
        let start = repository.startFolder
        let own = environment["GIT_OBJECT_DIRECTORY"].flatMap { $0.isEmpty ? nil : PathBytes.join(start, $0) }
        add(own ?? PathBytes.join(repository.commonDirectory, "objects"), depth: 0, named: "objects")
        // Why: git names the quarantine as the object folder too, but a hook may have passed on the one variable without the other.
        if let quarantine = environment["GIT_QUARANTINE_PATH"], !quarantine.isEmpty {
            add(PathBytes.join(start, quarantine), depth: 0, named: "GIT_QUARANTINE_PATH")
        }
        for entry in Self.entries(environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] ?? [], separator: UInt8(ascii: ":")) {
            add(PathBytes.join(start, entry), depth: 0, named: "GIT_ALTERNATE_OBJECT_DIRECTORIES")
        }
    }

    private mutating func add(_ path: [UInt8], depth: Int, named origin: String) {
        guard let folder = FileSystem.canonical(path), FileSystem.kind(of: folder) == .folder else {
            skips.append(
                Skip(
                    path: String(decoding: path, as: UTF8.self), reason: .unreadable,
                    detail: "this folder of objects, named by \(origin), is not there"))
            return
        }
        guard known.insert(folder).inserted else { return }
        folders.append(folder)
        let list = PathBytes.join(folder, "info/alternates")
        let listName = String(decoding: list, as: UTF8.self)
        guard let text = FileSystem.read(list, limit: 1 << 20) else { return }
        let entries = Self.entries(text, separator: 0x0A).filter { $0.first != UInt8(ascii: "#") }
        guard depth <= Self.deepest else {
            if !entries.isEmpty { skips.append(Skip(path: listName, reason: .unreadable, detail: "alternates are nested too deep")) }
            return
        }
        for entry in entries { add(PathBytes.join(folder, entry), depth: depth + 1, named: listName) }
    }

    /// The paths of a list; one that begins with a double quote has C escapes.
    private static func entries(_ text: [UInt8], separator: UInt8) -> [[UInt8]] {
        text.split(separator: separator).map { PatchName.unquoted($0) ?? Array($0) }
    }
}
