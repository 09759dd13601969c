internal import CArchive

/// Hands the bytes of an input to libarchive, block by block.
///
/// Why the callbacks run Swift: an archive inside another is read while it is unpacked, so libarchive asks for bytes in the middle of a
/// call. No error crosses C: it is kept here and thrown by the reader when libarchive gives up.
@safe final class ArchiveFeed {
    let input: any ArchiveInput
    /// Why the input ended early.
    private(set) var fault: ArchiveError?
    /// Whether libarchive left the order of the bytes.
    private(set) var hasSought = false
    /// Bytes handed out while they came in order.
    private(set) var delivered = 0
    private var position = 0
    /// Two blocks, so that what libarchive looked at and did not use is still there.
    private let blocks: UnsafeMutableBufferPointer<UInt8>
    private var counts = (older: 0, newer: 0)
    private var newer = 0

    /// Bytes of a block.
    private static let blockSize = 128 << 10

    init(_ input: any ArchiveInput) {
        self.input = input
        unsafe blocks = UnsafeMutableBufferPointer.allocate(capacity: 2 * Self.blockSize)
    }

    deinit { unsafe blocks.deallocate() }

    /// Gives `handle` the callbacks (`archive_read_set_callback_data`, `archive_read_open1`); the status of opening.
    func open(_ handle: OpaquePointer) -> Int32 {
        unsafe archive_read_set_read_callback(handle) { _, data, block in
            unsafe ArchiveFeed.of(data)?.next(block) ?? -1
        }
        if input.length != nil {
            unsafe archive_read_set_seek_callback(handle) { _, data, offset, whence in
                unsafe ArchiveFeed.of(data)?.seek(offset, whence) ?? Int64(ARCHIVE_FATAL)
            }
        }
        unsafe archive_read_set_callback_data(handle, Unmanaged.passUnretained(self).toOpaque())
        return unsafe archive_read_open1(handle)
    }

    /// The last bytes that were handed out, `count` of them or as many as are still here.
    func last(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        let newest = min(max(count, 0), counts.newer)
        let older = min(max(count, 0) - newest, counts.older)
        if older > 0 {
            let start = (1 - newer) * Self.blockSize + counts.older - older
            unsafe bytes += blocks[start..<start + older]
        }
        let start = newer * Self.blockSize + counts.newer - newest
        return unsafe bytes + blocks[start..<start + newest]
    }

    private static func of(_ data: UnsafeMutableRawPointer?) -> ArchiveFeed? {
        unsafe data.map { unsafe Unmanaged<ArchiveFeed>.fromOpaque($0).takeUnretainedValue() }
    }

    private func next(_ block: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        let other = 1 - newer
        let room = unsafe UnsafeMutableBufferPointer(rebasing: blocks[other * Self.blockSize..<(other + 1) * Self.blockSize])
        var span = unsafe OutputSpan(buffer: room, initializedCount: 0)
        do throws(ArchiveError) { try input.read(into: &span) } catch { fault = error }
        let count = unsafe span.finalize(for: room)
        guard count > 0 else { return fault == nil ? 0 : -1 }
        (newer, counts) = (other, (counts.newer, count))
        position += count
        delivered += count
        unsafe block?.pointee = UnsafeRawPointer(room.baseAddress)
        return count
    }

    private func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        guard let length = input.length else { return Int64(ARCHIVE_FATAL) }
        let base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? position : length
        let (target, overflows) = base.addingReportingOverflow(Int(offset))
        guard !overflows, 0...length ~= target else { return Int64(ARCHIVE_FATAL) }
        do throws(ArchiveError) { try input.seek(to: target) } catch {
            fault = error
            return Int64(ARCHIVE_FATAL)
        }
        hasSought = true
        position = target
        return Int64(target)
    }
}
