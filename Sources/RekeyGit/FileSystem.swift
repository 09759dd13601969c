// Why unsafe: the C calls below take pointers; every buffer is one of our arrays, passed for the length of one call.
internal import Glibc

/// The few file system questions that finding a repository needs. Paths are bytes without a terminating zero.
enum FileSystem {
    /// What a path names, symbolic links followed.
    enum Kind { case folder, file, other }

    /// `nil` when nothing can be found there; calls `stat`.
    static func kind(of path: [UInt8]) -> Kind? {
        guard let text = terminated(path) else { return nil }
        var status = stat()
        guard unsafe stat(text, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        default: return .other
        }
    }

    /// Whether a symbolic link or anything else is there; calls `lstat`.
    static func exists(_ path: [UInt8]) -> Bool {
        guard let text = terminated(path) else { return false }
        var status = stat()
        return unsafe lstat(text, &status) == 0
    }

    /// The absolute path without symbolic links, or `nil` when it does not exist; calls `realpath`.
    static func canonical(_ path: [UInt8]) -> [UInt8]? {
        guard let text = terminated(path), let found = unsafe realpath(text, nil) else { return nil }
        defer { unsafe free(found) }
        let length = unsafe strlen(found)
        return unsafe UnsafeRawBufferPointer(start: found, count: length).map { $0 }
    }

    /// The folder that relative paths start from; calls `getcwd`.
    static func workingDirectory() -> [UInt8]? { canonical([UInt8(ascii: ".")]) }

    /// Whether the path is a regular file that may be run; calls `access`.
    static func isRunnable(_ path: [UInt8]) -> Bool {
        guard kind(of: path) == .file, let text = terminated(path) else { return false }
        return unsafe access(text, X_OK) == 0
    }

    /// The first `limit` bytes of a regular file, or `nil` when it cannot be read.
    static func read(_ path: [UInt8], limit: Int) -> [UInt8]? {
        guard kind(of: path) == .file, let text = terminated(path) else { return nil }
        let descriptor = unsafe open(text, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16_384)
        while bytes.count < limit {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe Glibc.read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                guard errno == EINTR else { return nil }
            } else if count == 0 {
                break
            } else {
                bytes += buffer.prefix(count)
            }
        }
        return Array(bytes.prefix(limit))
    }

    /// The names in a folder without `.` and `..`, in ascending order; `nil` when it cannot be read. Calls `opendir`, `readdir`.
    static func names(in path: [UInt8]) -> [[UInt8]]? {
        guard let text = terminated(path), let stream = unsafe opendir(text) else { return nil }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        let offset = MemoryLayout<dirent>.offset(of: \.d_name) ?? 0
        while let entry = unsafe readdir(stream) {
            let start = unsafe UnsafeRawPointer(entry) + offset
            let length = unsafe strlen(start.assumingMemoryBound(to: CChar.self))
            let name = unsafe Array(UnsafeRawBufferPointer(start: start, count: length))
            if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
        }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// The path as C wants it; `nil` when it holds a zero byte and so cannot be a path.
    static func terminated(_ path: [UInt8]) -> [CChar]? {
        guard !path.contains(0) else { return nil }
        return path.map { CChar(bitPattern: $0) } + [0]
    }
}
