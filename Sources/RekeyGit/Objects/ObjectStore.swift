package import RekeyCore

/// Why the objects of a repository cannot be read at all.
package enum StoreError: Error, Sendable, Equatable {
    /// The repository names its objects by a hash that we do not know.
    case unknownFormat

    /// The form a person reads.
    package var trouble: Trouble {
        switch self {
        case .unknownFormat:
            Trouble(
                "the objects of this repository cannot be read", why: "its extensions.objectFormat is neither sha1 nor sha256",
                next: "update rekey", status: .incomplete)
        }
    }
}

/// All objects of a repository that are on this machine: packs and loose objects of its own folder and of its alternates.
///
/// Opened once and unchanged from then on; threads share it without locks. Nothing is ever fetched.
package final class ObjectStore: Sendable {
    package let format: ObjectFormat
    /// Every pack that could be opened.
    package let packs: [Pack]
    /// The folders' loose objects, the repository's own first.
    package let loose: [LooseObjects]
    /// Packs and alternates that could not be opened, and what is odd about those that could.
    package let skips: [Skip]
    /// Commits whose parents were left out when the repository was cloned.
    package let shallowCommits: [ObjectID]
    /// Whether objects may be missing because they were left to a remote.
    package let isPartialClone: Bool

    /// Opens the object folders of a repository.
    package static func open(_ repository: Repository) throws(StoreError) -> ObjectStore {
        let file = FileSystem.read(PathBytes.join(repository.commonDirectory, "config"), limit: 1 << 20) ?? []
        let settings = StoreSettings(file)
        guard let format = settings.format else { throw .unknownFormat }
        let found = ObjectFolders(repository)
        var opener = PackOpener(format: format, skips: found.skips)
        for (number, folder) in found.folders.enumerated() { opener.open(PathBytes.join(folder, "pack"), number: number) }
        let shallow = repository.shallowCommits.compactMap { ObjectID($0) }.filter { $0.format == format }.sorted()
        return ObjectStore(
            opener, found.folders.enumerated().map { LooseObjects($1, number: $0, format) }, shallow, settings.isPartialClone)
    }

    private init(_ opener: PackOpener, _ loose: [LooseObjects], _ shallow: [ObjectID], _ isPartialClone: Bool) {
        format = opener.format
        packs = opener.packs
        self.loose = loose
        skips = opener.skips
        shallowCommits = shallow
        self.isPartialClone = isPartialClone || opener.hasPromisor
    }

    /// Whether an object is here; it may still be damaged.
    package func contains(_ id: ObjectID) -> Bool {
        packs.contains { $0.table.position(of: id) != nil } || loose.contains { $0.contains(id) }
    }

    /// The kind of an object, without inflating it where it lies in a pack; `nil` when that cannot be told.
    package func kind(of id: ObjectID) -> ObjectKind? {
        if let kind = packedKind(of: id, mostLinks: .max) { return kind }
        guard var reader = try? ObjectReader(self) else { return nil }
        return try? reader.read(id).kind
    }

    /// The kind of an object in a pack; `nil` when it is a delta on a delta on … of more than `mostLinks` links.
    func packedKind(of id: ObjectID, mostLinks: Int) -> ObjectKind? {
        guard let place = place(of: id, except: nil) else { return nil }
        var links = 0
        return DeltaChain(to: place, in: self) { _ in
            links += 1
            return links > mostLinks
        }.kind
    }

    /// The first pack that holds an object, with the offset of its entry.
    func place(of id: ObjectID, except left: Int?) -> EntryPlace? {
        for (number, pack) in packs.enumerated() where number != left {
            if let offset = pack.offset(of: id) { return EntryPlace(pack: number, offset: offset) }
        }
        return nil
    }
}
