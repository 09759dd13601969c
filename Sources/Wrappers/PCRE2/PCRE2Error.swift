internal import CPCRE2

/// What PCRE2 refused.
package enum PCRE2Error: Error, Equatable {
    /// The pattern does not compile; `offset` is the byte in the pattern.
    case compile(message: String, offset: Int)
    case outOfMemory
}

/// The text of `pcre2_get_error_message`.
func message(of code: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 256)
    let written = unsafe pcre2_get_error_message_8(code, &buffer, buffer.count)
    return written > 0 ? String(decoding: buffer.prefix(Int(written)), as: UTF8.self) : "PCRE2 error \(code)"
}
