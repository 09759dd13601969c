// Why unsafe: `mmap` gives a pointer. Nothing is read but what was checked against the size the file had when it was mapped, or a span of
// it. A pack of hundreds of megabytes read into memory first would cost as much time as scanning it, and its size in memory.
internal import Glibc

/// A regular file mapped for reading; threads may share it. Unmapped with the last reference.
///
/// Git never changes a pack or an index in place, it only adds and removes them, and what is mapped survives its removal.
@safe package final class MappedFile: Sendable {
    nonisolated(unsafe) private let start: UnsafeRawPointer?
    /// Bytes.
    package let count: Int

    /// Why a file could not be mapped: the value of `errno`, or that it is no regular file.
    package enum Fault: Error, Sendable, Equatable {
        case system(errno: Int32)
        case notARegularFile
    }

    /// Opens and maps the file; calls `open`, `fstat`, `mmap`.
    package init(_ path: [UInt8]) throws(Fault) {
        guard let text = FileSystem.terminated(path) else { throw .system(errno: ENOENT) }
        let descriptor = unsafe open(text, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw .system(errno: errno) }
        defer { _ = close(descriptor) }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw .system(errno: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notARegularFile }
        count = Int(status.st_size)
        guard count > 0 else {
            unsafe start = nil
            return
        }
        let mapping = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0)
        guard let mapping = unsafe mapping, unsafe mapping != UnsafeMutableRawPointer(bitPattern: -1) else { throw .system(errno: errno) }
        unsafe start = UnsafeRawPointer(mapping)
    }

    deinit {
        if let start = unsafe start { _ = unsafe munmap(UnsafeMutableRawPointer(mutating: start), count) }
    }

    /// Lends the bytes of `range`, cut to the file.
    @inline(__always) func withBytes<Result: ~Copyable, Failure: Error>(
        _ range: Range<Int>, _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let range = range.clamped(to: 0..<count)
        let bytes = unsafe UnsafeRawBufferPointer(start: start.map { unsafe $0 + range.lowerBound }, count: range.count)
        let typed = unsafe bytes.assumingMemoryBound(to: UInt8.self)
        return try body(unsafe typed.span)
    }

    /// The byte at `offset`; `nil` outside the file.
    @inline(__always) func byte(at offset: Int) -> UInt8? { load(offset, UInt8.self) }

    /// Four bytes, big-endian; `nil` when they do not lie in the file.
    @inline(__always) func uint32(at offset: Int) -> UInt32? { load(offset, UInt32.self)?.bigEndian }

    /// Eight bytes, big-endian; `nil` when they do not lie in the file.
    @inline(__always) func uint64(at offset: Int) -> UInt64? { load(offset, UInt64.self)?.bigEndian }

    /// The ID at `offset`; `nil` when it does not lie in the file.
    @inline(__always) func id(at offset: Int, _ format: ObjectFormat) -> ObjectID? {
        guard let start = unsafe start, offset >= 0, count >= format.idLength, offset <= count &- format.idLength else { return nil }
        let first = unsafe start.loadUnaligned(fromByteOffset: offset, as: UInt64.self).bigEndian
        let second = unsafe start.loadUnaligned(fromByteOffset: offset &+ 8, as: UInt64.self).bigEndian
        switch format {
        case .sha1:
            let third = unsafe start.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt32.self).bigEndian
            return ObjectID((first, second, UInt64(third) << 32, 0), format)
        case .sha256:
            let third = unsafe start.loadUnaligned(fromByteOffset: offset &+ 16, as: UInt64.self).bigEndian
            let fourth = unsafe start.loadUnaligned(fromByteOffset: offset &+ 24, as: UInt64.self).bigEndian
            return ObjectID((first, second, third, fourth), format)
        }
    }

    @inline(__always) private func load<Value: BitwiseCopyable>(_ offset: Int, _ type: Value.Type) -> Value? {
        guard let start = unsafe start, offset >= 0, count >= MemoryLayout<Value>.size, offset <= count &- MemoryLayout<Value>.size else {
            return nil
        }
        return unsafe start.loadUnaligned(fromByteOffset: offset, as: type)
    }
}
