/// What the commits, trees and tags of a repository say, put together: under which paths each file version has lived, and which commit
/// comes from which. The same for the same objects, however they are stored and however many threads read them; threads share it.
package final class HistoryMap: Sendable {
    /// A name of a file or folder, and one path that ends with it.
    package struct Name: Sendable, Equatable {
        package var name: [UInt8]
        package var path: [UInt8]
    }

    /// Number of commits.
    package var commitCount: Int { commits.count }

    package let numbers: ObjectNumbers
    let commits: [HistoryNotes.Commit]
    let parents: [UInt32]
    let tags: [HistoryNotes.Tag]
    /// Of all trees.
    let notes: JoinedNotes
    let paths: PathTable
    let places: PathSets
    /// Objects that others name and that are not here, by ID; parents that a shallow clone left out are none.
    package let missing: [MissingObject]
    /// Commits, trees and tags that are not as git writes them, by ID.
    package let damaged: [ObjectID]
    /// Paths were left out because there were millions of them, or one was very long.
    package var isCut: Bool { paths.isCut }
    /// Trees that had to be read a second time.
    package let readings: Int

    /// Joins the notes of all threads; reads trees whose folder was renamed or copied.
    ///
    /// - Parameters:
    ///   - notes: of every commit, tree and tag of the store that can be read.
    package init(joining notes: [HistoryNotes], _ store: ObjectStore, _ numbers: ObjectNumbers) throws(ObjectFault) {
        self.numbers = numbers
        (commits, parents) = Self.commits(notes)
        tags = notes.flatMap(\.tags).sorted { $0.number < $1.number }
        missing = notes.reduce(into: [:]) { all, note in
            all.merge(note.missing) { $0.referrer <= $1.referrer ? $0 : $1 }
        }.values.sorted { $0.id < $1.id }
        damaged = notes.flatMap(\.damaged).sorted()
        var reader = try ObjectReader(store)
        var spread = PathSpread(JoinedNotes(notes, objects: numbers.count), numbers, store.format)
        spread.spread(from: commits.map(\.tree) + tags.map(\.target), &reader)
        while case let roots = spread.nextRoots(), !roots.isEmpty { spread.spread(from: roots, &reader) }
        self.notes = spread.notes
        paths = spread.paths
        places = spread.places
        readings = spread.readings
    }

    /// All threads' commits by number, with one list of parents.
    private static func commits(_ notes: [HistoryNotes]) -> (commits: [HistoryNotes.Commit], parents: [UInt32]) {
        var commits: [HistoryNotes.Commit] = []
        var parents: [UInt32] = []
        for note in notes {
            let shift = UInt32(truncatingIfNeeded: parents.count)
            parents += note.parents
            for var commit in note.commits {
                commit.parents = (commit.parents.lowerBound + shift)..<(commit.parents.upperBound + shift)
                commits.append(commit)
            }
        }
        return (commits.sorted { $0.number < $1.number }, parents)
    }

    /// The paths that a blob, or a tree, has lived at, from the root folder: the shortest first, those of one length by their bytes.
    ///
    /// Those of commits, and of trees that tags name, if there are any; else those in trees that nothing leads to, as far as these tell.
    /// Empty when no tree holds it.
    ///
    /// - Parameter most: how many are wanted; more than 64 are not kept.
    package func paths(of id: ObjectID, most: Int = 64) -> [[UInt8]] {
        guard let number = numbers.number(of: id) else { return [] }
        return places.paths(of: number).prefix(max(0, most)).map { paths.bytes($0, names) }
    }

    /// The same by the numbers of the paths.
    package func pathNumbers(of number: UInt32) -> [UInt32] { places.paths(of: number) }

    /// The number of the path that an object has lived at, if there is just one.
    @inline(__always) package func onlyPath(of number: UInt32) -> UInt32? { places.only(of: number) }

    /// The path with a number.
    package func path(_ number: UInt32) -> [UInt8] { paths.bytes(number, names) }

    /// Every name of a file or folder once, by bytes, with the first path that ends with it.
    package var allNames: [Name] {
        var first = [UInt32](repeating: PathTable.none, count: names.count)
        for path in 1..<max(1, UInt32(truncatingIfNeeded: paths.count)) {
            guard let name = paths.split(path)?.name else { continue }
            let known = first[Int(name)]
            if known == PathTable.none || paths.isBefore(path, known, names) { first[Int(name)] = path }
        }
        return first.indices.filter { first[$0] != PathTable.none }.map { index in
            Name(name: names[UInt32(truncatingIfNeeded: index)], path: paths.bytes(first[index], names))
        }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    }

    func isTree(_ number: UInt32) -> Bool { notes.isTree(number) }

    /// Of files and folders.
    var names: NameTable { notes.names }

    /// The tag object with a number; `nil` for what is none.
    func tag(_ number: UInt32) -> HistoryNotes.Tag? {
        var (low, high) = (0, tags.count)
        while low < high {
            let middle = (low + high) / 2
            if tags[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < tags.count && tags[low].number == number ? tags[low] : nil
    }

    /// The paths that end with one of these names.
    func paths(withNames wanted: NameTable) -> [UInt32] {
        let isWanted = (0..<UInt32(truncatingIfNeeded: names.count)).map { wanted.known(names[$0].span) != nil }
        return (1..<max(1, UInt32(truncatingIfNeeded: paths.count))).filter { path in
            paths.split(path).map { isWanted[Int($0.name)] } ?? false
        }
    }

    /// A path of the object that names a missing one; for people. `nil` when it is no tree.
    package func referrer(of object: MissingObject) -> (id: ObjectID, path: [UInt8]?)? {
        guard let id = numbers.id(of: object.referrer) else { return nil }
        return (id, places.paths(of: object.referrer).first.map { paths.bytes($0, names) })
    }
}
