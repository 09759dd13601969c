/// Text as one word of a POSIX shell command.
package enum ShellText {
    /// The text itself when nothing in it is special, else in single quotes: for commands that a person may copy.
    package static func word(_ text: String) -> String {
        let isPlain = !text.isEmpty && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || "/._-+=:@%,".utf8.contains($0) }
        return isPlain ? text : quoted(text)
    }

    /// The text in single quotes, whatever it holds.
    package static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: #"'\''"#) + "'"
    }

    /// The text that `quoted` was given; any other text as it is.
    package static func unquoted(_ word: String) -> String {
        guard word.count >= 2, word.hasPrefix("'"), word.hasSuffix("'") else { return word }
        var text = ""
        var rest = word.dropFirst().dropLast()
        while let first = rest.first {
            let isQuote = rest.hasPrefix(#"'\''"#)
            text.append(isQuote ? "'" : first)
            rest = rest.dropFirst(isQuote ? 4 : 1)
        }
        return text
    }
}
