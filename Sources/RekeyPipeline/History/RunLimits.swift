internal import Glibc
internal import RekeyCore
internal import Synchronization

/// What ends a long run before its end: Ctrl-C, `--time-limit`, `--memory`. Threads ask it between objects.
final class RunLimits: Sendable {
    /// Why a run was stopped.
    enum Cause: Int { case none, interrupt, time, memory }

    private let deadline: Int?
    private let memoryBytes: Int?
    private let cause = Atomic(Cause.none.rawValue)
    private let questions = Atomic(0)
    /// The clock and the memory are looked at once in so many questions.
    private static let every = 64

    /// Set by the handler of SIGINT, which may do nothing else.
    private static let interrupts = Atomic(0)

    /// - Parameters:
    ///   - seconds: from now on; `nil` is no limit.
    ///   - memoryBytes: of the heap; what is mapped from files does not count. `nil` is no limit.
    init(seconds: Int?, memoryBytes: Int?) {
        deadline = seconds.map { Self.milliseconds() + min($0, 1 << 40) * 1_000 }
        self.memoryBytes = memoryBytes
    }

    /// From here on the first Ctrl-C ends the run in order; the second one ends the program.
    static func catchInterrupts() {
        signal(SIGINT) { _ in
            if RunLimits.interrupts.add(1, ordering: .relaxed).oldValue > 0 { _exit(ExitStatus.interrupted.rawValue) }
        }
    }

    /// Whether to stop now.
    func isOver() -> Bool {
        if cause.load(ordering: .relaxed) != Cause.none.rawValue { return true }
        if Self.interrupts.load(ordering: .relaxed) > 0 { return end(.interrupt) }
        guard questions.wrappingAdd(1, ordering: .relaxed).oldValue % Self.every == 0 else { return false }
        if let deadline, Self.milliseconds() >= deadline { return end(.time) }
        if let memoryBytes, Self.heapBytes() > memoryBytes { return end(.memory) }
        return false
    }

    private func end(_ why: Cause) -> Bool {
        _ = cause.compareExchange(expected: Cause.none.rawValue, desired: why.rawValue, ordering: .relaxed)
        return true
    }

    /// Why the run was stopped.
    var stop: Cause { Cause(rawValue: cause.load(ordering: .relaxed)) ?? .none }

    /// The line of the account; `nil` when nothing stopped the run.
    func skip(_ done: String) -> Skip? {
        switch stop {
        case .none: nil
        case .interrupt: Skip(path: done, reason: .interrupted, detail: "the rest was not read")
        case .time: Skip(path: done, reason: .timeLimit, detail: "the rest was not read; give --time-limit more seconds, or leave it out")
        case .memory: Skip(path: done, reason: .memoryLimit, detail: "the rest was not read; give --memory more MiB, or leave it out")
        }
    }

    /// Resident pages that are not of a mapped file. Source: proc(5), `/proc/pid/statm`.
    private static func heapBytes() -> Int {
        guard let file = unsafe fopen("/proc/self/statm", "r") else { return 0 }
        defer { unsafe fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = unsafe fread(&buffer, 1, buffer.count, file)
        let words = buffer.prefix(count).split(separator: 0x20).map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        guard words.count > 2 else { return 0 }
        return max(0, words[1] - words[2]) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    private static func milliseconds() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1_000 + time.tv_nsec / 1_000_000
    }
}
