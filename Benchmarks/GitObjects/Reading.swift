internal import Dispatch
internal import Glibc
internal import RekeyCore
internal import RekeyGit
internal import Synchronization

/// Reads all objects of one repository, with threads that take batches from one list.
struct Reading {
    private let repository: Repository

    /// What one thread did.
    private struct Tally {
        var objects = 0
        var bytes = 0
        var changedBytes = 0
        var damaged = 0

        mutating func add(_ other: Tally) {
            objects += other.objects
            bytes += other.bytes
            changedBytes += other.changedBytes
            damaged += other.damaged
        }
    }

    init(_ folder: [UInt8]) throws {
        repository = try Repository.discover(from: folder)
    }

    func run(threads: Int) throws {
        let start = Self.seconds(CLOCK_MONOTONIC)
        let store = try ObjectStore.open(repository)
        let ownership = ObjectOwnership(store)
        let forests = store.packs.map { DeltaForest($0, store: store, ownership: ownership) }
        let work = forests.flatMap { forest in
            forest.batches(of: Set(ObjectKind.allCases), withDamaged: true).map { (forest, $0) }
        }
        let ready = Self.seconds(CLOCK_PROCESS_CPUTIME_ID)
        let total = walk(store, work, threads)
        print(
            "objects \(total.objects)  bytes \(total.bytes)  changed \(total.changedBytes)  damaged \(total.damaged)  loose \(ownership.loose.count)"
        )
        print("batches \(work.count)  opened after \(ready) CPU s")
        print(
            "CPU \(Self.seconds(CLOCK_PROCESS_CPUTIME_ID)) s  wall \(Self.seconds(CLOCK_MONOTONIC) - start) s  peak \(Self.peakMemory) MB")
        for skip in store.skips { print("\(skip.path): \(skip.detail)") }
    }

    private func walk(_ store: ObjectStore, _ work: [(DeltaForest, DeltaForest.Batch)], _ threads: Int) -> Tally {
        let next = Atomic(0)
        let total = Mutex(Tally())
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            guard var walker = try? PackWalker(store) else { return }
            var tally = Tally()
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < work.count else { break }
                _ = walker.walk(work[index].1, of: work[index].0) { _, bytes, changes, _ in
                    tally.objects += 1
                    tally.bytes += bytes.count
                    for index in changes.indices { tally.changedBytes += changes[index].range.count }
                    return true
                }
            }
            tally.damaged = walker.damage.count
            total.withLock { $0.add(tally) }
        }
        return total.withLock { $0 }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    /// Megabytes, mapped pages included.
    private static var peakMemory: Int {
        var usage = rusage()
        unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }
}
