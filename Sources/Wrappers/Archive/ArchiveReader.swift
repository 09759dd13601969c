internal import CArchive

/// What libarchive refused.
package enum ArchiveError: Error, Equatable {
    case outOfMemory
    /// The text of `archive_error_string`.
    case refused(String)
}

/// Reads members of an archive held in memory; owns one `struct archive`. One thread at a time, never touches the disk.
@safe package struct ArchiveReader: ~Copyable {
    private let handle: OpaquePointer
    private let bytes: [UInt8]
    /// Never freed and never changed, so threads share it; `nil`, which changes nothing, where the system has no such locale.
    private nonisolated(unsafe) static let utf8Locale = unsafe newlocale(LC_CTYPE_MASK_BIT, "C.UTF-8", nil)

    /// Opens with the filters and formats named below (`archive_read_open_memory`).
    ///
    /// - Parameter takesRaw: whether bytes that are compressed and no archive, as a `.gz` log is, count as one member.
    package init(_ bytes: [UInt8], takesRaw: Bool = false) throws(ArchiveError) {
        // Why: the array is stored beside the handle and never changed, so its buffer outlives every read.
        self.bytes = bytes
        unsafe handle = try Self.open(bytes, takesRaw: takesRaw)
    }

    private static func open(_ bytes: [UInt8], takesRaw: Bool) throws(ArchiveError) -> OpaquePointer {
        guard let handle = unsafe archive_read_new() else { throw .outOfMemory }
        unsafe supportFilters(handle)
        unsafe supportFormats(handle)
        if takesRaw { unsafe archive_read_support_format_raw(handle) }
        let status = unsafe bytes.withUnsafeBytes { unsafe archive_read_open_memory(handle, $0.baseAddress, $0.count) }
        guard status == ARCHIVE_OK else {
            let why = unsafe reason(handle)
            unsafe archive_read_free(handle)
            throw .refused(why)
        }
        return unsafe handle
    }

    // Why not all: for lrzip, lzop and grzip libarchive starts programs of these names.
    private static func supportFilters(_ handle: OpaquePointer) {
        unsafe archive_read_support_filter_bzip2(handle)
        unsafe archive_read_support_filter_compress(handle)
        unsafe archive_read_support_filter_gzip(handle)
        unsafe archive_read_support_filter_lz4(handle)
        unsafe archive_read_support_filter_lzip(handle)
        unsafe archive_read_support_filter_lzma(handle)
        unsafe archive_read_support_filter_rpm(handle)
        unsafe archive_read_support_filter_xz(handle)
        unsafe archive_read_support_filter_zstd(handle)
    }

    // Why not all: mtree, a list of names as text, takes almost any log for itself, and xar would bring an XML parser into the program.
    private static func supportFormats(_ handle: OpaquePointer) {
        unsafe archive_read_support_format_7zip(handle)
        unsafe archive_read_support_format_ar(handle)
        unsafe archive_read_support_format_cab(handle)
        unsafe archive_read_support_format_cpio(handle)
        unsafe archive_read_support_format_iso9660(handle)
        unsafe archive_read_support_format_rar(handle)
        unsafe archive_read_support_format_rar5(handle)
        unsafe archive_read_support_format_tar(handle)
        unsafe archive_read_support_format_zip(handle)
    }

    deinit { unsafe archive_read_free(handle) }

    /// The path of the next member, as stored, byte for byte; `nil` at the end (`archive_read_next_header`).
    package func nextPath() throws(ArchiveError) -> [UInt8]? {
        // Why: libarchive gives no name at all for one that is marked as UTF-8 and does not fit the thread's locale, which starts as `C`.
        let locale = unsafe uselocale(Self.utf8Locale)
        defer { unsafe uselocale(locale) }
        var entry: OpaquePointer?
        switch unsafe archive_read_next_header(handle, &entry) {
        case ARCHIVE_OK, ARCHIVE_WARN: break
        case ARCHIVE_EOF: return nil
        default: throw .refused(unsafe Self.reason(handle))
        }
        guard let name = unsafe archive_entry_pathname(entry) else { return [] }
        return unsafe Array(UnsafeRawBufferPointer(start: name, count: strlen(name)))
    }

    /// The next bytes of the current member, at most `count`; empty at its end (`archive_read_data`).
    package func read(_ count: Int) throws(ArchiveError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: max(count, 1))
        let got = unsafe archive_read_data(handle, &buffer, buffer.count)
        guard got >= 0 else { throw .refused(unsafe Self.reason(handle)) }
        return Array(buffer.prefix(got))
    }

    private static func reason(_ handle: OpaquePointer) -> String {
        unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "unreadable archive"
    }
}
