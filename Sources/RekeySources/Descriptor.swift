// Why unsafe: Glibc takes pointers. A path crosses as an array that ends in NUL, a buffer with the room it was made with, and a name
// is copied out of `struct dirent` before the next `readdir`. Nothing else in this target is unsafe but `strerror`.
internal import Glibc

/// What stands at a path.
enum EntryKind: Sendable { case folder, file, symbolicLink, other }

/// An open file or folder; owns one file descriptor.
@safe struct Descriptor: ~Copyable {
    private let number: Int32

    private init(_ number: Int32) throws(Obstacle) {
        guard number >= 0 else { throw Obstacle.system(errno) }
        self.number = number
    }

    /// Takes over an open descriptor.
    init(owning number: Int32) { self.number = number }

    deinit { close(number) }

    /// Opens a folder that the user named, so symbolic links are followed (`open`).
    init(folder path: [UInt8]) throws(Obstacle) {
        try unsafe self.init(open(Self.terminated(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    }

    /// Opens a file that the user named for reading: symbolic links are followed, a FIFO's writer is not waited for (`open`).
    init(namedFile path: [UInt8]) throws(Obstacle) {
        try unsafe self.init(open(Self.terminated(path), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    }

    /// A second descriptor of the standard input (`dup`).
    static func standardInput() throws(Obstacle) -> Descriptor { try Descriptor(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0)) }

    /// Opens a folder in this folder, never through a symbolic link (`openat`).
    func folder(_ name: [UInt8]) throws(Obstacle) -> Descriptor {
        try unsafe Descriptor(openat(number, Self.terminated(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC))
    }

    /// Opens a file in this folder for reading, never through a symbolic link and without waiting for a FIFO's writer (`openat`).
    func file(_ name: [UInt8]) throws(Obstacle) -> Descriptor {
        try unsafe Descriptor(openat(number, Self.terminated(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    }

    /// What a symbolic link in this folder says (`readlinkat`).
    func linkTarget(_ name: [UInt8]) throws(Obstacle) -> [UInt8] {
        // Source: PATH_MAX of linux/limits.h; no file system stores a longer target.
        var target = [CChar](repeating: 0, count: 4_096)
        let count = unsafe readlinkat(number, Self.terminated(name), &target, target.count)
        guard count >= 0 else { throw Obstacle.system(errno) }
        return target.prefix(count).map { UInt8(bitPattern: $0) }
    }

    /// Kind and size in bytes (`fstat`).
    func status() throws(Obstacle) -> (kind: EntryKind, size: Int) {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw Obstacle.system(errno) }
        return (Self.kind(status), Int(status.st_size))
    }

    /// What makes a file the same one under every name.
    struct Identity: Equatable {
        let device, number: UInt
    }

    /// Device and number of the inode (`fstat`).
    func identity() throws(Obstacle) -> Identity {
        var status = stat()
        guard unsafe fstat(number, &status) == 0 else { throw Obstacle.system(errno) }
        return Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }

    /// What a path that the user named leads to, symbolic links followed (`fstatat`).
    static func kind(of path: [UInt8]) throws(Obstacle) -> EntryKind {
        var status = stat()
        guard unsafe fstatat(AT_FDCWD, terminated(path), &status, 0) == 0 else { throw Obstacle.system(errno) }
        return kind(status)
    }

    private static func kind(_ status: stat) -> EntryKind {
        switch status.st_mode & S_IFMT {
        case S_IFDIR: .folder
        case S_IFREG: .file
        case S_IFLNK: .symbolicLink
        default: .other
        }
    }

    /// Reads once into the free room; appends nothing only at the end. Waits where the descriptor does not (`read`, `poll`).
    func read(into buffer: inout OutputSpan<UInt8>) throws(Obstacle) {
        guard buffer.freeCapacity > 0 else { return }
        while true {
            let count = unsafe buffer.withUnsafeMutableBufferPointer { room, used in
                guard let base = room.baseAddress else { return 0 }
                let count = unsafe Glibc.read(number, base + used, room.count - used)
                if count > 0 { used += count }
                return count
            }
            guard count < 0 else { return }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var wait = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
                _ = unsafe poll(&wait, 1, -1)
            case let code: throw Obstacle.system(code)
            }
        }
    }

    /// Reads once into the free room what stands at `offset`, and gives how many bytes; 0 only at the end (`pread`).
    func read(into buffer: inout OutputSpan<UInt8>, at offset: Int) throws(Obstacle) -> Int {
        guard buffer.freeCapacity > 0 else { return 0 }
        while true {
            let count = unsafe buffer.withUnsafeMutableBufferPointer { room, used in
                guard let base = room.baseAddress else { return 0 }
                let count = unsafe pread(number, base + used, room.count - used, offset)
                if count > 0 { used += count }
                return count
            }
            guard count < 0 else { return count }
            let code = errno
            guard code == EINTR else { throw Obstacle.system(code) }
        }
    }

    /// Whether a read would not wait: bytes, the end or an error are there (`poll`). Waits as long as `milliseconds` say, without end for `nil`;
    /// a signal ends the wait.
    func isReady(within milliseconds: Int?) -> Bool {
        var wait = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&wait, 1, milliseconds.map { Int32(clamping: $0) } ?? -1) > 0
    }

    /// What one call gives: at most `count` bytes.
    func readOnce(_ count: Int) throws(Obstacle) -> [UInt8] {
        try [UInt8](capacity: count) { buffer throws(Obstacle) in try read(into: &buffer) }
    }

    /// The next bytes: `count` of them, or fewer at the end.
    func read(_ count: Int) throws(Obstacle) -> [UInt8] {
        try [UInt8](capacity: count) { buffer throws(Obstacle) in
            var before = -1
            while buffer.count > before, buffer.freeCapacity > 0 {
                before = buffer.count
                try read(into: &buffer)
            }
        }
    }

    /// The names in this folder with their kinds, in the order of the file system, without `.` and `..` (`readdir`).
    func entries() throws(Obstacle) -> [(name: [UInt8], kind: EntryKind)] {
        // Why: `closedir` closes what `fdopendir` was given, and this folder stays open for its children.
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 0)
        guard copy >= 0 else { throw Obstacle.system(errno) }
        guard let stream = unsafe fdopendir(copy) else {
            let code = errno
            close(copy)
            throw Obstacle.system(code)
        }
        defer { unsafe closedir(stream) }
        var entries: [(name: [UInt8], kind: EntryKind)] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw Obstacle.system(errno) }
                return entries
            }
            let name = unsafe Self.name(entry)
            guard name != [0x2E], name != [0x2E, 0x2E] else { continue }
            entries.append((name, kind(of: name, type: unsafe entry.pointee.d_type)))
        }
    }

    private static func name(_ entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        let start = unsafe UnsafeRawPointer(entry) + offset
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: strlen(start.assumingMemoryBound(to: CChar.self))))
    }

    /// `d_type`, or `fstatat` on file systems that do not fill it in.
    private func kind(of name: [UInt8], type: UInt8) -> EntryKind {
        switch Int(type) {
        case Int(DT_DIR): return .folder
        case Int(DT_REG): return .file
        case Int(DT_LNK): return .symbolicLink
        case Int(DT_UNKNOWN):
            var status = stat()
            let answer = unsafe fstatat(number, Self.terminated(name), &status, AT_SYMLINK_NOFOLLOW)
            return answer == 0 ? Self.kind(status) : .other
        default: return .other
        }
    }

    private static func terminated(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }
}
