package import RekeyCore

/// New values for variables of a self-hosted stack, and what follows from using them.
package struct MintedKeySet: Sendable {
    /// One variable and its new value.
    package struct Entry: Sendable {
        package let name: String
        package let value: SecretText
        package let part: MintPart
    }

    /// In the order of `MintPart`, then of the part's variables.
    package let entries: [Entry]
    package let parts: Set<MintPart>
    /// `kid` of the new ES256 key, which is no secret; `nil` when none was made.
    package let keyID: String?
    /// When the new tokens expire, in seconds since 1970; `nil` when none was made.
    package let expiresAt: Int64?

    /// The new value of a variable.
    package subscript(_ name: String) -> SecretText? { entries.first { $0.name == name }?.value }

    private var orderedParts: [MintPart] { MintPart.allCases.filter(parts.contains) }

    /// The compose services to recreate, each once, in the order of first mention.
    package var services: [String] {
        var services: [String] = []
        for service in orderedParts.flatMap(\.services) where !services.contains(service) { services.append(service) }
        return services
    }

    /// What breaks or must be done by hand, most general last.
    package var warnings: [String] {
        var warnings = orderedParts.flatMap { $0.warnings(among: parts) }
        if !parts.isDisjoint(with: [.jwt, .signingKeys, .apiKeys]) {
            warnings.append("docker compose restart does not read .env again: recreate the services")
        }
        return warnings
    }

    /// What the new tokens say, in public words.
    package var facts: [String] {
        var facts: [String] = []
        if let expiresAt { facts.append("new tokens expire \(TokenExpiry.date(expiresAt))") }
        if let keyID { facts.append("key ID of the new ES256 key: \(keyID)") }
        return facts
    }
}
