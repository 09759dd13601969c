internal import RekeyCore

/// PuTTY's key files. Source: PuTTY manual, appendix C.
package enum PuTTYKey {
    /// Judges the key file in `text`, whose lines may be escaped.
    package static func proof(of text: [UInt8]) -> Proof {
        let plain = String(decoding: text, as: UTF8.self).replacing("\\r", with: "").replacing("\\n", with: "\n")
        let lines = plain.split(whereSeparator: \.isNewline)
        guard let head = lines.first(where: { $0.contains("PuTTY-User-Key-File-") }), let algorithm = value(of: head),
            let encryption = lines.first(where: { $0.contains("Encryption:") }).flatMap(value)
        else { return .refuted("no PuTTY key file") }
        guard let shown = block("Public-Lines:", in: lines), let secret = block("Private-Lines:", in: lines), secret.count >= 16 else {
            return .refuted("the key is cut short")
        }
        guard case let name = Array(algorithm.utf8), let words = try? SSHFields.words(forPublicKey: shown),
            shown.dropFirst(4).starts(with: name)
        else { return .refuted("the public half of the PuTTY key is of another kind than its first line says") }
        return encryption == "none" ? .says(words) : PrivateKeyText.encrypted(words)
    }

    private static func value(of line: Substring) -> String? {
        line.firstRange(of: ": ").map { String(line[$0.upperBound...].filter { !$0.isWhitespace }) }
    }

    /// The base64 lines that a count announces, decoded; `nil` when there are fewer.
    private static func block(_ name: String, in lines: [Substring]) -> [UInt8]? {
        guard let start = lines.firstIndex(where: { $0.contains(name) }), let count = value(of: lines[start]).flatMap({ Int($0) }),
            (1...400).contains(count), lines.count - start > count
        else { return nil }
        let text = lines[(start + 1)...(start + count)].flatMap { $0.utf8.filter { $0.isBase64 || $0 == UInt8(ascii: "=") } }
        return Base64.decode(text.span)
    }
}
