internal import Glibc
internal import RekeyCore

/// Reads small files that belong to rekey itself: configuration, hooks, salts.
enum TextFile {
    /// Larger configuration is a mistake. Bytes.
    static let usualLimit = 8 << 20

    /// The bytes of a file; `nil` when there is none. Throws when it cannot be read.
    ///
    /// A pipe is read only as far as it is filled, unless the call `waitsForPipe` that the user named.
    static func read(_ path: String, limit: Int = usualLimit, waitsForPipe: Bool = false) throws(Trouble) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | (waitsForPipe ? 0 : O_NONBLOCK))
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw Trouble("file not readable", at: path, why: unsafe String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw Trouble("file not readable", at: path, why: unsafe String(cString: strerror(errno)))
            }
            if count == 0 { return bytes }
            bytes += buffer.prefix(count)
        }
        throw Trouble("file not readable", at: path, why: "it is larger than \(limit >> 20) MiB")
    }

    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }
}
