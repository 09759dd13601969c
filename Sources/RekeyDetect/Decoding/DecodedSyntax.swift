internal import RekeyCore

/// How decoded text is written. The file it was found in says nothing about that.
enum DecodedSyntax {
    /// Markup and data put values in quotes or between tags; a `.env` file, a connection string or a lone value does not.
    static func guess(_ text: Span<UInt8>) -> FileKind.Syntax {
        var index = 0
        while index < text.count, text[index].isASCIISpace { index += 1 }
        guard index < text.count else { return .text }
        switch text[index] {
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"): return .code
        case UInt8(ascii: "#") where index + 1 < text.count && text[index + 1] == UInt8(ascii: "!"): return .shell
        default: return .assignments
        }
    }

    /// `NAME=` for a value that was encoded alone, as in `data:` of a Kubernetes secret, so that the name still speaks for it; else empty.
    static func name(of blob: DecodedBlob, in text: Span<UInt8>) -> [UInt8] {
        guard !blob.isStrings, blob.bytes.count <= longestValue, let name = VariableName.before(blob.range.lowerBound, in: text) else {
            return []
        }
        for (index, byte) in blob.bytes.enumerated() {
            let isLast = index + 1 == blob.bytes.count
            guard byte > 0x20 || isLast && byte == 0x0A else { return [] }
        }
        return Array(name.utf8) + [UInt8(ascii: "=")]
    }

    private static let longestValue = 512
}
