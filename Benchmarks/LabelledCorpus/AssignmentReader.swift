/// Takes an example apart: the value that the secret is part of, the name before it, and the assignments on other lines.
struct AssignmentReader {
    private let text: MarkedText

    private let keepsNames: Bool

    init(_ text: MarkedText, keepsNames: Bool) { (self.text, self.keepsNames) = (text, keepsNames) }

    /// The value that holds the secret, without quotes and name; `nil` when it has several lines.
    var value: MarkedText? { parts?.value }

    /// The secret's assignment and those on the other lines; `nil` when there is no name, or a line that is no assignment.
    var assignments: [Assignment]? {
        guard let parts, !parts.name.isEmpty else { return nil }
        var all: [Assignment] = []
        for line in lines(text.before).dropLast() {
            guard let other = neighbour(line) else { return nil }
            all += other
        }
        all.append(Assignment(name: parts.name, value: parts.value, keepsName: keepsNames))
        for line in lines(text.after).dropFirst() {
            guard let other = neighbour(line) else { return nil }
            all += other
        }
        return all
    }

    private func lines(_ text: String) -> [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    private var parts: (name: String, value: MarkedText)? {
        guard !text.secret.contains(where: \.isNewline) else { return nil }
        let left = text.before.suffix(while: { !Self.ends($0) })
        var right = text.after.prefix { !Self.ends($0) }
        while let last = right.last, ",;)]}\\".contains(last) { right.removeLast() }
        let lead = text.before.dropLast(left.count)
        let (inner, rest) = Self.withoutName(left)
        let name = inner ?? Self.nameBefore(lead)
        return (name, MarkedText(before: String(rest), secret: text.secret, after: String(right)))
    }

    /// What a value stops at.
    private static func ends(_ character: Character) -> Bool { character.isWhitespace || "\"'`<>".contains(character) }

    private static func isName(_ character: Character) -> Bool {
        character.isASCII && (character.isLetter || character.isNumber) || "_-.".contains(character)
    }

    /// Splits `NAME=rest` or `name:rest`; an address such as `https://…` has no name, and a connection string is a value as a whole.
    private static func withoutName(_ text: Substring) -> (name: String?, rest: Substring) {
        let name = text.prefix(while: isName)
        let after = text[name.endIndex...]
        guard !name.isEmpty, let sign = after.first, sign == "=" || sign == ":", !after.hasPrefix("://"), !after.contains(";") else {
            return (nil, text)
        }
        return (String(name), after.dropFirst(after.hasPrefix(":=") ? 2 : 1))
    }

    /// The name that ends before quotes, spaces and signs of assignment; empty without one, or on another line.
    private static func nameBefore(_ text: Substring) -> String {
        let trimmed = text.dropLast(text.suffix(while: { " \t\"'`=:>,(\\[".contains($0) }).count)
        return String(trimmed.suffix(while: isName))
    }

    /// A line beside the secret's: empty, or an assignment; the head of a section is none.
    private func neighbour(_ line: Substring) -> [Assignment]? {
        guard line.contains(where: { !$0.isWhitespace }) else { return [] }
        let name = line.drop(while: \.isWhitespace).prefix { Self.isName($0) }
        let rest = line[name.endIndex...].drop { $0 == " " }
        guard !name.isEmpty, let sign = rest.first, sign == "=" || sign == ":" else { return nil }
        let value = rest.dropFirst().filter { $0 != "\"" }.drop { $0 == " " }
        guard !value.isEmpty else { return nil }
        return [Assignment(name: String(name), value: MarkedText(secret: String(value)), isSecret: false, keepsName: keepsNames)]
    }
}

extension StringProtocol {
    /// The longest end of which every character fulfils a condition.
    fileprivate func suffix(while condition: (Character) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex {
            let previous = index(before: start)
            guard condition(self[previous]) else { break }
            start = previous
        }
        return self[start...]
    }
}
