internal import RekeyCore

/// `user:password` in base64, as HTTP and container registries write it. Source: RFC 7617.
package enum BasicCredentials {
    /// The password; `nil` when `text` is no base64 of printable text with a colon and something behind it.
    package static func password(in text: [UInt8]) -> [UInt8]? {
        guard let bytes = Base64.decode(text.span), bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }),
            String(validating: bytes, as: UTF8.self) != nil, let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
        else { return nil }
        let password = Array(bytes[(colon + 1)...])
        return password.isEmpty ? nil : password
    }
}
