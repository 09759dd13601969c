internal import RekeyTestSupport

@testable internal import RekeyGit

/// The notes of a whole store, taken as a scan takes them, by several threads' worth of notes.
struct NotedHistory {
    let store: ObjectStore
    let numbers: ObjectNumbers
    let map: HistoryMap

    init(_ repository: Repository, threads: Int = 1) throws {
        try self.init(ObjectStore.open(repository), threads: threads)
    }

    init(_ store: ObjectStore, threads: Int = 1) throws {
        let numbers = ObjectNumbers(store)
        map = try HistoryMap(joining: Self.notes(store, numbers, threads: threads).reversed(), store, numbers)
        self.store = store
        self.numbers = numbers
    }

    private static func notes(_ store: ObjectStore, _ numbers: ObjectNumbers, threads: Int) throws -> [HistoryNotes] {
        var notes = (0..<threads).map { _ in HistoryNotes(store, numbers) }
        let ownership = ObjectOwnership(store)
        var walker = try PackWalker(store)
        var turn = 0
        for pack in store.packs {
            let forest = DeltaForest(pack, store: store, ownership: ownership)
            for batch in forest.batches(of: [.commit, .tree, .tag], withDamaged: true) {
                _ = walker.walk(batch, of: forest) { object, bytes, changes, base in
                    turn += 1
                    notes[turn % threads].add(object, of: forest, bytes, changes: changes, base: base)
                    return true
                }
            }
        }
        for entry in ownership.loose {
            _ = walker.read(entry) { kind, bytes in
                notes[0].add(entry.id, kind, bytes)
                return true
            }
        }
        return notes
    }

    /// Paths of everything that has some.
    var paths: [String: Set<String>] {
        var all: [String: Set<String>] = [:]
        for number in 0..<UInt32(numbers.count) {
            guard let id = numbers.id(of: number) else { continue }
            let found = map.paths(of: id).map { String(decoding: $0, as: UTF8.self) }.filter { !$0.isEmpty }
            if !found.isEmpty { all[id.hex] = Set(found) }
        }
        return all
    }
}

extension GitFixture {
    /// By ID the paths at which git knows trees and blobs in the commits of all refs.
    func pathsByGit() throws -> [String: Set<String>] {
        let output = try git(["log", "--all", "--raw", "-t", "-m", "--root", "--no-renames", "--no-abbrev", "-z", "--format="])
        let fields = output.split(separator: 0, omittingEmptySubsequences: true).map { String(decoding: $0, as: UTF8.self) }
        var paths: [String: Set<String>] = [:]
        var words: [Substring] = []
        for field in fields {
            if field.hasPrefix(":") || field.hasPrefix("\n:") {
                words = field.split(separator: " ")
            } else if words.count == 5, words[1] != "160000", !words[3].allSatisfy({ $0 == "0" }) {
                paths[String(words[3]), default: []].insert(field)
            }
        }
        return paths
    }
}
