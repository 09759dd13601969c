internal import Libcrypto
internal import RekeyCore

/// A new ES256 key pair as the stack's services read it, and the two tokens it signs.
///
/// Source: supabase/supabase `docker/utils/add-new-auth-keys.sh`, whose names and order of members are kept.
struct MintedSigningKeys {
    let keyID: String
    /// In the order of `MintPart.signingKeys.variables`.
    let values: [SecretText]

    init(random: RandomSource, jwtSecret: SecretText, now: Int64) throws(MintFault) {
        let pair: SigningKeyPair
        do throws(LibcryptoError) { pair = try SigningKeyPair(generating: .es256) } catch { throw .cryptoRefused }
        let members = pair.publicMembers
        guard members.count == 2, members.allSatisfy({ $0.count == 32 }) else { throw .cryptoRefused }
        keyID = try random.uuid()
        let x = Self.text(members[0])
        let y = Self.text(members[1])
        let d = Self.text(pair.withPrivateMember { $0.copied() })
        let symmetric = #"{"kty":"oct","k":"\#(Self.text(jwtSecret.revealedBytes))","alg":"HS256"}"#
        let head = #"{"kty":"EC","kid":"\#(keyID)","use":"sig","key_ops":"#
        let point = #","alg":"ES256","ext":true,"crv":"P-256","x":"\#(x)","y":"\#(y)""#
        let signer = head + #"["sign","verify"]"# + point + #","d":"\#(d)"}"#
        let verifier = head + #"["verify"]"# + point + "}"
        values = [
            try MintedToken.es256(role: .anon, now: now, pair: pair, keyID: keyID),
            try MintedToken.es256(role: .service, now: now, pair: pair, keyID: keyID),
            SecretText(Array("[\(signer),\(symmetric)]".utf8)),
            SecretText(Array(#"{"keys":[\#(verifier),\#(symmetric)]}"#.utf8)),
        ]
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes.span, urlSafe: true), as: UTF8.self) }
}
