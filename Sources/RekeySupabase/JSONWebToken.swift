internal import Libcrypto
package import RekeyCore

/// A JSON Web Token as written, taken apart. Knows no provider.
///
/// Source: RFC 7515 (compact form), RFC 7519 (claims).
package struct JSONWebToken: Sendable {
    /// Signature algorithms that Supabase can use, plus the one that means "not signed".
    package enum Algorithm: String, Sendable, CaseIterable {
        case hs256 = "HS256"
        case hs384 = "HS384"
        case hs512 = "HS512"
        case es256 = "ES256"
        case rs256 = "RS256"
        case edDSA = "EdDSA"
        case none
    }

    /// The claims we read; wrong types read as absent.
    package struct Claims: Sendable, Equatable {
        package var issuer: String?
        package var role: String?
        /// Project ref, as written.
        package var ref: String?
        package var subject: String?
        package var audience: [String]
        /// Seconds since 1970.
        package var issuedAt: Int64?
        /// Seconds since 1970.
        package var expiresAt: Int64?
        package var sessionID: String?
    }

    /// Tokens longer than this are not parsed. Bytes.
    package static let maximumCount = 16 * 1024

    /// `nil` when the header names an algorithm we do not know.
    package let algorithm: Algorithm?
    /// `kid` of the header.
    package let keyID: String?
    package let claims: Claims
    /// The whole token.
    package let text: SecretText
    /// The decoded signature; empty for an unsigned token.
    package let signature: SecretText
    private let signedCount: Int

    /// Takes all of `text` as one token; `nil` when it is not three base64url parts with two JSON objects in front.
    package init?(_ text: Span<UInt8>) {
        guard text.count <= Self.maximumCount else { return nil }
        let bytes = text.copied()
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let payload = Self.object(parts[1]),
            let name = header["alg"]?.text, let signature = Self.decode(parts[2])
        else { return nil }
        algorithm = Algorithm(rawValue: name)
        guard signature.isEmpty == (algorithm == Algorithm.none) else { return nil }
        keyID = header["kid"]?.text
        claims = Claims(payload)
        self.text = SecretText(bytes)
        self.signature = SecretText(signature)
        signedCount = parts[0].count + 1 + parts[1].count
    }

    /// Header and payload as the signature covers them: everything before the second dot.
    package var signingInput: [UInt8] { text.withBytes { $0.copy(0..<signedCount) } }

    private static func object(_ part: ArraySlice<UInt8>) -> ParsedJSON? {
        guard !part.isEmpty, let bytes = decode(part), let value = JSONReader.wholeValue(of: bytes) else { return nil }
        guard case .object = value else { return nil }
        return value
    }

    private static func decode(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        let isBase64URL = part.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        return isBase64URL ? Base64.decode(Array(part).span) : nil
    }
}

extension JSONWebToken.Claims {
    fileprivate init(_ payload: ParsedJSON) {
        issuer = payload["iss"]?.text
        role = payload["role"]?.text
        ref = payload["ref"]?.text
        subject = payload["sub"]?.text
        audience = payload["aud"]?.texts ?? []
        issuedAt = payload["iat"]?.wholeNumber
        expiresAt = payload["exp"]?.wholeNumber
        sessionID = payload["session_id"]?.text
    }

    /// Seconds from issue to expiry; `nil` when either is missing or they do not make sense.
    var lifetimeSeconds: Int64? {
        guard let issuedAt, let expiresAt else { return nil }
        let (lifetime, overflow) = expiresAt.subtractingReportingOverflow(issuedAt)
        return overflow || lifetime < 0 ? nil : lifetime
    }
}
