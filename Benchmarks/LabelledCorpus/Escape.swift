internal import RekeyCore

/// How containers write characters that mean something to them.
enum Escape {
    /// Inside a double-quoted string of JSON, JavaScript, Go, Java or TOML.
    static func doubleQuoted(_ text: String) -> String {
        text.reduce(into: "") { output, character in
            switch character {
            case "\\": output += "\\\\"
            case "\"": output += "\\\""
            case "\n": output += "\\n"
            case "\r\n": output += "\\r\\n"
            case "\t": output += "\\t"
            default: output.append(character)
            }
        }
    }

    /// Inside a single-quoted string of Python, Ruby or PHP.
    static func singleQuoted(_ text: String) -> String {
        text.reduce(into: "") { output, character in
            if character == "\\" || character == "'" { output += "\\" }
            output.append(character)
        }
    }

    /// Inside a single-quoted word of a shell.
    static func shell(_ text: String) -> String { replace("'", in: text, with: "'\\''") }

    /// Inside an XML element or attribute. Source: XML 1.0 section 4.6, predefined entities.
    static func xml(_ text: String) -> String {
        var output = replace("&", in: text, with: "&amp;")
        for (character, entity) in [("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;")] as [(String, String)] {
            output = replace(character, in: output, with: entity)
        }
        return output
    }

    /// As the value of a query parameter. Source: RFC 3986 section 2.3, unreserved characters.
    static func query(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var output: [UInt8] = []
        for byte in text.utf8 {
            if byte.isASCIIAlphanumeric || "-._~".utf8.contains(byte) {
                output.append(byte)
            } else {
                output += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Standard base64, padded.
    static func base64(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return String(decoding: Base64.encode(bytes.span, padded: true), as: UTF8.self)
    }

    /// Lines moved to the right by `spaces`; the first one, too, when `first` says so.
    static func indented(_ text: String, by spaces: Int) -> String {
        replace("\n", in: text, with: "\n" + String(repeating: " ", count: spaces))
    }

    static func replace(_ part: String, in text: String, with other: String) -> String {
        text.split(separator: part, omittingEmptySubsequences: false).joined(separator: other)
    }
}
