internal import RekeyCore

/// Private keys as text: says what kind and size a key is and whether a passphrase guards it, and refuses what does not parse.
package enum PrivateKeyText {
    /// Judges the first key in `text`: PEM, OpenSSH or OpenPGP.
    package static func proof(of text: [UInt8]) -> Proof {
        guard let armour = KeyArmour(text) else { return .refuted("no armour of a private key") }
        var last = Proof.refuted("armour without a key inside")
        for bytes in armour.readings where bytes.count >= shortest {
            last = judge(bytes, armour)
            if case .stands = last { return last }
        }
        return last
    }

    /// As `proof(of:)`, for armour that was written in base64 once more.
    package static func proof(ofBase64 text: [UInt8]) -> Proof {
        guard let decoded = Base64.decode(text.span) else { return .refuted("no base64") }
        return proof(of: decoded)
    }

    /// Fewest bytes of a real key: an Ed25519 key in PKCS#8 has 48, a P-256 key without its public half 35.
    private static let shortest = 32
    /// Fewest different bytes in an encrypted body; random bytes of the shortest key have more.
    private static let fewestDistinct = 24

    /// A key behind a passphrase.
    static func encrypted(_ words: String) -> Proof {
        .stands(Proof.Facts([words, "encrypted with a passphrase"], severity: .medium))
    }

    private static func judge(_ bytes: [UInt8], _ armour: KeyArmour) -> Proof {
        if armour.label.hasPrefix("PGP ") { return PGPKey.proof(of: bytes) }
        if armour.label.hasPrefix("OPENSSH ") { return OpenSSHKey.proof(of: bytes) }
        if armour.isEncrypted {
            guard Entropy.distinct(bytes.span) >= fewestDistinct else { return .refuted("armour round a placeholder") }
            return encrypted(words(for: armour.label))
        }
        do throws(DERReader.Fault) {
            switch armour.label {
            case "ENCRYPTED PRIVATE KEY":
                try KeyStructure.checkEncrypted(bytes)
                return encrypted("private key")
            case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY": return .says(try KeyStructure.words(for: bytes))
            default:
                try KeyStructure.checkElement(bytes)
                return .says(words(for: armour.label))
            }
        } catch .truncated {
            return .refuted("the key is cut short")
        } catch {
            return .refuted("armour round something that is no key")
        }
    }

    private static func words(for label: String) -> String {
        switch label {
        case "RSA PRIVATE KEY": "RSA key"
        case "EC PRIVATE KEY": "elliptic curve key"
        case "DSA PRIVATE KEY": "DSA key"
        default: "private key"
        }
    }
}
