internal import Glibc
// Why unsafe: Glibc takes pointers; names cross as arrays that end in zero, and a directory entry's name is copied before the next is read.
internal import RekeyCore

/// An open folder; owns one descriptor, so that what is done in it is done there even when the path changes its meaning.
@safe final class OpenFolder {
    /// Absolute, without symbolic links; for messages.
    let path: [UInt8]
    private let descriptor: Int32

    /// Opens a canonical path, refusing a symbolic link anywhere on the way (`openat` name by name).
    init(canonical path: [UInt8]) throws(SystemFault) {
        guard !path.contains(0) else { throw SystemFault(EINVAL) }
        var current = unsafe Glibc.open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        let names = PathBytes.components(path)
        for (index, name) in names.enumerated() where current >= 0 {
            // Why: a folder on the way may be one we may pass but not list.
            let access = index + 1 < names.count ? Self.passing : O_RDONLY
            let next = unsafe openat(current, BytePath.terminated(name), access | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let code = errno
            close(current)
            errno = code
            current = next
        }
        guard current >= 0 else { throw .last }
        descriptor = current
        self.path = path
    }

    /// Source: `O_PATH` in linux/fcntl.h, which Swift does not import.
    private static let passing: Int32 = 0o10000000

    deinit { close(descriptor) }

    /// Status of the folder itself.
    func status() throws(SystemFault) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    /// Status of a name in it, the link itself when it is one (`fstatat`); `nil` when there is none.
    func status(of name: [UInt8]) throws(SystemFault) -> FileStatus? {
        var status = stat()
        guard unsafe fstatat(descriptor, BytePath.terminated(name), &status, AT_SYMLINK_NOFOLLOW) == 0 else {
            if errno == ENOENT { return nil }
            throw .last
        }
        return FileStatus(status)
    }

    /// Whether the name, or without one the folder, may be written by the user whose rights the process has (`faccessat`).
    func checkWritable(_ name: [UInt8]? = nil) throws(SystemFault) {
        let mode = name == nil ? W_OK | X_OK : W_OK
        guard unsafe faccessat(descriptor, BytePath.terminated(name ?? [UInt8(ascii: ".")]), mode, AT_EACCESS) == 0 else { throw .last }
    }

    /// Opens a file for reading, never through a symbolic link and without waiting for a pipe's writer.
    func open(_ name: [UInt8]) throws(SystemFault) -> OpenFile {
        try unsafe OpenFile(
            owning: openat(descriptor, BytePath.terminated(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC))
    }

    /// Makes a file that only we may read; throws `EEXIST` when the name is taken.
    func create(_ name: [UInt8]) throws(SystemFault) -> OpenFile {
        try unsafe OpenFile(
            owning: openat(descriptor, BytePath.terminated(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600))
    }

    /// Opens a file for writing from its start, made when missing.
    func openForWriting(_ name: [UInt8]) throws(SystemFault) -> OpenFile {
        try unsafe OpenFile(owning: openat(descriptor, BytePath.terminated(name), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600))
    }

    /// Gives a file another name in this folder, replacing what has it (`renameat`).
    func rename(_ name: [UInt8], to newName: [UInt8]) throws(SystemFault) {
        guard unsafe renameat(descriptor, BytePath.terminated(name), descriptor, BytePath.terminated(newName)) == 0 else { throw .last }
    }

    /// Removes a name; whether there was one (`unlinkat`).
    @discardableResult
    func remove(_ name: [UInt8]) throws(SystemFault) -> Bool {
        guard unsafe unlinkat(descriptor, BytePath.terminated(name), 0) != 0 else { return true }
        if errno == ENOENT { return false }
        throw .last
    }

    /// Makes a folder only we may enter, when it is missing; whether it was (`mkdirat`).
    @discardableResult
    func makeFolder(_ name: [UInt8]) throws(SystemFault) -> Bool {
        guard unsafe mkdirat(descriptor, BytePath.terminated(name), 0o700) != 0 else { return true }
        if errno == EEXIST { return false }
        throw .last
    }

    /// Waits until names are on the disk (`fsync`); file systems that cannot do that for folders are believed to do it by themselves.
    func sync() throws(SystemFault) {
        guard fsync(descriptor) != 0, errno != EINVAL, errno != EOPNOTSUPP else { return }
        throw .last
    }

    /// The names in it, sorted, without `.` and `..`.
    func names() throws(SystemFault) -> [[UInt8]] {
        let copy = unsafe openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard copy >= 0 else { throw .last }
        guard let stream = unsafe fdopendir(copy) else {
            let fault = SystemFault.last
            close(copy)
            throw fault
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        while true {
            errno = 0
            guard let entry = unsafe readdir(stream) else {
                guard errno == 0 else { throw .last }
                return names.filter { $0 != [0x2E] && $0 != [0x2E, 0x2E] }.sorted { $0.lexicographicallyPrecedes($1) }
            }
            let start = unsafe UnsafeRawPointer(entry) + (MemoryLayout<dirent>.offset(of: \.d_name) ?? 0)
            let count = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            unsafe names.append(Array(UnsafeRawBufferPointer(start: start, count: count)))
        }
    }
}
