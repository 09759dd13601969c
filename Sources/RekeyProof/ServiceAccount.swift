internal import RekeyCore

/// Google's service account files. Source: cloud.google.com, "Create and delete service account keys".
package enum ServiceAccount {
    private static let hostSuffix = ".iam.gserviceaccount.com"

    /// Judges the JSON round a key ID, escaped or not: the private key must parse if it is there, and the account is said.
    package static func proof(in text: [UInt8]) -> Proof {
        var facts = Proof.Facts(account(in: text))
        let marker = Array("PRIVATE KEY-----".utf8)
        guard let place = text.firstRange(of: marker) else {
            facts.evidence.append("the private key itself is not here")
            facts.severity = .low
            return .stands(facts)
        }
        switch PrivateKeyText.proof(of: Array(text[max(0, place.lowerBound - 32)...])) {
        case .refuted(let reason), .disproved(let reason): return .refuted("its private key does not parse: \(reason)")
        case .stands(let key): facts.evidence += key.evidence
        }
        return .stands(facts)
    }

    /// As `proof(in:)` for the whole file in base64.
    package static func proof(inBase64 text: [UInt8]) -> Proof {
        guard let decoded = Base64.decode(text.span) else { return .refuted("no base64") }
        guard decoded.firstRange(of: Array("private_key".utf8)) != nil else { return .refuted("the service account file is cut short") }
        return proof(in: decoded)
    }

    /// The project and the name, from `client_email`.
    private static func account(in text: [UInt8]) -> [String] {
        guard let suffix = text.firstRange(of: Array(hostSuffix.utf8)) else { return [] }
        let address = text[..<suffix.lowerBound].suffix(130).reversed().prefix { byte in
            byte.isASCIIAlphanumeric || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ".")
        }
        let parts = String(decoding: Array(address.reversed()), as: UTF8.self).split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return [] }
        return ["project \(parts[1])", "account \(parts[0])"]
    }
}
