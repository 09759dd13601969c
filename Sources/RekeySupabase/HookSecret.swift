package import RekeyCore

/// A secret that signs Auth hook calls: `v1,whsec_` and standard base64; several are joined with `|`.
///
/// Source: supabase/auth `internal/conf/configuration.go`, which accepts `^v1,whsec_[A-Za-z0-9+/=]{32,88}`.
package struct HookSecret: Sendable {
    /// How the secret is written.
    package enum Form: Sendable, Equatable {
        /// `v1,whsec_…`: Supabase Auth and nobody else.
        case versioned
        /// `whsec_…`: Supabase in a hook variable, else some other sender of webhooks.
        case prefixed
        /// Bare base64 in a hook variable: the documentation tells receivers to strip the prefix.
        case bare
    }

    package let form: Form
    /// The secret in the text, prefix included, half-open.
    package let range: Range<Int>
    /// Whether it is the example of the self-hosted compose file.
    package let isDemo: Bool

    static let payloadCount = 32...88

    /// The secrets of a value; empty when any part of the list is none.
    ///
    /// `whsec_` without `v1,` and bare base64 count only when `variable` names a hook secret.
    package static func parse(_ text: Span<UInt8>, variable: String? = nil) -> [HookSecret] {
        guard text.count <= 4_096 else { return [] }
        let isHook = variable.map(isHookVariable) ?? false
        var secrets: [HookSecret] = []
        var start = 0
        for index in 0...text.count where index == text.count || text[index] == UInt8(ascii: "|") {
            guard let secret = HookSecret(text, start..<index), isHook || secret.form == .versioned else { return [] }
            secrets.append(secret)
            start = index + 1
        }
        return secrets
    }

    /// `*_HOOK_SECRET`, `*_HOOK_SECRETS`, `GOTRUE_HOOK_…_SECRETS`, `hook_send_email_secrets`, whatever the case.
    package static func isHookVariable(_ name: String) -> Bool {
        let name = name.uppercased()
        guard name.hasSuffix("_SECRET") || name.hasSuffix("_SECRETS") else { return false }
        return name.hasPrefix("HOOK_") || name.contains("_HOOK_")
    }

    /// Severity of a leak.
    package var severity: Severity { isDemo ? .info : .high }

    /// Facts for a report. Holds no secret bytes.
    package var evidence: [String] {
        var lines = ["signs Auth hook calls"]
        if isDemo { lines.append("example of the self-hosted compose file") }
        return lines
    }

    private init?(_ text: Span<UInt8>, _ range: Range<Int>) {
        var start = range.lowerBound
        if text.has("v1,whsec_", at: start) {
            form = .versioned
            start += 9
        } else if text.has("whsec_", at: start) {
            form = .prefixed
            start += 6
        } else {
            form = .bare
        }
        let payload = text.copy(start..<max(start, range.upperBound))
        guard start <= range.upperBound, Self.payloadCount.contains(payload.count), Self.isStandardBase64(payload),
            let decoded = Base64.decode(payload.span)
        else { return nil }
        self.range = range
        isDemo = decoded == Self.demoBytes
    }

    private static func isStandardBase64(_ text: [UInt8]) -> Bool {
        text.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "=") }
    }

    /// Source: `GOTRUE_HOOK_*_SECRETS` in supabase/supabase `docker/docker-compose.yml`.
    private static let demoBytes = Array("This is an example of a shorter Base64 string".utf8)

    /// Its base64, with padding and prefix or without. Bytes.
    private static let demoLengths = 60...96

    /// Whether `text` is the example, with a prefix or without.
    static func isDemo(_ text: String) -> Bool {
        guard demoLengths.contains(text.utf8.count), let payload = text.split(separator: "_").last else { return false }
        return Base64.decode(Array(payload.utf8).span) == demoBytes
    }
}
