internal import Glibc
internal import RekeyCore
internal import RekeyReport
internal import Synchronization

/// One line on a terminal's stderr while a scan takes longer than a second; nothing elsewhere.
final class Progress: Sendable {
    private let isShown: Bool
    private let state: Mutex<State>

    private struct State {
        var line = ProgressLine()
        var nextMilliseconds: Int
        var hasWritten = false
    }

    init(isShown: Bool) {
        self.isShown = isShown
        state = Mutex(State(nextMilliseconds: Self.milliseconds() + 1_000))
    }

    /// Begins a part of the work that is so much, in any unit, and counts `things`; 0 where that is not known.
    func begin(_ things: String, weight: Int, count: Int = 0) {
        guard isShown else { return }
        state.withLock { state in
            state.line = ProgressLine(things: things, count: count, expected: weight, start: Self.milliseconds())
            show(&state)
        }
    }

    /// Says that so much of it is done, with so many things and bytes.
    func add(weight: Int, things: Int, bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.line.done += weight
            state.line.count += things
            state.line.bytes += bytes
            show(&state)
        }
    }

    func add(files: Int, bytes: Int) {
        guard isShown else { return }
        state.withLock { state in
            state.line.count += files
            state.line.bytes += bytes
            if state.line.count & 63 == 0 || bytes > 1 << 20 { show(&state) }
        }
    }

    /// Writes the line when the last one is old enough.
    private func show(_ state: inout State) {
        let now = Self.milliseconds()
        guard now >= state.nextMilliseconds else { return }
        state.nextMilliseconds = now + 200
        state.hasWritten = true
        Console.write(Array("\r\u{1B}[K\(state.line.text(now: now))".utf8), to: STDERR_FILENO)
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
