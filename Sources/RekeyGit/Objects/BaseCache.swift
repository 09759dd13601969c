/// Objects kept because others may be deltas on them. Holds about the given number of bytes; what was not used for long goes first.
struct BaseCache {
    private let limit: Int
    // Why two: what is in use moves from the old half to the young one, and the old half is dropped whole; no list to keep in order.
    private var young: [EntryPlace: BuiltObject] = [:]
    private var old: [EntryPlace: BuiltObject] = [:]
    private var youngBytes = 0

    /// - Parameter limit: bytes.
    init(limit: Int) { self.limit = limit }

    func holds(_ place: EntryPlace) -> Bool { young[place] != nil || old[place] != nil }

    mutating func object(at place: EntryPlace) -> BuiltObject? {
        if let found = young[place] { return found }
        guard let found = old[place] else { return nil }
        keep(found, at: place)
        return found
    }

    /// Keeps an object, unless it alone would take most of the room.
    mutating func keep(_ object: BuiltObject, at place: EntryPlace) {
        let cost = object.bytes.capacity + 128
        guard cost <= limit / 4 else { return }
        if youngBytes + cost > limit / 2 {
            old = young
            young = [:]
            youngBytes = 0
        }
        if young.updateValue(object, forKey: place) == nil { youngBytes += cost }
    }
}
