/// Makes foreign text safe to print: nothing in it can move the cursor, change colours, hide or reorder what a person reads.
package enum TerminalText {
    /// The text with every control, format and invisible character written out, such as `\n` or `\u{202E}`.
    package static func escaped(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isUnprintable) else { return text }
        var output = ""
        for scalar in text.unicodeScalars { append(scalar, to: &output) }
        return output
    }

    /// As `escaped(_:)` for bytes that should be UTF-8; any that are not are written as `\xFF`.
    package static func escaped(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return escaped(text) }
        var output = ""
        var parser = Unicode.UTF8.ForwardParser()
        var iterator = bytes.makeIterator()
        var position = 0
        while true {
            switch parser.parseScalar(from: &iterator) {
            case .valid(let encoded):
                position += encoded.count
                append(Unicode.UTF8.decode(encoded), to: &output)
            case .error(let length):
                for byte in bytes[position...].prefix(length) { output += "\\x" + hexadecimal(UInt32(byte), digits: 2) }
                position = min(position + length, bytes.count)
            case .emptyInput:
                return output
            }
        }
    }

    /// Whether a character must not reach a terminal as it is: controls, line and paragraph separators, and all that show nothing.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: return true
        default: return scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// Upper-case hexadecimal, padded with zeros to at least `digits`.
    static func hexadecimal(_ value: UInt32, digits: Int) -> String {
        let text = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }

    private static func append(_ scalar: Unicode.Scalar, to output: inout String) {
        guard isUnprintable(scalar) else {
            output.unicodeScalars.append(scalar)
            return
        }
        switch scalar {
        case "\n": output += "\\n"
        case "\r": output += "\\r"
        case "\t": output += "\\t"
        default: output += "\\u{" + hexadecimal(scalar.value, digits: 2) + "}"
        }
    }
}
