internal import CArchive

/// What an archive is opened as: one way to compress, or one way to pack.
///
/// Why one: whoever opens it has looked at its first bytes. libarchive's own guess takes compressed zero bytes for the end of a tar, and
/// many a log for a list of names.
package enum ArchiveFormat: Sendable, CaseIterable {
    case gzip, zstd, xz, bzip2, lz4, lzma, lzip, compress
    case tar, zip, sevenZip, cpio, ar, rpm, cab, iso, rar, rar5

    /// Whether it compresses one text, rather than packing members.
    package var isFilter: Bool {
        switch self {
        case .gzip, .zstd, .xz, .bzip2, .lz4, .lzma, .lzip, .compress: true
        case .tar, .zip, .sevenZip, .cpio, .ar, .rpm, .cab, .iso, .rar, .rar5: false
        }
    }

    /// Whether it can be read only where any place of it can be gone to.
    package var needsSeeking: Bool { self == .sevenZip }

    /// Makes `handle` read this and nothing else (`archive_read_support_filter_*`, `archive_read_support_format_*`).
    ///
    /// Why not lrzip, lzop and grzip: for them libarchive starts programs of these names. Why not mtree and xar: mtree, a list of names as
    /// text, takes almost any log for itself, and xar would bring an XML parser into the program.
    func enable(on handle: OpaquePointer) {
        if isFilter { unsafe archive_read_support_format_raw(handle) }
        switch self {
        case .gzip: unsafe archive_read_support_filter_gzip(handle)
        case .zstd: unsafe archive_read_support_filter_zstd(handle)
        case .xz: unsafe archive_read_support_filter_xz(handle)
        case .bzip2: unsafe archive_read_support_filter_bzip2(handle)
        case .lz4: unsafe archive_read_support_filter_lz4(handle)
        case .lzma: unsafe archive_read_support_filter_lzma(handle)
        case .lzip: unsafe archive_read_support_filter_lzip(handle)
        case .compress: unsafe archive_read_support_filter_compress(handle)
        case .tar:
            unsafe archive_read_support_format_tar(handle)
            // Why: `cat a.tar b.tar` is one file, and what stands behind the end of the first is not passed over.
            unsafe archive_read_set_format_option(handle, "tar", "read_concatenated_archives", "1")
        case .zip: unsafe archive_read_support_format_zip(handle)
        case .sevenZip: unsafe archive_read_support_format_7zip(handle)
        case .cpio: unsafe archive_read_support_format_cpio(handle)
        case .ar: unsafe archive_read_support_format_ar(handle)
        case .rpm: unsafe Self.enableRPM(handle)
        case .cab: unsafe archive_read_support_format_cab(handle)
        case .iso: unsafe archive_read_support_format_iso9660(handle)
        case .rar: unsafe archive_read_support_format_rar(handle)
        case .rar5: unsafe archive_read_support_format_rar5(handle)
        }
    }

    /// A header, behind it a compressed cpio.
    private static func enableRPM(_ handle: OpaquePointer) {
        unsafe archive_read_support_filter_rpm(handle)
        unsafe archive_read_support_filter_gzip(handle)
        unsafe archive_read_support_filter_xz(handle)
        unsafe archive_read_support_filter_zstd(handle)
        unsafe archive_read_support_filter_bzip2(handle)
        unsafe archive_read_support_filter_lzma(handle)
        unsafe archive_read_support_format_cpio(handle)
    }
}
