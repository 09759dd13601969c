/// What an object is. The raw value is its number in a pack. Source: gitformat-pack(5), "Object types".
package enum ObjectKind: UInt8, Sendable, CaseIterable {
    case commit = 1
    case tree = 2
    case blob = 3
    case tag = 4

    /// The word that stands in a loose object and that git prints.
    package var word: String {
        switch self {
        case .commit: "commit"
        case .tree: "tree"
        case .blob: "blob"
        case .tag: "tag"
        }
    }

    /// `nil` for any other word.
    init?(word: some Sequence<UInt8>) {
        let text = Array(word)
        guard let kind = Self.allCases.first(where: { Array($0.word.utf8) == text }) else { return nil }
        self = kind
    }
}
