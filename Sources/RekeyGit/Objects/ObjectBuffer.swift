// Why unsafe: a buffer is used for thousands of objects one after the other, and an array could not grow without filling itself first, which
// would write every byte of a history once more. Only the bytes below `count` are lent.
internal import Glibc

/// Bytes of one object at a time, reused for the next. One thread at a time.
@safe final class ObjectBuffer {
    private var room: UnsafeMutablePointer<UInt8>?
    private(set) var capacity = 0
    private(set) var count = 0

    init() { unsafe room = nil }

    deinit { unsafe free(room) }

    /// Makes place for `count` bytes, whose content is left open; calls `malloc`, and throws when there is no memory.
    @inline(__always) func prepare(_ count: Int) throws(ObjectFault) {
        if unsafe count > capacity || room == nil { try grow(count) }
        self.count = count
    }

    private func grow(_ count: Int) throws(ObjectFault) {
        unsafe free(room)
        (capacity, self.count) = (0, 0)
        // Why a quarter more: sizes of versions of one file creep up.
        let wanted = max(4_096, count &+ count / 4)
        unsafe room = malloc(wanted)?.assumingMemoryBound(to: UInt8.self)
        guard unsafe room != nil else { throw .outOfMemory }
        capacity = wanted
    }

    /// Lends the bytes.
    @inline(__always) func withBytes<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe UnsafeBufferPointer(start: room, count: count)
        return try body(unsafe bytes.span)
    }

    /// Lends the bytes to be written.
    @inline(__always) func withMutableBytes<Result: ~Copyable, Failure: Error>(
        _ body: (inout MutableSpan<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let bytes = unsafe UnsafeMutableBufferPointer(start: room, count: count)
        var span = unsafe bytes.mutableSpan
        return try body(&span)
    }

    /// Reads a whole regular file; `false` when there is none. Calls `open`, `fstat`, `read`; throws `.overSizeLimit` unread.
    func fill(fromFile path: [UInt8], mostBytes: Int) throws(ObjectFault) -> Bool {
        guard let text = FileSystem.terminated(path) else { return false }
        let descriptor = unsafe open(text, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw .badHeader }
            return false
        }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .badHeader }
        guard status.st_size <= mostBytes else { throw .overSizeLimit(bytes: Int(status.st_size)) }
        try prepare(Int(status.st_size))
        var done = 0
        while done < count, let room = unsafe room {
            let got = unsafe read(descriptor, room + done, count - done)
            if got < 0, errno == EINTR { continue }
            // Why: a file that ends early is damaged, and what was read is judged as it is.
            guard got > 0 else { break }
            done += got
        }
        count = done
        return true
    }

    /// Drops bytes at the end.
    func removeLast(_ count: Int) { self.count = max(0, self.count - max(0, count)) }

    /// Drops bytes at the start; moves the others there.
    func removeFirst(_ count: Int) {
        let dropped = min(max(0, count), self.count)
        self.count -= dropped
        if let room = unsafe room { unsafe memmove(room, room + dropped, self.count) }
    }

    /// Copies another buffer's bytes.
    func copy(_ other: ObjectBuffer) throws(ObjectFault) {
        try prepare(other.count)
        if let target = unsafe room, let source = unsafe other.room { unsafe memcpy(target, source, count) }
    }

    /// A copy.
    var bytes: [UInt8] { unsafe Array(UnsafeBufferPointer(start: room, count: count)) }
}
