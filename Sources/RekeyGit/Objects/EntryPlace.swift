/// Where an entry lies.
struct EntryPlace: Hashable {
    /// Number of the pack in its store.
    var pack: Int
    /// Bytes from the start of the pack.
    var offset: Int
}
