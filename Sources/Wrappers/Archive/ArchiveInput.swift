/// The bytes of an archive, asked for while a member is looked for or read. One thread at a time.
package protocol ArchiveInput: AnyObject {
    /// Bytes there are, where any place can be gone to; `nil` for bytes that only come in order.
    var length: Int? { get }

    /// Appends the next bytes to the free room of `buffer`; appends nothing only at the end. Throws `.input`.
    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError)

    /// Goes to an offset, at most `length`; not called where that is `nil`. Throws `.input`.
    func seek(to offset: Int) throws(ArchiveError)
}
