internal import RekeyCore
internal import RekeyRotation

/// The rotations of one repository: a file `rotations/ID.json` of mode 0600 each, in its state folder.
struct RotationStore: Sendable {
    private let place: StateFolder

    private static let folderName = Array("rotations".utf8)
    private static let lockName = Array("lock".utf8)
    private static let suffix = Array(".json".utf8)
    /// Longest state file that is read, in bytes; a plan with all its evidence has some hundred thousand.
    private static let longestFile = 16 << 20

    init(in place: StateFolder) { self.place = place }

    /// IDs of all rotations, sorted.
    func ids() throws(Trouble) -> [String] {
        guard let folder = try existing() else { return [] }
        do {
            return try folder.names().filter { $0.count > Self.suffix.count && $0.suffix(Self.suffix.count).elementsEqual(Self.suffix) }
                .map { String(decoding: $0.dropLast(Self.suffix.count), as: UTF8.self) }.filter(Self.isID)
        } catch { throw error.trouble("rotations not readable", at: folder.path) }
    }

    /// Whether a text can name a rotation: letters, digits and hyphens.
    static func isID(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 64 && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == 0x2D }
    }

    /// The rotation of that ID; `nil` when it was never started. Throws when its file is damaged or not one of ours.
    func load(_ id: String) throws(Trouble) -> RotationState? {
        guard Self.isID(id), let folder = try existing() else { return nil }
        let name = Array(id.utf8) + Self.suffix
        let path = BytePath.text(PathBytes.join(folder.path, name))
        let bytes: [UInt8]
        do {
            guard try folder.status(of: name) != nil else { return nil }
            let file = try folder.open(name)
            guard try file.status().kind == .file else { throw Self.damaged(path, "it is no regular file") }
            bytes = try file.read(limit: Self.longestFile + 1)
        } catch let error as Trouble {
            throw error
        } catch let error as SystemFault {
            throw error.trouble("rotation not readable", at: Array(path.utf8))
        } catch { throw Self.damaged(path, "it cannot be read") }
        guard bytes.count <= Self.longestFile else { throw Self.damaged(path, "it is too long") }
        return try decoded(bytes, id, path)
    }

    private func decoded(_ bytes: [UInt8], _ id: String, _ path: String) throws(Trouble) -> RotationState {
        let state: RotationState
        do { state = try RotationState(decoding: bytes) } catch { throw Self.damaged(path, Self.reason(of: error)) }
        guard state.plan.id == id else { throw Self.damaged(path, "it is the state of another rotation") }
        return state
    }

    private static func reason(of trouble: Trouble) -> String {
        trouble.what.split(separator: ":", maxSplits: 1).last.map { String($0.drop { $0 == " " }) } ?? trouble.what
    }

    private static func damaged(_ path: String, _ why: String) -> Trouble {
        Trouble(
            "rotation state not usable", at: path, why: why,
            next: "restore the file, or move it away and start the rotation again with: rekey rotate steps")
    }

    /// All rotations, in the order of their start.
    func all() throws(Trouble) -> [RotationState] {
        var states: [RotationState] = []
        for id in try ids() {
            if let state = try load(id) { states.append(state) }
        }
        return states.sorted { ($0.startedAt, $0.plan.id) < ($1.startedAt, $1.plan.id) }
    }

    /// The rotation that `id` names, or the only one when it names none. Throws when there is none, or when there are several.
    func one(_ id: String?) throws(Trouble) -> RotationState {
        let known = try ids()
        guard let id = id ?? (known.count == 1 ? known[0] : nil) else {
            if known.isEmpty {
                throw Trouble(
                    "no rotation was started here", at: BytePath.text(place.path),
                    next: "start one: rekey rotate steps ID; rekey scan gives the ID")
            }
            throw Trouble("several rotations are under way", why: "they are \(known.joined(separator: ", "))", next: "name one of them")
        }
        guard let state = try load(id) else {
            let next = known.isEmpty ? "start it: rekey rotate steps ID" : "there are: \(known.joined(separator: ", "))"
            throw Trouble("no rotation of that ID was started here", at: BytePath.text(place.path), next: next)
        }
        return state
    }

    /// Changes the rotation of that ID under a lock, so that two commands at once lose nothing: `body` gets what is there now and gives
    /// what shall be there; `nil` leaves it alone.
    @discardableResult
    func update(
        _ id: String, _ body: (RotationState?) throws(Trouble) -> RotationState?
    ) throws(Trouble) -> RotationState? {
        let folder = try opened()
        do {
            let lock = try folder.openForWriting(Self.lockName)
            guard try lock.lock() else {
                throw Trouble(
                    "another rekey is writing rotations here", at: BytePath.text(folder.path), next: "run the command again",
                    status: .incomplete)
            }
            guard let state = try body(try load(id)) else { return nil }
            try write(state.encoded(), as: state.plan.id, in: folder)
            return state
        } catch let error as Trouble {
            throw error
        } catch let error as SystemFault {
            throw error.trouble("rotation not written", at: folder.path)
        } catch { throw Trouble("rotation not written", at: BytePath.text(folder.path), why: "\(error)", status: .fault) }
    }

    /// Written aside, flushed, renamed. Call it with the lock held.
    private func write(_ bytes: [UInt8], as id: String, in folder: OpenFolder) throws(SystemFault) {
        let name = Array(id.utf8) + Self.suffix
        let aside = name + Array(".new".utf8)
        try folder.remove(aside)
        let file = try folder.create(aside)
        try file.write(bytes.span)
        try file.sync()
        try folder.rename(aside, to: name)
        try folder.sync()
    }

    private func opened() throws(Trouble) -> OpenFolder {
        let state = try place.opened()
        do {
            if try state.makeFolder(Self.folderName) { try state.sync() }
            return try OpenFolder(canonical: PathBytes.join(place.path, Self.folderName))
        } catch { throw error.trouble("rotations not writable", at: place.path) }
    }

    private func existing() throws(Trouble) -> OpenFolder? {
        guard let state = try place.openedIfPresent() else { return nil }
        do {
            guard try state.status(of: Self.folderName) != nil else { return nil }
            return try OpenFolder(canonical: PathBytes.join(place.path, Self.folderName))
        } catch { throw error.trouble("rotations not readable", at: place.path) }
    }
}
