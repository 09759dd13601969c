internal import RekeyCore

extension KeyInspection {
    /// Judges a value by the variable that holds it; `false` when the name says nothing.
    mutating func readVariable(_ variable: String) -> Bool {
        guard let entry = SelfHostedVariable.named(variable) else { return false }
        kind =
            switch entry.name {
            case "JWT_SECRET": .jwtSecret
            case "S3_PROTOCOL_ACCESS_KEY_ID": .storageKeyID
            case "S3_PROTOCOL_ACCESS_KEY_SECRET": .storageKeySecret
            case "ANON_KEY", "SERVICE_ROLE_KEY", "ANON_KEY_ASYMMETRIC", "SERVICE_ROLE_KEY_ASYMMETRIC", "SUPABASE_SECRET_KEY",
                "SUPABASE_PUBLISHABLE_KEY", "JWT_KEYS", "JWT_JWKS":
                .unknown
            default: .stackSecret
            }
        if kind == .unknown {
            facts.append("\(entry.name) holds no such value")
            return true
        }
        access = entry.severity >= .high ? .full(entry.opens) : .limited(entry.opens)
        if value.withBytes({ DemoValue.isDemo(variable: variable, value: $0) }) {
            markDemo("published by Supabase as the value of \(entry.name)")
        } else if PlaceholderText.isPlaceholder(value.revealedBytes) {
            isPlaceholder = true
            access = .nothing("placeholder text, no secret")
        } else {
            readStrength(entry.name)
        }
        return true
    }

    /// What the stack asks of the value of `name`, where that is fixed.
    private mutating func readStrength(_ name: String) {
        if kind == .jwtSecret, let weakness = value.withBytes(JWTSecretWeakness.found) { facts.append("not usable: \(weakness.words)") }
        let (text, count) = (value.revealedBytes, Self.exactCounts[name])
        if let count, count != text.count { facts.append("not usable: \(text.count) characters, exactly \(count) are needed") }
        let isKey = kind == .storageKeyID || kind == .storageKeySecret
        if isKey, !text.allSatisfy({ $0.isASCIIHexDigit && !$0.isASCIIUpper }) {
            facts.append("not of the usual shape: lower-case hexadecimal")
        }
    }

    /// Characters that ciphers fix. Source: AES-128 in Realtime, AES-256 in Supavisor.
    private static let exactCounts = ["REALTIME_DB_ENC_KEY": 16, "VAULT_ENC_KEY": 32]

    /// A value that neither its shape nor a variable explains.
    mutating func readShapeless() {
        let bytes = value.revealedBytes
        if DemoJWTSecret.named(by: bytes.span) != nil {
            kind = .jwtSecret
            return markDemo("published by Supabase as a JWT secret")
        }
        if value.withBytes({ DemoValue.isDemo(variable: nil, value: $0) }) {
            kind = .stackSecret
            return markDemo(value.withBytes(DemoDigest.name) ?? "published by Supabase as an example value")
        }
        isPlaceholder = PlaceholderText.isPlaceholder(bytes)
        if isPlaceholder { return facts.append("placeholder text") }
        let isHexadecimal = bytes.allSatisfy { $0.isASCIIHexDigit && !$0.isASCIIUpper }
        switch bytes.count {
        case 32 where isHexadecimal: facts.append("shaped like an S3 access key ID, a password or VAULT_ENC_KEY of a self-hosted stack")
        case 64 where isHexadecimal: facts.append("shaped like the secret of an S3 access key, or a root key of Vault")
        default: break
        }
        facts.append("a JWT secret or a password has no shape of its own: name the variable that holds it")
    }
}
