internal import RekeyCore

/// The captures of all detections in one text, ready to be asked by offset.
struct StoreReferences {
    /// The first capture of each store and placeholder, in the order of the stores.
    let firsts: [StoreReference]
    private let names: [Int: StoreReference]
    private let items: [StoreReference]

    private struct Kind: Hashable {
        let store: String
        let gives: SecretStore.Placeholder?
    }

    init(_ references: [StoreReference]) {
        var seen: Set<Kind> = []
        firsts = references.filter { seen.insert(Kind(store: $0.store, gives: $0.gives)).inserted }
        let starts = references.filter { $0.gives == .name }.map { ($0.range.lowerBound, $0) }
        names = Dictionary(starts) { first, _ in first }
        items = references.filter { $0.gives == .item }.sorted { $0.range.lowerBound < $1.range.lowerBound }
    }

    /// Whether a store shows in the text.
    func has(_ store: String) -> Bool { firsts.contains { $0.store == store } }

    /// The capture of a name that starts at the offset, or of an item that the offset lies in.
    subscript(offset: Int) -> StoreReference? {
        if let name = names[offset] { return name }
        var low = 0
        var high = items.count
        while low < high {
            let middle = (low + high) / 2
            if items[middle].range.lowerBound <= offset { low = middle + 1 } else { high = middle }
        }
        return low > 0 && items[low - 1].range.contains(offset) ? items[low - 1] : nil
    }
}
