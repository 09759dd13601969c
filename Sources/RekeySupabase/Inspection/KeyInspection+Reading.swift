internal import RekeyCore

extension KeyInspection {
    /// Asks each parser in turn; the first that takes the whole text decides.
    mutating func read(_ known: Known, _ now: Int64) {
        guard value.count > 0 else { return facts.append("empty") }
        if value.withBytes({ SupabaseAPIKey($0) }).map({ readAPIKey($0, known) }) != nil { return }
        if value.withBytes({ APIKeyMap($0) }).map({ readKeyMap($0, known, now) }) != nil { return }
        if value.withBytes({ JSONWebToken($0) }).map({ readToken($0, known, now) }) != nil { return }
        if value.withBytes({ SupabaseAccessToken($0) }).map({ readAccessToken($0) }) != nil { return }
        let keys = value.withBytes { SigningKey.parse($0) }
        if !keys.isEmpty { return readSigningKeys(keys) }
        if let secret = value.withBytes({ HookSecret.parse($0, variable: known.variable) }).first { return readHookSecret(secret) }
        if value.withBytes({ DatabaseURL(in: $0, at: 0) }).map({ readDatabaseURL($0) }) != nil { return }
        if let damage = KeyDamage.found(in: value.revealedBytes) { return readDamaged(damage, now) }
        if let variable = known.variable, readVariable(variable) { return }
        readShapeless()
    }

    private mutating func readAPIKey(_ key: SupabaseAPIKey, _ known: Known) {
        let owner = key.owner(among: known.refs)
        kind = key.kind == .secret ? .secretKey : .publishableKey
        role = key.kind == .secret ? "service_role" : "anon"
        access = key.kind == .secret ? Self.serviceAccess : Self.anonAccess
        switch owner {
        case .commandLine: markDemo(value.withBytes(DemoDigest.name) ?? "constant of the Supabase CLI")
        case .project(let ref):
            projectRef = ref
            maker = "made for a hosted project"
            proof = .holds("checksum proves project \(ref)")
        case .selfHosted:
            isSelfHosted = true
            maker = "made for a self-hosted stack"
            proof = .holds("checksum proves a key of a self-hosted stack")
        case .unknown where key.isPlaceholder:
            isPlaceholder = true
            access = .nothing("placeholder text, no key")
        case .unknown where known.refs.isEmpty:
            proof = .open("checksum not provable without the project: not self-hosted, so name the project it should belong to")
        case .unknown:
            let names = known.refs.map(\.rawValue).joined(separator: ", ")
            proof = .fails("checksum fits neither \(names) nor a self-hosted stack: another project's key, or a damaged one")
        }
    }

    private mutating func readAccessToken(_ token: SupabaseAccessToken) {
        switch token.kind {
        case .personal, .perhapsScoped, .versioned:
            kind = .personalAccessToken
            access = .full("every organisation and project of its owner")
        case .oauth:
            kind = .oauthAccessToken
            access = .limited("what the user granted to an app, for a short time")
        case .oauthClientSecret:
            kind = .oauthClientSecret
            access = .limited("exchanging codes and refresh tokens in the name of an OAuth app")
        }
        if token.kind == .perhapsScoped { facts.append("perhaps limited to some permissions; treat as full access until they are known") }
        facts.append("carries no checksum and no project: only the Management API can tell whose it is")
        guard token.isPlaceholder else { return }
        isPlaceholder = true
        access = .nothing("placeholder text, no token")
    }

    private mutating func readSigningKeys(_ keys: [SigningKey]) {
        let isPrivate = keys.contains(where: \.hasPrivateMembers)
        kind = isPrivate ? .signingKey : .publicKey
        access = isPrivate ? .full("minting any user or service_role token") : .publicByDesign("verifies tokens, signs none")
        for key in keys { facts.append(key.evidence.joined(separator: ", ")) }
        if keys.contains(where: { $0.kind == .symmetric }) {
            facts.append(
                "the symmetric key is the stack's JWT secret: the text is as secret as that, even where it is called a public key set")
        }
        if isPrivate, keys.filter(\.hasPrivateMembers).allSatisfy(\.isDemo) { markDemo("published by Supabase for local work") }
    }

    private mutating func readHookSecret(_ secret: HookSecret) {
        kind = .hookSecret
        access = .limited("forging Auth hook calls to the receiver")
        let count = value.withBytes { bytes in bytes.indices.count { bytes[$0] == UInt8(ascii: "|") } } + 1
        if count > 1 { facts.append("list of \(count) secrets: every call is signed with each") }
        if secret.isDemo { markDemo("example of the self-hosted compose file") }
    }

    private mutating func readDatabaseURL(_ url: DatabaseURL) {
        kind = .databaseURL
        role = url.user?.displayable
        projectRef = url.ref
        access = .full("SQL as the database role")
        facts += url.evidence
        guard url.isPlaceholderPassword || url.isDemoPassword || url.isLocalDevelopment else { return }
        if url.isDemoPassword { return markDemo("password of the self-hosted example") }
        isPlaceholder = true
        access = .nothing("the password is a placeholder, or the usual one of a local server")
    }

    /// A text that starts like a key and is none: what kind it was, and where it broke.
    private mutating func readDamaged(_ damage: KeyDamage, _ now: Int64) {
        self.damage = damage
        let prefixes: [(String, Kind)] = [
            ("sb_secret_", .secretKey), ("sb_publishable_", .publishableKey), ("sbp_oauth_", .oauthAccessToken),
            ("sbp_", .personalAccessToken),
            ("sba_", .oauthClientSecret), ("v1,whsec_", .hookSecret), ("eyJ", .otherToken),
        ]
        kind = prefixes.first { entry in value.withBytes { $0.has(entry.0, at: 0) } }?.1 ?? .unknown
        access = .nothing("works nowhere as it is")
    }

    static let serviceAccess = Access.full("reads and writes all rows, users and files, past row-level security")
    static let anonAccess = Access.publicByDesign("only what row-level security allows")
}
