internal import Foundation
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
        package var damaged = 0
        package var read = 0
    }

    package init() throws {
        seeds = try SeedFiles()
        workspace = try Workspace()
        for store in seeds.stores {
            let folder = try write(store.files)
            places.append(try Self.places(ObjectStore.open(Self.repository(folder))))
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
        var files = seeds.stores[number].files
        let target = mutator.choose(below: files.count)
        for index in files.indices where index == target || mutator.choose(below: 6) == 0 {
            // Why: changed at random, compressed bytes are nearly always refused by their check sum. So whole entries are made anew.
            if files[index].path.hasSuffix(".pack"), mutator.choose(below: 4) > 0 {
                for _ in 0...mutator.choose(below: 3) { FuzzEntry.write(into: &files[index].bytes, places[number], &mutator) }
            } else {
                mutator.mutate(&files[index].bytes)
            }
        }
        return try read(write(files))
    }

    private func write(_ files: [(path: String, bytes: [UInt8])]) throws -> [UInt8] {
        let name = "r"
        if workspace.exists(name) { try workspace.remove(name) }
        try workspace.write("\(name)/HEAD", "ref: refs/heads/main\n")
        try workspace.makeFolder("\(name)/refs")
        for file in files { try workspace.write("\(name)/objects/\(file.path)", file.bytes) }
        return Array(workspace.path(name).utf8)
    }

    private static func repository(_ folder: [UInt8]) throws -> Repository {
        try Repository.discover(from: folder, environment: GitEnvironment(entries: []), workingDirectory: folder)
    }

    private func read(_ folder: [UInt8]) throws -> Outcome {
        var outcome = Outcome()
        guard let store = try? ObjectStore.open(Self.repository(folder)) else { return outcome }
        let ownership = ObjectOwnership(store)
        let sizeLimit = 8 << 20
        var walker = try PackWalker(store, sizeLimit: sizeLimit)
        var reader = try ObjectReader(store, sizeLimit: sizeLimit, cacheBytes: 1 << 20)
        for pack in store.packs {
            let forest = DeltaForest(pack, store: store, ownership: ownership)
            for batch in forest.batches(of: Set(ObjectKind.allCases), withDamaged: true) {
                _ = walker.walk(batch, of: forest) { _, bytes, changes in
                    outcome.objects += 1
                    for index in changes.indices where changes[index].upperBound > bytes.count { outcome.objects += 1 << 40 }
                    return true
                }
            }
            for ordinal in 0..<UInt32(forest.count) {
                guard let id = forest.id(of: ordinal) else { continue }
                if (try? reader.read(id)) != nil { outcome.read += 1 }
                _ = store.kind(of: id)
            }
        }
        for entry in ownership.loose { _ = walker.read(entry) { _, _ in true } }
        outcome.damaged = walker.damage.count
        return outcome
    }
}
