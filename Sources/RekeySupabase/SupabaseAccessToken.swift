package import RekeyCore

/// A token of a Supabase account: it reaches every project of its owner.
///
/// Source: supabase/cli `internal/utils/access_token.go` and its newer TypeScript form; the scoped and OAuth app forms are as users publish them.
package struct SupabaseAccessToken: Sendable {
    /// How the token was made, and what it opens.
    package enum Kind: Sendable, Equatable {
        /// `sbp_` and 40 hexadecimal digits.
        case personal
        /// The same, starting `sbp_fc`: probably limited to some permissions; 1 in 256 classic tokens looks so too.
        case perhapsScoped
        /// `sbp_v0_` and 40 hexadecimal digits.
        case versioned
        /// `sbp_oauth_` and 40 hexadecimal digits: short-lived, given to an app.
        case oauth
        /// `sba_` and 40 hexadecimal digits: the secret of an OAuth app.
        case oauthClientSecret
    }

    package let kind: Kind
    /// Whether the digits are documentation text: few different ones, or counting.
    package let isPlaceholder: Bool

    static let digitCount = 40
    private static let longestVersion = 4

    /// Takes all of `text` as one token; `nil` when it is none.
    package init?(_ text: Span<UInt8>) {
        let head = text.count - Self.digitCount
        guard head > 0 else { return nil }
        let digits = text.copy(head..<text.count)
        guard digits.allSatisfy({ $0.isASCIIHexDigit && !$0.isASCIIUpper }) else { return nil }
        guard let kind = Self.kind(ofPrefix: String(decoding: text.copy(0..<head), as: UTF8.self), digits) else { return nil }
        self.kind = kind
        isPlaceholder = PlaceholderText.isFiller(digits) || Self.isCounting(digits)
    }

    private static func kind(ofPrefix prefix: String, _ digits: [UInt8]) -> Kind? {
        switch prefix {
        case "sbp_": return digits.starts(with: "fc".utf8) ? .perhapsScoped : .personal
        case "sbp_oauth_": return .oauth
        case "sba_": return .oauthClientSecret
        default:
            guard prefix.hasPrefix("sbp_v"), prefix.hasSuffix("_") else { return nil }
            let version = prefix.utf8.dropFirst(5).dropLast()
            let isNumber = !version.isEmpty && version.count <= longestVersion && version.allSatisfy(\.isASCIIDigit)
            return isNumber ? .versioned : nil
        }
    }

    /// `0102030405060708091011…`, as in tests of Supabase tools.
    private static func isCounting(_ digits: [UInt8]) -> Bool { digits.starts(with: "01020304050607".utf8) }

    /// Severity of a leak.
    package var severity: Severity {
        switch kind {
        case .personal, .versioned: .critical
        case .perhapsScoped, .oauth, .oauthClientSecret: .high
        }
    }

    /// Facts for a report. Holds no secret bytes.
    package var evidence: [String] {
        switch kind {
        case .personal: ["personal access token", "opens every organisation and project of its owner"]
        case .perhapsScoped: ["personal access token, perhaps scoped", "treat as full access until its permissions are known"]
        case .versioned: ["personal access token, versioned form", "opens every organisation and project of its owner"]
        case .oauth: ["OAuth access token", "short-lived, opens what the user granted to an app"]
        case .oauthClientSecret: ["OAuth app client secret", "useful with a code or refresh token of the app"]
        }
    }
}
