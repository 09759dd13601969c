// Why unsafe: posix_spawn and waitpid take pointers. They point into arrays of ours that outlive the call.
internal import Glibc

/// What another program writes on its standard output, as it comes. Its standard error is ours; its standard input is empty.
///
/// Why a class: whoever reads it and whoever waits for its end are not the same.
package final class ProgramInput: ByteInput {
    private let output: Descriptor
    private var pid: pid_t

    /// Starts a program without a shell (`posix_spawn`). Throws when it cannot be started.
    ///
    /// - Parameter program: absolute path.
    package init(_ program: String, _ arguments: [String], environment: [String: String]) throws(InputFault) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else { throw InputFault(reason: Obstacle.system(errno).detail) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var pid: pid_t = 0
        let words = [program] + arguments
        let status = Self.spawn(words, environment.map { "\($0.key)=\($0.value)" }, output: ends[1], &pid)
        close(ends[1])
        guard status == 0 else {
            close(ends[0])
            throw InputFault(reason: Obstacle.system(status).detail)
        }
        output = Descriptor(owning: ends[0])
        self.pid = pid
    }

    deinit {
        guard pid > 0 else { return }
        kill(pid, SIGKILL)
        _ = Self.wait(pid)
    }

    /// Appends what comes next; nothing once the program has closed its output.
    package func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        do throws(Obstacle) { try output.read(into: &buffer) } catch { throw InputFault(reason: error.detail) }
    }

    /// Waits for its end; the exit status, or 128 plus the signal that ended it. One that was not read to its end has to be stopped.
    package func end(stopping: Bool) -> Int32 {
        if stopping { kill(pid, SIGKILL) }
        defer { pid = 0 }
        return Self.wait(pid)
    }

    /// The absolute path of a program in the folders of `PATH`. Relative folders are passed over: they may belong to what is scanned.
    package static func find(_ name: String, in path: String) -> String? {
        let candidates = path.split(separator: ":").filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
        return candidates.first { candidate in
            guard (try? InputPath.kind(of: Array(candidate.utf8))) == .file else { return false }
            return unsafe access(candidate, X_OK) == 0
        }
    }

    private static func spawn(_ words: [String], _ environment: [String], output: Int32, _ pid: inout pid_t) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard unsafe posix_spawn_file_actions_init(&actions) == 0, unsafe posix_spawnattr_init(&attributes) == 0 else { return ENOMEM }
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        // Why: we ignore a closed pipe and a program inherits that, which would leave it running.
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var arguments = unsafe words.map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup($0) } + [nil]
        let status = unsafe posix_spawn(&pid, words[0], &actions, &attributes, &arguments, &variables)
        for index in unsafe arguments.indices { unsafe free(arguments[index]) }
        for index in unsafe variables.indices { unsafe free(variables[index]) }
        return status
    }

    private static func wait(_ pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}
