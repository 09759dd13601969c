internal import RekeyReport

/// Makes text safe to stand in Markdown: it starts no markup, no mention and no HTML.
enum MarkdownText {
    /// The text as itself. Addresses stay clickable.
    static func plain(_ text: String) -> String {
        var output = ""
        for character in TerminalText.escaped(text) {
            if "\\`*[]<>|#@".contains(character) { output += "\\" }
            output.append(character)
        }
        return output
    }

    /// The text as code inside a line.
    static func code(_ text: String) -> String {
        let text = TerminalText.escaped(text)
        return text.contains("`") ? plain(text) : "`\(text)`"
    }

    /// A block of shell commands whose fence is longer than any in it.
    static func fenced(_ command: String, margin: String) -> [String] {
        var longest = 0
        var run = 0
        for character in command {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: max(3, longest + 1))
        let lines = command.split(separator: "\n", omittingEmptySubsequences: false).map { margin + TerminalText.escaped(String($0)) }
        return ["\(margin)\(fence)sh"] + lines + ["\(margin)\(fence)"]
    }
}
