internal import RekeyCore

extension KeyInspection {
    mutating func readToken(_ token: JSONWebToken, _ known: Known, _ now: Int64) {
        let judged = SupabaseJWT(token, now: now)
        readClaims(token, judged)
        let characters = value.withBytes { bytes in
            var count = 0
            while count < bytes.count, bytes[bytes.count - 1 - count] != UInt8(ascii: ".") { count += 1 }
            return count
        }
        if let damage = KeyDamage.signature(token, characters: characters) {
            self.damage = damage
            access = .nothing("works nowhere as it is")
            return
        }
        switch judged.demo {
        case .knownDemo(let name): markDemo(name)
        case .demoSigned(let origin): markDemo("signed with the public JWT secret of \(origin)")
        case .privatelySigned, .unknown: proof = Self.proof(token, known)
        }
    }

    private mutating func readClaims(_ token: JSONWebToken, _ judged: SupabaseJWT) {
        switch judged.kind {
        case .service(let name): (kind, role, access) = (.serviceToken, name, Self.serviceAccess)
        case .anon: (kind, role, access) = (.anonToken, "anon", Self.anonAccess)
        case .userSession: (kind, role, access) = (.userSession, "authenticated", .limited("what one user may do"))
        case .other(let name): (kind, role) = (.otherToken, name?.displayable)
        case .notSupabase:
            kind = .otherToken
            role = token.claims.role?.displayable
            facts.append("nothing in it says Supabase")
        }
        projectRef = judged.projectRef
        isSelfHosted = judged.origin == .selfHostedScript || judged.origin == .selfHostedAsymmetric || judged.origin == .selfHostedExample
        maker = judged.origin == .unknown ? nil : judged.origin.words
        issuer = token.claims.issuer.flatMap { $0.displayable ?? Self.address($0) }
        issuedAt = token.claims.issuedAt
        expiry = judged.expiry
        if judged.expiry.isExpired { access = .nothing("nothing where expiry is checked; treat as live until it was tried") }
        if let keyID = token.keyID?.displayable { facts.append("key ID \(keyID)") }
        if token.algorithm == Optional(JSONWebToken.Algorithm.none) { facts.append("not signed: no service takes it") }
        if let issuedAt, issuedAt > (judged.expiry.time ?? .max) { facts.append("expires before it was issued") }
    }

    /// An issuer that is the address of an Auth server; such an address holds no secret.
    private static func address(_ issuer: String) -> String? {
        let bytes = Array(issuer.utf8)
        let isPlain = bytes.allSatisfy { $0.isASCIIAlphanumeric || "-._:/".utf8.contains($0) }
        return isPlain && bytes.count <= 128 && TokenIssuer(issuer).isSupabase ? issuer : nil
    }

    private static func proof(_ token: JSONWebToken, _ known: Known) -> Proof {
        if let secret = known.jwtSecret, secret.withBytes({ token.verifies(secret: $0) }) {
            return .holds("signature verifies under the JWT secret given")
        }
        if let key = known.signingKeys.first(where: { token.verifies($0) }) {
            return .holds("signature verifies under the key given" + (key.keyID?.displayable.map { ", ID \($0)" } ?? ""))
        }
        switch token.algorithm {
        case .hs256, .hs384, .hs512:
            guard known.jwtSecret != nil || known.signingKeys.contains(where: { $0.kind == .symmetric }) else {
                return .open("signature not provable without the JWT secret")
            }
        case .es256, .rs256, .edDSA:
            guard !known.signingKeys.isEmpty else { return .open("signature not provable without the public key (JWKS)") }
        case .some(.none), nil: return .impossible
        }
        return .fails("signature does not verify under what was given: another stack's token, or a damaged one")
    }
}

extension TokenExpiry {
    /// Seconds since 1970; `nil` for a token without expiry.
    package var time: Int64? {
        switch self {
        case .never: nil
        case .expires(let time), .expired(let time): time
        }
    }
}
