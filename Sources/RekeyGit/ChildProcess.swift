// Why unsafe: posix_spawn, poll and waitpid have no safe form in Swift. Pointers never outlive the call they are made for,
// and the arrays they point into are our own.
internal import Glibc

/// One running program, fed from memory, with its two outputs read as they come.
///
/// All three ends are socket pairs: made close-on-exec in one call, and writing to a program that has gone gives an error, not SIGPIPE.
struct ChildProcess: ~Copyable {
    private var pid: pid_t
    private let input: SocketPair.End
    private let output: SocketPair.End
    private let errors: SocketPair.End
    private let inputBytes: [UInt8]
    private var inputOffset = 0
    /// The first 64 KiB of what the program wrote on standard error.
    private(set) var errorBytes: [UInt8] = []

    /// What to run.
    struct Request {
        /// Absolute path of the program.
        var program: [UInt8]
        var arguments: [[UInt8]]
        var environment: [[UInt8]]
        var input: [UInt8]
    }

    /// Starts a program; calls `posix_spawn`.
    static func start(_ request: Request) throws(GitError) -> ChildProcess {
        let pairs = try [SocketPair(), SocketPair(), SocketPair()]
        var pid: pid_t = 0
        let status = spawn(request, descriptors: pairs.map(\.theirs.descriptor), pid: &pid)
        for pair in pairs { pair.theirs.close() }
        guard status == 0 else { throw .cannotStart(errno: status) }
        if request.input.isEmpty { pairs[0].ours.close() }
        return ChildProcess(pid: pid, ends: pairs.map(\.ours), inputBytes: request.input)
    }

    private init(pid: pid_t, ends: [SocketPair.End], inputBytes: [UInt8]) {
        self.pid = pid
        input = ends[0]
        output = ends[1]
        errors = ends[2]
        self.inputBytes = inputBytes
    }

    deinit {
        if pid > 0 {
            kill(pid, SIGKILL)
            _ = Self.wait(pid)
        }
    }

    /// Feeds the input, lends every block of standard output as it comes, then waits; gives the exit status, or 128 plus the signal.
    ///
    /// When `body` throws, the program is killed as the value is dropped.
    mutating func run(_ body: (ArraySlice<UInt8>) throws -> Void) throws -> Int32 {
        var buffer = [UInt8](repeating: 0, count: 262_144)
        while output.isOpen || errors.isOpen {
            var waiting = [
                pollfd(fd: output.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: errors.descriptor, events: Int16(POLLIN), revents: 0),
                pollfd(fd: input.descriptor, events: Int16(POLLOUT), revents: 0),
            ]
            guard unsafe poll(&waiting, 3, -1) >= 0 else {
                if errno == EINTR { continue }
                throw GitError.cannotStart(errno: errno)
            }
            if waiting[0].revents != 0, let count = output.read(into: &buffer), count > 0 { try body(buffer[..<count]) }
            if waiting[1].revents != 0, let count = errors.read(into: &buffer), errorBytes.count < 65_536 { errorBytes += buffer[..<count] }
            if waiting[2].revents != 0 { feed() }
        }
        input.close()
        defer { pid = 0 }
        return Self.wait(pid)
    }

    /// Sends what the program takes without waiting; closes its input after the last byte.
    private mutating func feed() {
        guard let count = input.send(inputBytes[inputOffset...]) else { return }
        inputOffset += count
        if inputOffset == inputBytes.count { input.close() }
    }

    private static func wait(_ pid: pid_t) -> Int32 {
        var status: Int32 = 0
        while unsafe waitpid(pid, &status, 0) < 0 {
            if errno != EINTR { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// Calls `posix_spawn`; 0 or the value of `errno`.
    private static func spawn(_ request: Request, descriptors: [Int32], pid: inout pid_t) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard unsafe posix_spawn_file_actions_init(&actions) == 0, unsafe posix_spawnattr_init(&attributes) == 0 else { return ENOMEM }
        defer {
            unsafe posix_spawn_file_actions_destroy(&actions)
            unsafe posix_spawnattr_destroy(&attributes)
        }
        for (standard, descriptor) in descriptors.enumerated() {
            unsafe posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(standard))
        }
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        unsafe sigaddset(&signals, SIGPIPE)
        unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        let program = request.program.map { CChar(bitPattern: $0) } + [0]
        var arguments = CStrings([request.program] + request.arguments)
        var environment = CStrings(request.environment)
        return unsafe arguments.withPointers { argumentPointers in
            unsafe environment.withPointers { environmentPointers in
                unsafe posix_spawn(&pid, program, &actions, &attributes, argumentPointers, environmentPointers)
            }
        }
    }
}

/// Byte strings laid out as C's `char *argv[]`. A string with a zero byte ends there.
private struct CStrings {
    private var storage: [CChar] = []
    private var starts: [Int] = []

    init(_ strings: [[UInt8]]) {
        for string in strings {
            starts.append(storage.count)
            storage += string.map { CChar(bitPattern: $0) }
            storage.append(0)
        }
    }

    mutating func withPointers<Result>(_ body: ([UnsafeMutablePointer<CChar>?]) -> Result) -> Result {
        let starts = starts
        return unsafe storage.withUnsafeMutableBufferPointer { buffer in
            let pointers = unsafe starts.map { start in unsafe buffer.baseAddress.map { unsafe $0 + start } }
            return unsafe body(pointers + [nil])
        }
    }
}
