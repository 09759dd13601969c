/// Writes JSON values as UTF-8: same value, same bytes.
package struct JSONWriter {
    /// How the bytes are laid out.
    package enum Style {
        /// On one line, without spaces.
        case compact
        /// One member or element a line, indented by two spaces.
        case indented
    }

    private let style: Style
    private var output: [UInt8] = []
    private var depth = 0

    /// The value as UTF-8, without a line feed at the end.
    package static func bytes(of value: JSONValue, style: Style) -> [UInt8] {
        var writer = JSONWriter(style: style)
        writer.write(value)
        return writer.output
    }

    private init(style: Style) { self.style = style }

    private mutating func write(_ value: JSONValue) {
        switch value {
        case .null: put("null")
        case .bool(let value): put(value ? "true" : "false")
        case .integer(let value): put(String(value))
        case .decimal(let units, let places): put(Self.decimal(units, places: places))
        case .string(let text): write(text)
        case .array(let elements): write(elements, open: "[", close: "]") { writer, element in writer.write(element) }
        case .object(let members):
            write(members, open: "{", close: "}") { writer, member in
                writer.write(member.key)
                writer.put(writer.style == .compact ? ":" : ": ")
                writer.write(member.value)
            }
        }
    }

    private mutating func write<Element>(
        _ elements: [Element], open: String, close: String, each: (inout JSONWriter, Element) -> Void
    ) {
        put(open)
        depth += 1
        for (index, element) in elements.enumerated() {
            if index > 0 { put(",") }
            breakLine()
            each(&self, element)
        }
        depth -= 1
        if !elements.isEmpty { breakLine() }
        put(close)
    }

    private mutating func write(_ text: String) {
        put("\"")
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": put("\\\"")
            case "\\": put("\\\\")
            case "\n": put("\\n")
            case "\r": put("\\r")
            case "\t": put("\\t")
            // Why: U+2028 and U+2029 break JavaScript, and a JSON report printed to a terminal must be as harmless as text.
            case _ where TerminalText.isUnprintable(scalar):
                for unit in UTF16.encode(scalar) ?? .init() { put("\\u" + TerminalText.hexadecimal(UInt32(unit), digits: 4)) }
            default: output += UTF8.encode(scalar) ?? .init()
            }
        }
        put("\"")
    }

    private mutating func breakLine() {
        guard style == .indented else { return }
        output.append(UInt8(ascii: "\n"))
        output += [UInt8](repeating: UInt8(ascii: " "), count: depth * 2)
    }

    private mutating func put(_ text: String) { output += text.utf8 }

    private static func decimal(_ units: Int, places: Int) -> String {
        let digits = String(max(0, units))
        let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
        return places > 0 ? "\(padded.dropLast(places)).\(padded.suffix(places))" : padded
    }
}
