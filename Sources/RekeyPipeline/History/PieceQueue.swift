internal import Dispatch
internal import RekeyGit
internal import Synchronization

/// Pieces of a walk through all objects, taken by several threads.
final class PieceQueue: Sendable {
    /// Some delta trees of a pack, or some loose objects.
    enum Piece: Sendable {
        case trees(DeltaForest, DeltaForest.Batch)
        case loose([LooseObjects.Entry])

        /// The work, by estimate.
        var weight: Int {
            switch self {
            case .trees(_, let batch): batch.weight
            case .loose(let entries): entries.count << 12
            }
        }

        /// Number of objects.
        var count: Int {
            switch self {
            case .trees(_, let batch): batch.count
            case .loose(let entries): entries.count
            }
        }
    }

    private let pieces: [Piece]
    private let taken = Atomic(0)
    /// Loose objects in a piece.
    private static let looseAtOnce = 256

    /// The delta trees of these kinds and the loose objects, the heaviest pieces first.
    init(_ forests: [DeltaForest], _ kinds: Set<ObjectKind>, withDamaged: Bool, _ loose: [LooseObjects.Entry]) {
        var pieces = forests.flatMap { forest in
            forest.batches(of: kinds, withDamaged: withDamaged).map { Piece.trees(forest, $0) }
        }
        for start in stride(from: 0, to: loose.count, by: Self.looseAtOnce) {
            pieces.append(.loose(Array(loose[start..<min(start + Self.looseAtOnce, loose.count)])))
        }
        self.pieces = pieces.sorted { $0.weight > $1.weight }
    }

    /// The work of all pieces.
    var weight: Int { pieces.reduce(0) { $0 + $1.weight } }

    /// The next piece; `nil` when all are taken.
    func next() -> Piece? {
        let index = taken.add(1, ordering: .relaxed).oldValue
        return index < pieces.count ? pieces[index] : nil
    }

    /// Runs `work` on at most `jobs` threads, each of which takes pieces until none is left.
    func run<Result: Sendable>(jobs: Int, _ work: @Sendable () throws -> Result) throws -> [Result] {
        let results = Mutex<[Swift.Result<Result, any Error>]>([])
        DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, pieces.count))) { _ in
            let result = Swift.Result { try work() }
            results.withLock { $0.append(result) }
        }
        return try results.withLock { $0 }.map { try $0.get() }
    }
}
