/// The compiled catalogue that the build put into this program.
package enum EmbeddedBytes {
    /// Base64 text of the catalogue, ASCII, lent without copying.
    package static func withBase64<Result>(_ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
        try unsafe body(EmbeddedPatterns.base64.withUTF8Buffer { unsafe $0 }.span)
    }
}
