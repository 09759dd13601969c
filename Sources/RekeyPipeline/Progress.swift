internal import Glibc
internal import RekeyCore
internal import Synchronization

/// One line on a terminal's stderr while a scan takes longer than a second; nothing elsewhere.
final class Progress: Sendable {
    private let isShown: Bool
    private let state: Mutex<State>

    private struct State {
        var files = 0
        var bytes = 0
        /// The whole work and what is done of it, by estimate; 0 where nothing is known.
        var expected = 0
        var done = 0
        let startMilliseconds: Int
        var nextMilliseconds: Int
        var hasWritten = false
    }

    init(isShown: Bool) {
        self.isShown = isShown
        let now = Self.milliseconds()
        state = Mutex(State(startMilliseconds: now, nextMilliseconds: now + 1_000))
    }

    /// Says how much work there is, in any unit.
    func expect(weight: Int) { state.withLock { $0.expected = weight } }

    /// Says that so much of it is done, with so many objects and bytes.
    func add(weight: Int, objects: Int, bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.done += weight
            state.files += objects
            state.bytes += bytes
            show(&state, "objects")
        }
    }

    func add(files: Int, bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.files += files
            state.bytes += bytes
            if state.files & 63 == 0 || bytes > 1 << 20 { show(&state, "files") }
        }
    }

    /// Writes the line when the last one is old enough.
    private func show(_ state: inout State, _ unit: String) {
        let now = Self.milliseconds()
        guard now >= state.nextMilliseconds else { return }
        state.nextMilliseconds = now + 200
        state.hasWritten = true
        var line = "rekey: \(state.files) \(unit), \(state.bytes >> 20) MiB"
        if state.expected > 0, state.done > 0 {
            let left = (now - state.startMilliseconds) * max(0, state.expected - state.done) / state.done / 1_000
            line += ", \(min(100, state.done * 100 / state.expected)) %, \(left) s left"
        }
        Console.write(Array("\r\u{1B}[K\(line)".utf8), to: STDERR_FILENO)
    }

    /// Removes the line.
    func end() {
        state.withLock { state in
            if state.hasWritten { Console.write(Array("\r\u{1B}[K".utf8), to: STDERR_FILENO) }
        }
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
