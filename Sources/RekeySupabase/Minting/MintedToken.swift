internal import Libcrypto
internal import RekeyCore

/// Signs the tokens that a self-hosted stack takes as keys.
///
/// Source: supabase/supabase `docker/utils/generate-keys.sh`: order of the fields and lifetime of 5 years of 365 days.
enum MintedToken {
    enum Role: String, CaseIterable {
        case anon
        case service = "service_role"
    }

    /// Seconds.
    static let lifetime: Int64 = 157_680_000

    /// When a token issued now expires; `KeySetMint` keeps `now` in the calendar.
    static func expiry(issuedAt now: Int64) -> Int64 { now &+ lifetime }

    static func hs256(role: Role, now: Int64, secret: SecretText) throws(MintFault) -> SecretText {
        let input = signingInput(header: #"{"alg":"HS256","typ":"JWT"}"#, role, now)
        let code = secret.withBytes { Digest.hmac(.sha256, key: $0, message: input.span) }
        guard let code else { throw .cryptoRefused }
        return token(input, code)
    }

    /// `keyID` is one of our UUIDs, so that it needs no escapes.
    static func es256(role: Role, now: Int64, pair: borrowing SigningKeyPair, keyID: String) throws(MintFault) -> SecretText {
        let input = signingInput(header: #"{"alg":"ES256","typ":"JWT","kid":"\#(keyID)"}"#, role, now)
        do throws(LibcryptoError) {
            let signature = try pair.signature(of: input)
            return token(input, signature)
        } catch { throw .cryptoRefused }
    }

    private static func signingInput(header: String, _ role: Role, _ now: Int64) -> [UInt8] {
        let payload = #"{"role":"\#(role.rawValue)","iss":"supabase","iat":\#(now),"exp":\#(expiry(issuedAt: now))}"#
        return encoded(Array(header.utf8)) + [UInt8(ascii: ".")] + encoded(Array(payload.utf8))
    }

    private static func token(_ input: [UInt8], _ signature: [UInt8]) -> SecretText {
        SecretText(input + [UInt8(ascii: ".")] + encoded(signature))
    }

    private static func encoded(_ bytes: [UInt8]) -> [UInt8] { Base64.encode(bytes.span, urlSafe: true) }
}
