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
        var nextMilliseconds: Int
        var hasWritten = false
    }

    init(isShown: Bool) {
        self.isShown = isShown
        state = Mutex(State(nextMilliseconds: Self.milliseconds() + 1_000))
    }

    func add(files: Int, bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.files += files
            state.bytes += bytes
            guard state.files & 63 == 0 || bytes > 1 << 20 else { return }
            let now = Self.milliseconds()
            guard now >= state.nextMilliseconds else { return }
            state.nextMilliseconds = now + 200
            state.hasWritten = true
            Console.write(Array("\r\u{1B}[Krekey: \(state.files) files, \(state.bytes >> 20) MiB".utf8), to: STDERR_FILENO)
        }
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
