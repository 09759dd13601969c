internal import RekeyCore

/// The ways one anchor may be written in a text.
package enum LiteralForm: UInt8, Sendable {
    /// As it is.
    case plain
    /// With some bytes written as escapes; the window must be unescaped before matching.
    case escaped
    /// Inside base64, at one of three alignments.
    case base64Alignment0, base64Alignment1, base64Alignment2

    /// How many bytes of the first group of three stand before the literal; `nil` for text forms.
    package var base64Alignment: Int? {
        switch self {
        case .plain, .escaped: nil
        case .base64Alignment0: 0
        case .base64Alignment1: 1
        case .base64Alignment2: 2
        }
    }

    /// How many base64 characters before the literal belong to the same group of four; `nil` for text forms.
    package var base64Lead: Int? {
        switch self {
        case .plain, .escaped: nil
        case .base64Alignment0: 0
        case .base64Alignment1: 2
        case .base64Alignment2: 3
        }
    }
}

/// Writes anchors the way JSON, URLs, HTML and base64 write them, so that the prefilter sees them there too.
enum LiteralForms {
    /// Every escaped spelling of `anchor`, without the plain one.
    static func escaped(_ anchor: [UInt8]) -> [[UInt8]] {
        var forms: [[UInt8]] = []
        for escape in escapes {
            let form = anchor.flatMap { byte -> [UInt8] in escape(byte) }
            if form != anchor, !forms.contains(form) { forms.append(form) }
        }
        return forms
    }

    /// One spelling per encoder that is met in logs and configuration; each gives the bytes that stand for one byte.
    private static let escapes: [@Sendable (UInt8) -> [UInt8]] = [
        { $0 == UInt8(ascii: "/") ? Array(#"\/"#.utf8) : [$0] },
        { $0 == UInt8(ascii: "\"") ? Array(#"\""#.utf8) : [$0] },
        { isURLSpecial($0) ? Array("%".utf8) + hex($0, upper: true) : [$0] },
        { isURLSpecial($0) ? Array("%".utf8) + hex($0, upper: false) : [$0] },
        { isURLSpecial($0) ? Array("%25".utf8) + hex($0, upper: true) : [$0] },
        { isURLSpecial($0) ? Array(#"\u00"#.utf8) + hex($0, upper: false) : [$0] },
        { isURLSpecial($0) ? Array(#"\u00"#.utf8) + hex($0, upper: true) : [$0] },
        { isURLSpecial($0) ? Array(#"\x"#.utf8) + hex($0, upper: false) : [$0] },
        { isURLSpecial($0) ? Array(#"\x"#.utf8) + hex($0, upper: true) : [$0] },
        { isURLSpecial($0) ? Array("&#x".utf8) + hex($0, upper: true) + Array(";".utf8) : [$0] },
        { isURLSpecial($0) ? Array("&#x".utf8) + hex($0, upper: false) + Array(";".utf8) : [$0] },
        { isURLSpecial($0) ? Array("&#\($0);".utf8) : [$0] },
    ]

    private static func isURLSpecial(_ byte: UInt8) -> Bool { "/:=?&@\"".utf8.contains(byte) }

    private static func hex(_ byte: UInt8, upper: Bool) -> [UInt8] { Array(String(byte, radix: 16, uppercase: upper).utf8) }

    /// The characters that every base64 text holding `anchor` at `alignment` (0, 1, 2 bytes into a group of three) must have.
    static func base64(_ anchor: [UInt8], alignment: Int) -> [UInt8] {
        let padded = [UInt8](repeating: 0, count: alignment) + anchor
        let encoded = Base64.encode(padded.span)
        let first = (alignment * 8 + 5) / 6
        return Array(encoded[first..<(padded.count * 8 / 6)])
    }
}
