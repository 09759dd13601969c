internal import Libcrypto
internal import RekeyCore

/// Makes synthetic credentials at run time, so that none stands in the sources.
enum Minting {
    static let ref = "abcdefghijklmnop" + "qrst"
    static let hs256Header = #"{"alg":"HS256","typ":"JWT"}"#

    static func base64URL(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes.span, urlSafe: true), as: UTF8.self) }

    static func base64URL(_ text: String) -> String { base64URL(Array(text.utf8)) }

    /// A token over `payload`, signed with HMAC.
    static func token(_ payload: String, secret: String, header: String = hs256Header, hash: Digest.Hash = .sha256) -> [UInt8] {
        let input = base64URL(header) + "." + base64URL(payload)
        let code = Digest.hmac(hash, key: Array(secret.utf8).span, message: Array(input.utf8).span) ?? []
        return Array((input + "." + base64URL(code)).utf8)
    }

    /// A token over `payload`, signed with a fresh asymmetric key.
    static func token(_ payload: String, pair: borrowing SigningKeyPair, keyID: String = "test-key") throws -> [UInt8] {
        let header = #"{"alg":"\#(name(pair.algorithm))","typ":"JWT","kid":"\#(keyID)"}"#
        let input = base64URL(header) + "." + base64URL(payload)
        return Array((input + "." + base64URL(try pair.signature(of: Array(input.utf8)))).utf8)
    }

    static func name(_ algorithm: SignatureAlgorithm) -> String {
        switch algorithm {
        case .es256: "ES256"
        case .rs256: "RS256"
        case .edDSA: "EdDSA"
        }
    }

    /// The JWK of a key pair, with its private member when asked.
    static func jwk(_ pair: borrowing SigningKeyPair, isPrivate: Bool = false, keyID: String = "test-key") -> String {
        let members = pair.publicMembers.map { base64URL($0) }
        let d = isPrivate ? #","d":"\#(pair.withPrivateMember { base64URL(Array(copying: $0)) })""# : ""
        return switch pair.algorithm {
        case .es256: #"{"kty":"EC","crv":"P-256","kid":"\#(keyID)","x":"\#(members[0])","y":"\#(members[1])"\#(d)}"#
        case .rs256: #"{"kty":"RSA","kid":"\#(keyID)","n":"\#(members[0])","e":"\#(members[1])"\#(d)}"#
        case .edDSA: #"{"kty":"OKP","crv":"Ed25519","kid":"\#(keyID)","x":"\#(members[0])"\#(d)}"#
        }
    }

    /// A JWK of type `oct`.
    static func symmetricJWK(_ secret: String) -> String { #"{"kty":"oct","k":"\#(base64URL(secret))","alg":"HS256"}"# }

    /// A hosted-style key whose checksum fits `ref`.
    static func apiKey(_ prefix: String, random: String = "AAECAwQFBgcI" + "CQoLDA0ODw", ref: String) -> [UInt8] {
        let body = prefix + random
        let digest = Digest.sha256(Array("\(ref)|\(body)".utf8).span)
        return Array("\(body)_\(base64URL(digest).prefix(8))".utf8)
    }

    /// `count` lower-case hexadecimal digits that look random, different for each `seed`.
    static func hex(_ count: Int, seed: String = "a") -> String {
        var digits = ""
        var block = Array(seed.utf8)
        while digits.utf8.count < count {
            block = Digest.sha256(block.span)
            digits += block.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        }
        return String(digits.prefix(count))
    }
}

extension Array where Element == UInt8 {
    init(copying span: Span<UInt8>) {
        self = []
        for index in span.indices { append(span[index]) }
    }

    init(_ text: String) { self = Array(text.utf8) }
}

/// Every shorter prefix of a text, and the text with each byte changed in turn.
func damaged(_ text: [UInt8], flipping bits: UInt8 = 0x80) -> [[UInt8]] {
    text.indices.map { Array(text.prefix($0)) }
        + text.indices.map { index in
            var changed = text
            changed[index] ^= bits
            return changed
        }
}
