internal import RekeyCore

extension KeyInspection {
    /// The inspection as text, one fact a line. Never holds the secret.
    package var lines: [String] {
        var rows: [(String, String)] = [("key", "\(kind.rawValue), \(shown)")]
        if let role { rows.append(("role", role)) }
        if let projectRef { rows.append(("project", projectRef.rawValue)) }
        if let maker { rows.append(("origin", maker)) }
        if let issuer { rows.append(("issuer", issuer)) }
        if let issuedAt { rows.append(("issued", TokenExpiry.date(issuedAt))) }
        if let expiry { rows.append(("expiry", expiry.words)) }
        if let words = proof.words { rows.append((proofName, words)) }
        if isDemo { rows.append(("demo", "yes: everybody has it")) }
        if let words = access.words { rows.append(("opens", words)) }
        if let damage { rows.append(("damaged", damage.words)) }
        rows += facts.map { ("note", $0) }
        rows += trims.map { ("note", $0.words) }
        rows += advice.map { ("advice", $0) }
        let width = rows.map(\.0.utf8.count).max() ?? 0
        return rows.map { name, text in "\(name):\(String(repeating: " ", count: width - name.utf8.count + 1))\(text)" }
    }

    private var shown: String { "\(Redaction.redacted(value)) characters" }

    private var proofName: String {
        switch proof {
        case .holds: "proven"
        case .fails: "refuted"
        case .open, .impossible: "unproven"
        }
    }

    /// What to do about the kind of key, one sentence each; empty where nothing is to be said.
    package var advice: [String] {
        if damage != nil { return ["copy the key again, with the copy button of the dashboard"] }
        switch kind {
        case .serviceToken where isDemo, .anonToken where isDemo: return ["never use it on a stack that others reach: anyone can make it"]
        case .serviceToken, .anonToken: return [isSelfHosted ? MigrationAdvice.selfHosted : MigrationAdvice.hosted]
        case .jwtSecret where isDemo, .stackSecret where isDemo, .secretKey where isDemo: return ["replace it: rekey supabase mint"]
        case .secretKey: return ["send it in the header apikey, from servers only"]
        case .secretKeyMap:
            return ["the platform fills it for Edge Functions of a hosted project; revoke the key that leaked, and it follows"]
        case .publishableKey, .publishableKeyMap, .userSession, .otherToken, .personalAccessToken, .oauthAccessToken, .oauthClientSecret,
            .jwtSecret,
            .signingKey, .publicKey, .databaseURL, .hookSecret, .storageKeyID, .storageKeySecret, .stackSecret, .unknown:
            return []
        }
    }
}
