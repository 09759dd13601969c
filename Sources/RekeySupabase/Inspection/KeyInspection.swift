package import RekeyCore

/// What a Supabase credential is, told offline from its bytes. Holds no secret but `value`, which prints as a mask.
package struct KeyInspection: Sendable {
    /// What the inspection may be held against.
    package struct Known: Sendable {
        /// Projects that the key may belong to.
        package var refs: [ProjectRef]
        /// The secret that a token should verify under.
        package var jwtSecret: SecretText?
        /// The keys that a token should verify under, such as those of `JWT_JWKS`.
        package var signingKeys: [SigningKey]
        /// The variable that holds the key: values without a shape of their own are told by it.
        package var variable: String?

        package init(
            refs: [ProjectRef] = [], jwtSecret: SecretText? = nil, signingKeys: [SigningKey] = [], variable: String? = nil
        ) {
            self.refs = refs
            self.jwtSecret = jwtSecret
            self.signingKeys = signingKeys
            self.variable = variable
        }
    }

    /// The bytes that were read: without blanks, line ends and quotes round them.
    package let value: SecretText
    /// What was taken off round the value.
    package let trims: [PastedText.Trim]
    package internal(set) var kind = Kind.unknown
    /// Postgres role of an API key; `nil` where there is none.
    package internal(set) var role: String?
    /// The hosted project that the key itself names or its checksum proves.
    package internal(set) var projectRef: ProjectRef?
    /// Whether a self-hosted stack made the key, by its checksum or its shape.
    package internal(set) var isSelfHosted = false
    /// Who made it, in one phrase.
    package internal(set) var maker: String?
    /// `iss` of a token, when it can be shown.
    package internal(set) var issuer: String?
    /// Seconds since 1970.
    package internal(set) var issuedAt: Int64?
    /// `nil` where the kind has no expiry.
    package internal(set) var expiry: TokenExpiry?
    package internal(set) var proof = Proof.impossible
    package internal(set) var access = Access.unknown
    /// Whether Supabase publishes the key, or anyone can sign its like: no secret at all.
    package internal(set) var isDemo = false
    /// Whether it only says where a key goes.
    package internal(set) var isPlaceholder = false
    package internal(set) var damage: KeyDamage?
    /// Whatever else is worth saying, one phrase each.
    package internal(set) var facts: [String] = []

    /// Judges `text` at the moment `now`, in seconds since 1970.
    package init(_ text: Span<UInt8>, known: Known = Known(), now: Int64) { self.init(PastedText(text), known: known, now: now) }

    /// As `init(_:known:now:)` for a text whose surroundings are already off.
    package init(_ pasted: PastedText, known: Known = Known(), now: Int64) {
        value = pasted.value
        trims = pasted.trims
        read(known, now)
        if kind == .unknown || damage != nil { return }
        if let name = value.withBytes(DemoDigest.name), !isDemo { markDemo(name) }
    }

    /// Whether a service that checks expiry refuses the key.
    package var isExpired: Bool { expiry?.isExpired ?? false }

    /// Whether checksum or signature does not fit what the key was held against.
    package var isRefuted: Bool {
        switch proof {
        case .fails: true
        case .holds, .open, .impossible: false
        }
    }

    mutating func markDemo(_ name: String) {
        isDemo = true
        access = .nothing("opens no stack with secrets of its own, and every stack that kept the published ones")
        proof = .holds(name)
    }
}

extension KeyInspection {
    /// Kinds of credential that Supabase knows.
    package enum Kind: String, Sendable, CaseIterable {
        case secretKey = "secret API key (sb_secret_)"
        case publishableKey = "publishable API key (sb_publishable_)"
        case secretKeyMap = "secret API keys by name (JSON, as in SUPABASE_SECRET_KEYS)"
        case publishableKeyMap = "publishable API keys by name (JSON, as in SUPABASE_PUBLISHABLE_KEYS)"
        case serviceToken = "legacy service_role key (JWT)"
        case anonToken = "legacy anon key (JWT)"
        case userSession = "session token of a signed-in user (JWT)"
        case otherToken = "JSON Web Token"
        case personalAccessToken = "personal access token (sbp_)"
        case oauthAccessToken = "OAuth access token (sbp_oauth_)"
        case oauthClientSecret = "client secret of an OAuth app (sba_)"
        case jwtSecret = "JWT secret"
        case signingKey = "JWT signing key (private JWK)"
        case publicKey = "JWT verification key (public JWK)"
        case databaseURL = "database URL"
        case hookSecret = "Auth hook secret (v1,whsec_)"
        case storageKeyID = "access key ID of Storage's S3 endpoint"
        case storageKeySecret = "secret access key of Storage's S3 endpoint"
        case stackSecret = "secret of a self-hosted stack"
        case unknown = "no Supabase key by its shape"

        /// Public by design: losing it is no leak, and it must not stand where a secret is needed.
        package var isPublic: Bool {
            switch self {
            case .publishableKey, .publishableKeyMap, .anonToken, .publicKey: true
            case .secretKey, .secretKeyMap, .serviceToken, .userSession, .otherToken, .personalAccessToken, .oauthAccessToken,
                .oauthClientSecret,
                .jwtSecret, .signingKey, .databaseURL, .hookSecret, .storageKeyID, .storageKeySecret, .stackSecret, .unknown:
                false
            }
        }
    }

    /// What checksum or signature says.
    package enum Proof: Sendable, Equatable {
        /// They fit; the text says what they prove.
        case holds(String)
        /// They do not fit what the key was held against.
        case fails(String)
        /// Nothing to hold it against was given; the text says what is needed.
        case open(String)
        /// The kind carries neither.
        case impossible

        var words: String? {
            switch self {
            case .holds(let text), .fails(let text), .open(let text): text
            case .impossible: nil
            }
        }
    }

    /// What a holder can do.
    package enum Access: Sendable, Equatable {
        case full(String)
        case limited(String)
        case publicByDesign(String)
        /// Nothing, or nothing that is not everybody's.
        case nothing(String)
        case unknown

        var words: String? {
            switch self {
            case .full(let text): "full access: \(text)"
            case .limited(let text): text
            case .publicByDesign(let text): "public by design: \(text)"
            case .nothing(let text): text
            case .unknown: nil
            }
        }
    }
}
