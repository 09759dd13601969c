/// A number for every object that a store's tables and folders name: its rank in the order of IDs.
///
/// What a history remembers about objects it keeps under these numbers. They are the same whatever packs hold the objects. 17 bytes an
/// object, 9 where one pack holds all; threads share it.
package final class ObjectNumbers: Sendable {
    /// Stands for no object.
    package static let none = UInt32.max

    private let tables: [EntryTable]
    /// By number: the first eight bytes of the ID.
    private let firsts: [UInt64]
    /// By number: where the object lies. Empty when one pack holds all objects in order.
    private let places: [Place]
    private let loose: [ObjectID]
    /// The numbers whose IDs begin with `n` are `buckets[n]..<buckets[n + 1]`.
    private let buckets: [UInt32]
    private let shift: UInt64

    /// A row of a pack's table, or of the loose objects behind the packs.
    private struct Place {
        var source: UInt32
        var row: UInt32
    }

    private typealias Row = (first: UInt64, place: Place)

    /// Reads the IDs of all tables and folders; an object in several places has one number.
    package init(_ store: ObjectStore) {
        tables = store.packs.map(\.table)
        loose = store.loose.flatMap { $0.list() }
        let isOnePack = store.packs.count == 1 && loose.isEmpty
        let rows = Self.rows(tables, loose)
        let isInOrder = rows.indices.dropFirst().allSatisfy { rows[$0 - 1].first < rows[$0].first }
        let ordered = isInOrder ? rows : Self.ordered(rows, tables, loose)
        firsts = ordered.map(\.first)
        places = isOnePack && isInOrder ? [] : ordered.map(\.place)
        var bits: UInt64 = 0
        while bits < 30, ordered.count >> Int(bits) > 4 { bits += 1 }
        shift = 64 - bits
        var buckets = [UInt32](repeating: 0, count: 1 << Int(bits) + 1)
        for first in firsts { buckets[Int(truncatingIfNeeded: bits == 0 ? 0 : first >> (64 - bits)) + 1] += 1 }
        for index in buckets.indices.dropFirst() { buckets[index] += buckets[index - 1] }
        self.buckets = buckets
    }

    private static func rows(_ tables: [EntryTable], _ loose: [ObjectID]) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(tables.reduce(loose.count) { $0 + $1.count })
        for (number, table) in tables.enumerated() {
            let source = UInt32(truncatingIfNeeded: number)
            for row in 0..<table.count {
                guard let id = table.id(at: row) else { continue }
                rows.append((id.leadingBits, Place(source: source, row: UInt32(truncatingIfNeeded: row))))
            }
        }
        let source = UInt32(truncatingIfNeeded: tables.count)
        for (row, id) in loose.enumerated() { rows.append((id.leadingBits, Place(source: source, row: UInt32(truncatingIfNeeded: row)))) }
        return rows
    }

    /// Sorted by ID; of several places of one object the first.
    private static func ordered(_ rows: [Row], _ tables: [EntryTable], _ loose: [ObjectID]) -> [Row] {
        func id(_ row: Row) -> ObjectID? { Self.id(row.place, tables, loose) }
        let sorted = rows.sorted { left, right in
            if left.first != right.first { return left.first < right.first }
            guard let leftID = id(left), let rightID = id(right), leftID != rightID else {
                return (left.place.source, left.place.row) < (right.place.source, right.place.row)
            }
            return leftID < rightID
        }
        var once: [Row] = []
        once.reserveCapacity(sorted.count)
        for row in sorted {
            if let last = once.last, last.first == row.first, id(last) == id(row) { continue }
            once.append(row)
        }
        return once
    }

    @inline(__always) private static func id(_ place: Place, _ tables: [EntryTable], _ loose: [ObjectID]) -> ObjectID? {
        let source = Int(place.source)
        if source < tables.count { return tables[source].id(at: Int(place.row)) }
        return loose.indices.contains(Int(place.row)) ? loose[Int(place.row)] : nil
    }

    /// How many objects there are.
    package var count: Int { firsts.count }

    /// The number of an object; `nil` when it is not here.
    @inline(__always) package func number(of id: ObjectID) -> UInt32? {
        let first = id.leadingBits
        let bucket = shift == 64 ? 0 : Int(truncatingIfNeeded: first >> shift)
        var low = Int(buckets[bucket])
        var high = Int(buckets[bucket + 1])
        while low < high {
            let middle = low &+ (high &- low) / 2
            if firsts[middle] < first { low = middle &+ 1 } else { high = middle }
        }
        // Why a loop: IDs with the same first bytes can be made on purpose.
        while low < firsts.count, firsts[low] == first {
            if self.id(of: UInt32(truncatingIfNeeded: low)) == id { return UInt32(truncatingIfNeeded: low) }
            low += 1
        }
        return nil
    }

    /// The number of an entry's object; `nil` when the pack's table leaves it out.
    @inline(__always) package func number(of ordinal: UInt32, in forest: DeltaForest) -> UInt32? {
        if places.isEmpty { return forest.position(of: ordinal) }
        return forest.id(of: ordinal).flatMap { number(of: $0) }
    }

    /// The ID of a number; `nil` for `none`.
    package func id(of number: UInt32) -> ObjectID? {
        guard Int(number) < firsts.count else { return nil }
        return Self.id(places.isEmpty ? Place(source: 0, row: number) : places[Int(number)], tables, loose)
    }

    /// Where the object lies, to read several in a good order: number of the pack, or one more for loose objects; offset in it.
    func readingOrder(_ number: UInt32) -> (pack: Int, offset: Int) {
        guard Int(number) < firsts.count else { return (0, 0) }
        let place = places.isEmpty ? Place(source: 0, row: number) : places[Int(number)]
        let source = Int(place.source)
        guard source < tables.count else { return (source, Int(place.row)) }
        return (source, tables[source].offset(at: Int(place.row)) ?? 0)
    }
}
