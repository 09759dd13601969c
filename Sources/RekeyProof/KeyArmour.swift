internal import RekeyCore

/// The text round a key in PEM or OpenPGP armour, as it stands in files, strings of code and escaped JSON.
///
/// Source: RFC 7468, RFC 1421 section 4.6 (encryption headers), RFC 9580 section 6.2.
struct KeyArmour {
    /// `RSA PRIVATE KEY`.
    let label: String
    /// The header says that the body is encrypted.
    let isEncrypted: Bool
    /// The characters of the body, in two readings: as written, and without a leading plus, which a diff puts before each line.
    private let bodies: [[UInt8]]

    /// Reads the first armour in `text`; `nil` without one.
    init?(_ text: [UInt8]) {
        guard let begin = text.firstRange(of: Array("-----BEGIN ".utf8)),
            let end = text[begin.upperBound...].prefix(48).firstRange(of: Array("-----".utf8))
        else { return nil }
        label = String(decoding: text[begin.upperBound..<end.lowerBound], as: UTF8.self)
        let rest = text[end.upperBound...]
        let close = rest.firstRange(of: Array("-----END".utf8))?.lowerBound ?? rest.endIndex
        let lines = Self.unescaped(rest[..<close]).split(whereSeparator: { $0 == 0x0A })
        let headers = lines.prefix(16).filter(Self.isHeader)
        isEncrypted = headers.contains { String(decoding: $0, as: UTF8.self).contains("ENCRYPTED") }
        let content = lines.filter { !Self.isHeader($0) }
        bodies = [false, true].map { Self.body(of: content, fromDiff: $0) }
    }

    /// The decoded body in each reading; the last characters may be missing a few bits.
    var readings: [[UInt8]] {
        bodies.compactMap { body in
            let whole = body.count % 4 == 1 ? Array(body.dropLast()) : body
            return Base64.decode(whole.span)
        }
    }

    /// Line feeds for every way to write one; other backslashes are dropped.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var isEscape = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "\\"):
                isEscape = true
                continue
            case UInt8(ascii: "n") where isEscape, UInt8(ascii: "r") where isEscape, 0x0D: output.append(0x0A)
            default: output.append(byte)
            }
            isEscape = false
        }
        return output
    }

    private static func isHeader(_ line: ArraySlice<UInt8>) -> Bool {
        guard let colon = line.prefix(32).firstIndex(of: UInt8(ascii: ":")) else { return false }
        return line[line.startIndex..<colon].contains(where: \.isASCIILetter)
    }

    /// The base64 of all lines; signs that only join or comment lines are left out. Ends where padding says so.
    private static func body(of lines: [ArraySlice<UInt8>], fromDiff: Bool) -> [UInt8] {
        var body: [UInt8] = []
        for line in lines {
            let content = fromDiff && line.first == UInt8(ascii: "+") ? line.dropFirst() : line
            // Source: RFC 9580 section 6.1: the checksum of OpenPGP armour is a line of its own that starts with `=`.
            if content.first == UInt8(ascii: "=") { break }
            for run in content.split(whereSeparator: { !isBody($0) }) where !isJoint(run) {
                let ends = run.firstIndex(of: UInt8(ascii: "="))
                body += run[..<(ends ?? run.endIndex)]
                if ends != nil { return body }
            }
        }
        return body
    }

    private static func isBody(_ byte: UInt8) -> Bool {
        byte.isASCIIAlphanumeric || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "=")
    }

    /// `+` between strings, `//` before a comment.
    private static func isJoint(_ run: ArraySlice<UInt8>) -> Bool {
        run.count < 4 && run.allSatisfy { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") }
    }
}
