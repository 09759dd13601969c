/// Bytes of a credential. Prints as a mask, so that no log, error or report can hold them by accident.
///
/// Only `withBytes` gives the bytes; every caller of it is a place to review.
package struct SecretText: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    private let bytes: [UInt8]

    package init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Number of bytes.
    package var count: Int { bytes.count }

    /// Shannon bits per byte.
    package var entropy: Double { Entropy.bitsPerByte(bytes.span) }

    /// Lends the bytes for matching, proving or writing; never for printing.
    package func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result { try body(bytes.span) }

    /// A copy of the bytes for validators that keep them; the copy must not be printed.
    package var revealedBytes: [UInt8] { bytes }

    package var description: String { "[secret, \(bytes.count) bytes]" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
