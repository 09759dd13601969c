/// What a report may show of a secret: a public prefix and the length.
package enum Redaction {
    /// Prefixes that every credential of a kind shares, so that showing them gives nothing away.
    ///
    /// Longest first. Source: the provider formats in `patterns/rules/`.
    private static let publicPrefixes: [StaticString] = [
        "sb_publishable_", "github_pat_", "sbp_oauth_", "sk-ant-", "sk_live_", "sk_test_", "sb_secret_", "rk_live_", "v1,whsec_", "whsec_",
        "sk-proj-", "xoxb-", "xoxp-", "xapp-", "glpat-", "sbp_", "sba_", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "npm_", "AKIA", "ASIA",
        "AIza", "eyJ", "-----BEGIN",
    ]

    /// For example `sb_secret_…[41]`, or `…[17]` where no public prefix is known.
    package static func redacted(_ secret: SecretText) -> String {
        secret.withBytes { bytes in
            for prefix in publicPrefixes where bytes.count >= prefix.utf8CodeUnitCount * 2 && starts(bytes, with: prefix) {
                return "\(prefix)…[\(bytes.count)]"
            }
            return "…[\(bytes.count)]"
        }
    }

    private static func starts(_ bytes: Span<UInt8>, with prefix: StaticString) -> Bool {
        var index = 0
        for byte in "\(prefix)".utf8 {
            guard index < bytes.count, bytes[index] == byte else { return false }
            index += 1
        }
        return true
    }
}
