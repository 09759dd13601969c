// Why unsafe: Glibc takes pointers; every buffer is an array of ours, lent for one call.
internal import ExtendedAttributes
internal import Glibc

/// An open file; owns one descriptor.
@safe struct OpenFile: ~Copyable {
    private let descriptor: Int32

    /// Takes over a descriptor, or throws what the call that should have made it left behind.
    init(owning descriptor: Int32) throws(SystemFault) {
        guard descriptor >= 0 else { throw .last }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// `fstat`.
    func status() throws(SystemFault) -> FileStatus {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .last }
        return FileStatus(status)
    }

    /// All bytes, or `limit` of them when there are more; calls `read`.
    func read(limit: Int) throws(SystemFault) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: min(max(limit, 1), 65_536))
        while bytes.count < limit {
            let count = unsafe Glibc.read(descriptor, &buffer, min(buffer.count, limit - bytes.count))
            if count == 0 { break }
            guard count > 0 else {
                if errno == EINTR { continue }
                throw .last
            }
            bytes += buffer.prefix(count)
        }
        return bytes
    }

    /// Writes all bytes where the file stands; calls `write`.
    func write(_ bytes: Span<UInt8>) throws(SystemFault) {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBufferPointer {
                unsafe Glibc.write(descriptor, $0.baseAddress.map { unsafe $0 + start }, $0.count - start)
            }
            guard count > 0 else {
                if count < 0, errno == EINTR { continue }
                throw count == 0 ? SystemFault(EIO) : .last
            }
            start += count
        }
    }

    /// Gives the file its owner and mode; owner first, for a change of owner takes set-user-ID away (`fchown`, `fchmod`).
    func setOwner(_ owner: UInt32, group: UInt32, mode: UInt32) throws(SystemFault) {
        let now = try status()
        if now.owner != owner || now.group != group {
            guard fchown(descriptor, owner, group) == 0 else { throw .last }
        }
        guard fchmod(descriptor, mode) == 0 else { throw .last }
    }

    /// Gives this file the access control list and other attributes of another.
    func copyAttributes(of other: borrowing OpenFile) throws(SystemFault) {
        do throws(ExtendedAttributes.Fault) {
            try ExtendedAttributes.copy(from: other.descriptor, to: descriptor)
        } catch { throw SystemFault(error.code) }
    }

    /// Waits until the bytes are on the disk; calls `fsync`.
    func sync() throws(SystemFault) {
        guard fsync(descriptor) == 0 else { throw .last }
    }

    /// Whether nobody else holds the lock of this file, which is ours until the descriptor closes (`flock`). Waits up to half a second.
    func lock() throws(SystemFault) -> Bool {
        var triesLeft = 50
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            guard errno == EWOULDBLOCK || errno == EINTR else { throw .last }
            // Why: a process that is being started holds copies of all descriptors until it runs its own program.
            triesLeft -= 1
            if triesLeft == 0 { return false }
            usleep(10_000)
        }
        return true
    }
}
