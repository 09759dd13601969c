/// The ways one anchor may be written in a text.
package enum LiteralForm: UInt8, Sendable {
    /// As it is.
    case plain
    /// With some bytes written as escapes; the window must be unescaped before matching.
    case escaped
}

/// Writes anchors the way JSON, URLs and HTML write them, so that the prefilter sees them there too.
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
}
