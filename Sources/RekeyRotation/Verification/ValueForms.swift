package import RekeyCore

/// The ways one secret is written in files and logs.
package enum ValueForms {
    /// The secret itself, and escaped for JSON, percent-encoded and base64 where those differ and are long enough to mean it; each once.
    package static func all(of value: SecretText) -> [SecretText] {
        let bytes = value.revealedBytes
        guard !bytes.isEmpty else { return [] }
        var forms = [bytes]
        let candidates = [
            percent(bytes), percent(bytes, isUpper: false), escaped(bytes, slash: false), escaped(bytes, slash: true),
            unicode(bytes), base64(bytes, urlSafe: false), base64(bytes, urlSafe: true),
        ]
        for form in candidates where form.count >= 8 && !forms.contains(form) { forms.append(form) }
        return forms.map(SecretText.init)
    }

    /// Without the last group: what follows the secret in the encoded text, such as a line end, changes it.
    private static func base64(_ bytes: [UInt8], urlSafe: Bool) -> [UInt8] {
        Array(Base64.encode(bytes.span, urlSafe: urlSafe).prefix(bytes.count / 3 * 4))
    }

    private static func percent(_ bytes: [UInt8], isUpper: Bool = true) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            if byte.isASCIIAlphanumeric || "-._~".utf8.contains(byte) { return [byte] }
            return Array(("%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: isUpper)).utf8)
        }
    }

    /// What stands between the quotes of a JSON string.
    private static func escaped(_ bytes: [UInt8], slash: Bool) -> [UInt8] {
        bytes.flatMap { byte -> [UInt8] in
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): [UInt8(ascii: "\\"), byte]
            case UInt8(ascii: "/") where slash: [UInt8(ascii: "\\"), byte]
            case 0x0A: Array("\\n".utf8)
            case 0x0D: Array("\\r".utf8)
            case 0x09: Array("\\t".utf8)
            default: [byte]
            }
        }
    }

    /// The same with `&`, `<`, `>`, `=` and `'` as numbers, which writers that think of HTML do.
    private static func unicode(_ bytes: [UInt8]) -> [UInt8] {
        escaped(bytes, slash: false).flatMap { byte -> [UInt8] in
            guard "&<>='".utf8.contains(byte) else { return [byte] }
            return Array(("\\u00" + String(byte, radix: 16)).utf8)
        }
    }
}
