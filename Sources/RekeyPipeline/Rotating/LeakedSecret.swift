package import RekeyCore
internal import RekeyRotation

/// How a command names the secret that is rotated.
package enum SecretNaming: Sendable {
    /// The ID of a finding.
    case id(String)
    /// A variable.
    case name(String)
    /// The secret itself, as it came from a pipe, and the variable it belongs to where that is told.
    case value(SecretText, variable: String?)

    /// Reads an argument. Throws for text that is neither an ID nor a name: perhaps it is the secret, so it is not repeated.
    package init(argument: String) throws(Trouble) {
        let isID = argument.utf8.count == 12 && argument.utf8.allSatisfy(\.isASCIIHexDigit)
        if isID {
            self = .id(argument.lowercased())
            return
        }
        let isName = argument.utf8.count <= 100 && argument.utf8.allSatisfy { $0.isASCIIAlphanumeric || "_.-".utf8.contains($0) }
        guard isName, !argument.isEmpty, SecretFreeText.cleanedMessage("KEY=\(argument)") == "KEY=\(argument)" else {
            throw Trouble(
                "neither the ID of a finding nor the name of a variable",
                why: "an ID has 12 hexadecimal digits; a secret is never read from an argument, where other users see it",
                next: "for a secret that you hold use: rekey rotate plan --value-from-stdin < FILE")
        }
        self = .name(argument)
    }
}

/// A secret to be rotated: what it is, its bytes as far as they are at hand, and the files it was looked for in.
struct LeakedSecret: Sendable {
    /// What plan and state hold of it.
    var subject: RotationSubject
    /// The bytes that make it secret, as the rule found them; `nil` when only its name is known.
    var secret: SecretText?
    /// The whole value of the variable: for a webhook the URL, of which `secret` is a part.
    var value: SecretText?
    /// Files of the repository with what was found in them.
    var repository: RepositoryFindings
    /// How the secret is written where it was found, if not as it is: with escapes, or as base64.
    var spellings: [SecretText] = []

    /// The texts to look for, the longest first.
    var values: [SecretText] {
        guard let secret else { return [] }
        return value.map { $0 == secret ? [secret] : [$0, secret] } ?? [secret]
    }

    /// Every way in which text may hold it: as it is, as it was found, and as base64, which manifests of Kubernetes have.
    var forms: [SecretText] {
        guard let secret else { return [] }
        let whole = values.map(\.revealedBytes)
        let encoded = (whole + whole.map { $0 + [0x0A] }).map { bytes -> [UInt8] in
            // Why: without the last group, so that more text behind the secret, as in a list of keys, does not hide it.
            Array(Base64.encode(bytes.span, padded: false).prefix(bytes.count / 3 * 4))
        }
        var seen: Set<SecretText> = []
        return ([secret] + spellings + encoded.map { SecretText($0) }).filter { $0.count >= 8 && seen.insert($0).inserted }
    }

    /// Whether it is long enough to be told from other text wherever it stands.
    var isDistinct: Bool { (secret?.count ?? 0) >= 8 }

    /// The rule of secrets that no rule finds: they are known by their name or were given.
    static let namedRule = RuleID(PlaybookSet.generic)
}
