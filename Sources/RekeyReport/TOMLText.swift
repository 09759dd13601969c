/// Writes TOML values: whoever reads them back gets the same text.
enum TOMLText {
    /// A literal string where one can hold the text, else a basic string with escapes.
    static func string(_ text: String) -> String {
        let isPlain = !text.unicodeScalars.contains { $0 != "\n" && $0 != "\t" && TerminalText.isUnprintable($0) }
        guard isPlain, !text.hasSuffix("'"), !text.contains("'''") else { return basic(text) }
        if text.contains("\n") { return "'''\n\(text)'''" }
        return text.contains("'") ? "'''\(text)'''" : "'\(text)'"
    }

    /// A list on one line, or one string a line where that would be long.
    static func strings(_ texts: [String]) -> String {
        let parts = texts.map(string)
        let line = "[" + parts.joined(separator: ", ") + "]"
        return line.count <= 100 && !line.contains("\n") ? line : "[\n" + parts.map { "    \($0),\n" }.joined() + "]"
    }

    /// Source: TOML 1.0, section String: `\uXXXX` and `\UXXXXXXXX` write any scalar.
    private static func basic(_ text: String) -> String {
        var output = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case _ where TerminalText.isUnprintable(scalar): output += "\\U" + TerminalText.hexadecimal(scalar.value, digits: 8)
            default: output.unicodeScalars.append(scalar)
            }
        }
        return output + "\""
    }
}
