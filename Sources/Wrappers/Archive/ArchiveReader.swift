internal import CArchive

/// A member of an archive, as its header says.
package struct ArchiveMember {
    /// As stored, byte for byte; empty where libarchive has none.
    package var path: [UInt8]
    /// Bytes it should have; `nil` where the header does not say.
    package var size: Int?
    package var isEncrypted: Bool
    /// Whether it is a file, and no folder, link or device.
    package var isFile: Bool
}

/// Reads the members of an archive in order; owns one `struct archive`. One thread at a time, never touches the disk.
///
/// Why a class: an archive inside another holds on to the one it is read from.
@safe package final class ArchiveReader {
    package let format: ArchiveFormat
    private let handle: OpaquePointer
    private let feed: ArchiveFeed
    /// What is left of the block that libarchive gave last; good until the next call into it.
    private var block = unsafe UnsafeRawBufferPointer(start: nil, count: 0)
    /// Bytes of the current member that came so far, holes included.
    private var position: Int64 = 0
    /// Zero bytes that stand for a hole of a sparse file.
    private var hole = 0
    /// What the next call throws: bytes that came before it were given out first.
    private var pending: ArchiveError?
    private var isAtEnd = true
    /// Members that were found so far.
    package private(set) var memberCount = 0
    /// Why it could not be opened.
    private var refusal: ArchiveError?
    /// Never freed and never changed, so threads share it; `nil`, which changes nothing, where the system has no such locale.
    private nonisolated(unsafe) static let utf8Locale = unsafe newlocale(LC_CTYPE_MASK_BIT, "C.UTF-8", nil)

    /// A longer hole of a sparse file is given as so many zero bytes.
    package static let longestHole = 64 << 10

    /// Opens the input as `format` (`archive_read_open1`). Throws only for want of memory: `next` throws what libarchive refuses.
    package init(_ input: any ArchiveInput, as format: ArchiveFormat) throws(ArchiveError) {
        guard let handle = unsafe archive_read_new() else { throw .outOfMemory }
        unsafe self.handle = handle
        self.format = format
        feed = ArchiveFeed(input)
        unsafe format.enable(on: handle)
        let status = unsafe feed.open(handle)
        if status != ARCHIVE_OK, status != ARCHIVE_WARN { refusal = error(ARCHIVE_FATAL) }
    }

    deinit { unsafe archive_read_free(handle) }

    /// The next member; `nil` at the end (`archive_read_next_header`). After `.memberRefused` the one behind it can be asked for.
    package func next() throws(ArchiveError) -> ArchiveMember? {
        if let refusal { throw refusal }
        // Why: libarchive gives no name at all for one that is marked as UTF-8 and does not fit the thread's locale, which starts as `C`.
        let locale = unsafe uselocale(Self.utf8Locale)
        defer { unsafe uselocale(locale) }
        unsafe block = UnsafeRawBufferPointer(start: nil, count: 0)
        (hole, position, pending, isAtEnd) = (0, 0, nil, true)
        var entry: OpaquePointer?
        let status = unsafe archive_read_next_header(handle, &entry)
        switch status {
        case ARCHIVE_OK, ARCHIVE_WARN: break
        case ARCHIVE_EOF:
            if let fault = feed.fault { throw fault }
            return nil
        default: throw error(status)
        }
        isAtEnd = false
        memberCount += 1
        let size = unsafe archive_entry_size_is_set(entry) != 0 ? Int(archive_entry_size(entry)) : nil
        let name = unsafe archive_entry_pathname(entry)
        let path = unsafe name.map { unsafe Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) } ?? []
        let isEncrypted = unsafe archive_entry_is_data_encrypted(entry) != 0
        return ArchiveMember(
            path: path, size: size, isEncrypted: isEncrypted, isFile: unsafe archive_entry_filetype(entry) == REGULAR_FILE)
    }

    /// Appends the next bytes of the current member to the free room; appends nothing only at its end (`archive_read_data_block`).
    ///
    /// Why not `archive_read_data`: when it meets damage, it does not say how many bytes came before that.
    package func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        if let error = pending {
            (pending, isAtEnd) = (nil, true)
            throw error
        }
        let before = buffer.count
        while buffer.freeCapacity > 0 {
            if unsafe hole == 0 && block.isEmpty {
                do throws(ArchiveError) {
                    guard try advance() else { return }
                } catch {
                    if buffer.count == before { throw error }
                    pending = error
                    return
                }
            }
            let zeros = min(hole, buffer.freeCapacity)
            buffer.append(repeating: 0, count: zeros)
            hole -= zeros
            copy(into: &buffer)
        }
    }

    private func copy(into buffer: inout OutputSpan<UInt8>) {
        let count = unsafe min(block.count, buffer.freeCapacity)
        guard count > 0, let source = unsafe block.baseAddress else { return }
        unsafe buffer.withUnsafeMutableBufferPointer { room, used in
            guard let base = room.baseAddress else { return }
            unsafe memcpy(base + used, source, count)
            used += count
        }
        unsafe block = UnsafeRawBufferPointer(rebasing: block[count...])
    }

    /// Takes the next block of the member; false at its end.
    private func advance() throws(ArchiveError) -> Bool {
        guard !isAtEnd else { return false }
        var (start, count, offset): (UnsafeRawPointer?, Int, Int64) = (nil, 0, 0)
        let status = unsafe archive_read_data_block(handle, &start, &count, &offset)
        switch status {
        case ARCHIVE_OK: break
        case ARCHIVE_EOF:
            isAtEnd = true
            if let fault = feed.fault { throw fault }
            return false
        default:
            isAtEnd = true
            throw error(status)
        }
        unsafe block = UnsafeRawBufferPointer(start: start, count: max(count, 0))
        let gap = offset.subtractingReportingOverflow(position)
        hole = gap.overflow || gap.partialValue <= 0 ? 0 : Int(min(gap.partialValue, Int64(Self.longestHole)))
        position = offset.addingReportingOverflow(Int64(count)).partialValue
        return true
    }

    /// Bytes between the end of the last member and the end of the archive, once `next` gave `nil`: the end mark of a tar
    /// (`archive_filter_bytes`, `archive_read_header_position`).
    package var endMarkBytes: Int {
        unsafe Int(archive_filter_bytes(handle, 0)).subtractingReportingOverflow(Int(archive_read_header_position(handle))).partialValue
    }

    /// Bytes of the input that were used; 0 where it was refused (`archive_filter_bytes`).
    package var usedByteCount: Int { refusal == nil ? unsafe max(0, Int(archive_filter_bytes(handle, -1))) : 0 }

    /// Bytes that were taken from the input and not used, as far as they are still here; empty where libarchive left their order.
    package var unusedBytes: [UInt8] { feed.hasSought ? [] : feed.last(feed.delivered - usedByteCount) }

    /// Whether libarchive went to places out of order.
    package var hasSought: Bool { feed.hasSought }

    private func error(_ status: Int32) -> ArchiveError {
        if let fault = feed.fault { return fault }
        let words = unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "unreadable archive"
        return status == ARCHIVE_FATAL ? .refused(words) : .memberRefused(words)
    }
}
