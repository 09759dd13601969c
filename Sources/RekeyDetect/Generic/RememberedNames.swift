/// What variable names promise, kept for those that come again and again.
struct RememberedNames {
    private struct Entry {
        let name: [UInt8]
        let promise: CredentialName.Promise?
    }

    /// One place a hash; a name takes the place of the one before it.
    private var entries = [Entry?](repeating: nil, count: size)
    private static let size = 512

    /// What `name` promises.
    mutating func promise(of name: Span<UInt8>) -> CredentialName.Promise? {
        var hash = 0
        for index in name.indices { hash = hash &* 31 &+ Int(name[index]) }
        let place = (hash ^ hash >> 9) & (Self.size - 1)
        if let entry = entries[place], name.isSame(as: entry.name.span) { return entry.promise }
        let promise = CredentialName.promise(of: name)
        entries[place] = Entry(name: name.copy(0..<name.count), promise: promise)
        return promise
    }
}
