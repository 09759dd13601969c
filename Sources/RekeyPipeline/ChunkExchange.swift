internal import Dispatch
internal import RekeyCore
internal import Synchronization

/// Hands chunks from members of a crew to others that wait for one.
final class ChunkExchange: Sendable {
    private struct State {
        /// Members that are not gone.
        var members = 0
        /// Members that wait in `take`.
        var waiting = 0
        /// Taken over, and nobody has woken up for them yet.
        var chunks: [Chunk] = []

        /// Chunks that are taken over beyond those that somebody waits for.
        ///
        /// Why one: who has finished need not wait for the next chunk to be read, and who reads goes on reading instead of scanning.
        var ahead: Int { members > 1 ? 1 : 0 }

        /// Whether nobody is left who could give a chunk.
        var isOver: Bool { waiting == members && chunks.isEmpty }
    }

    private let state = Mutex(State())
    /// Raised once for each chunk, and for everybody who waits when it is over.
    private let signal = DispatchSemaphore(value: 0)

    /// One member more. Called before its thread begins.
    func join() { state.withLock { $0.members += 1 } }

    /// A member goes that has more to give or to take.
    func leave() {
        let sleepers = state.withLock { state in
            state.members -= 1
            return state.isOver ? state.waiting : 0
        }
        for _ in 0..<sleepers { signal.signal() }
    }

    /// Gives the chunk to a member that waits, or will; false when enough chunks wait for members.
    func offer(_ chunk: Chunk) -> Bool {
        let isTaken = state.withLock { state in
            guard state.waiting + state.ahead > state.chunks.count else { return false }
            state.chunks.append(chunk)
            return true
        }
        if isTaken { signal.signal() }
        return isTaken
    }

    /// Waits for a chunk; `nil` when all members wait, so that none will come.
    func take() -> Chunk? {
        let sleepers = state.withLock { state -> Int? in
            state.waiting += 1
            return state.isOver ? state.waiting - 1 : nil
        }
        if let sleepers {
            for _ in 0..<sleepers { signal.signal() }
            return nil
        }
        signal.wait()
        return state.withLock { state in
            guard !state.chunks.isEmpty else { return nil }
            state.waiting -= 1
            return state.chunks.removeFirst()
        }
    }
}
