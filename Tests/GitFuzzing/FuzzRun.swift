internal import Foundation
internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport

/// Feeds mutated repositories to the object store: nothing may end the program or take for ever.
package struct FuzzRun {
    private let seeds: SeedFiles
    private let workspace: Workspace
    /// By seed repository: the entries of its pack.
    private var places: [[FuzzEntry.Place]] = []

    /// What one input gave; equal for equal seeds.
    package struct Outcome: Sendable, Equatable {
        package var objects = 0
        package var deltas = 0
        package var damaged = 0
        package var read = 0
    }

    package init() throws {
        seeds = try SeedFiles()
        workspace = try Workspace()
        for (number, store) in seeds.stores.enumerated() {
            try workspace.write("\(number)/HEAD", "ref: refs/heads/main\n")
            try workspace.makeFolder("\(number)/refs")
            for file in store.files { try workspace.write("\(number)/objects/\(file.path)", file.bytes) }
            places.append(try Self.places(ObjectStore.open(repository(number))))
        }
    }

    private static func places(_ store: ObjectStore) throws -> [FuzzEntry.Place] {
        var places: [FuzzEntry.Place] = []
        var reader = try ObjectReader(store)
        for pack in store.packs {
            let forest = DeltaForest(pack, store: store)
            for ordinal in 0..<UInt32(forest.count) {
                guard let id = forest.id(of: ordinal) else { continue }
                places.append(FuzzEntry.Place(offset: forest.offset(of: ordinal), size: try reader.read(id).bytes.count))
            }
        }
        return places
    }

    /// Makes input number `seed` and reads all of it.
    package func run(_ seed: UInt64) throws -> Outcome {
        var mutator = Mutator(seed: seed)
        let number = mutator.choose(below: seeds.stores.count)
        let files = seeds.stores[number].files
        let target = mutator.choose(below: files.count)
        var changed: [Int] = []
        for index in files.indices where index == target || mutator.choose(below: files.count * 2) == 0 {
            var bytes = files[index].bytes
            // Why: changed at random, compressed bytes are nearly always refused by their check sum. So whole entries are made anew.
            if files[index].path.hasSuffix(".pack"), mutator.choose(below: 4) > 0 {
                for _ in 0...mutator.choose(below: 3) { FuzzEntry.write(into: &bytes, places[number], &mutator) }
            } else {
                mutator.mutate(&bytes)
            }
            changed.append(index)
            try replace(number, files[index].path, bytes)
        }
        defer { for index in changed { try? replace(number, files[index].path, files[index].bytes) } }
        return try read(number)
    }

    /// Writes a new file: what is mapped of the old one stays.
    private func replace(_ number: Int, _ path: String, _ bytes: [UInt8]) throws {
        try workspace.remove("\(number)/objects/\(path)")
        try workspace.write("\(number)/objects/\(path)", bytes)
    }

    private func repository(_ number: Int) throws -> Repository {
        let folder = Array(workspace.path("\(number)").utf8)
        return try Repository.discover(from: folder, environment: GitEnvironment(entries: []), workingDirectory: folder)
    }

    private func read(_ number: Int) throws -> Outcome {
        var outcome = Outcome()
        guard let store = try? ObjectStore.open(repository(number)) else { return outcome }
        let ownership = ObjectOwnership(store)
        let sizeLimit = 8 << 20
        var walker = try PackWalker(store, sizeLimit: sizeLimit)
        var reader = try ObjectReader(store, sizeLimit: sizeLimit, cacheBytes: 1 << 20)
        for pack in store.packs {
            let forest = DeltaForest(pack, store: store, ownership: ownership)
            for batch in forest.batches(of: Set(ObjectKind.allCases), withDamaged: true) {
                _ = walker.walk(batch, of: forest) { object, bytes, changes, _ in
                    outcome.objects += 1
                    if object.base != .none { outcome.deltas += 1 }
                    for index in changes.indices where changes[index].range.upperBound > bytes.count { outcome.objects += 1 << 40 }
                    return true
                }
            }
            for ordinal in 0..<UInt32(forest.count) {
                guard let id = forest.id(of: ordinal) else { continue }
                if (try? reader.read(id)) != nil { outcome.read += 1 }
                _ = store.kind(of: id)
            }
        }
        for entry in ownership.loose {
            _ = walker.read(entry) { _, _ in
                outcome.objects += 1
                return true
            }
        }
        outcome.damaged = walker.damage.count
        return outcome
    }
}
