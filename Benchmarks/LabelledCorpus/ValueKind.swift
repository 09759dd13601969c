/// Kinds of secrets that have no form of their own, as people and machines make them.
package enum ValueKind: String, Sendable, CaseIterable {
    /// Random letters and digits.
    case alphanumeric
    case base64
    case hexadecimal
    /// Random letters, digits and signs, as password managers make them.
    case symbols
    /// Made by a person who knows the rules: words, digits and signs mixed.
    case strong
    /// Made by a person in a hurry.
    case weak
}

/// Makes values of each kind. The design and the held-out set each have their own.
protocol ValueMaker {
    static func value(_ kind: ValueKind, _ generator: inout RepeatableGenerator) -> String
}

/// Alphabets that both makers draw from.
enum Alphabet {
    static let lower = "abcdefghijklmnopqrstuvwxyz"
    static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    static let digits = "0123456789"
    static let alphanumeric = lower + upper + digits
}
