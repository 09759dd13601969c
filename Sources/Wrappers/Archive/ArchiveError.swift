/// Why an archive, or one member of it, gave no bytes.
package enum ArchiveError: Error, Equatable {
    case outOfMemory
    /// Nothing more comes from this archive. The text of `archive_error_string`.
    case refused(String)
    /// This member gives nothing more; the next one can be asked for. The text of `archive_error_string`.
    case memberRefused(String)
    /// The bytes of the archive itself could not be read; what the input said.
    case input(String)
}
