/// How a container writes the names of its variables or keys.
package enum NameStyle: Sendable {
    case screaming, snake, camel, kebab

    /// `name` in this style; its words are told by `_`, `-`, `.`, spaces and capitals.
    package func write(_ name: String) -> String {
        let words = Self.words(name)
        return switch self {
        case .screaming: words.map { $0.uppercased() }.joined(separator: "_")
        case .snake: words.joined(separator: "_")
        case .kebab: words.joined(separator: "-")
        case .camel: (words.prefix(1) + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }).joined()
        }
    }

    /// The words of a name in lower case.
    static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let isWord = character.isLetter || character.isNumber
            if !isWord || character.isUppercase && wasLower {
                if !word.isEmpty { words.append(word.lowercased()) }
                word = ""
            }
            if isWord { word.append(character) }
            wasLower = character.isLowercase || character.isNumber
        }
        if !word.isEmpty { words.append(word.lowercased()) }
        return words
    }
}
