internal import Libcrypto
package import RekeyCore

/// A new-style API key, `sb_secret_…` or `sb_publishable_…`, taken apart by offset.
///
/// Layout: prefix, 22 random characters, `_`, 8 checksum characters, all base64url, so that `_` may stand anywhere.
/// Source: supabase/supabase `docker/utils/add-new-auth-keys.sh`; confirmed by recomputing publishable keys of hosted projects.
package struct SupabaseAPIKey: Sendable {
    /// What the key opens.
    package enum Kind: String, Sendable, CaseIterable {
        /// Acts as `service_role`.
        case secret = "sb_secret_"
        /// Public by design.
        case publishable = "sb_publishable_"

        /// Bytes of a whole key: 41 or 46.
        package var keyCount: Int { rawValue.utf8.count + SupabaseAPIKey.randomCount + 1 + SupabaseAPIKey.checksumCount }
    }

    /// Whose key it is, as far as can be told offline.
    package enum Owner: Sendable, Equatable {
        /// One of the two constants that every local stack of the CLI shares.
        case commandLine
        /// The checksum fits this hosted project.
        case project(ProjectRef)
        /// The checksum fits the constant that self-hosted stacks use.
        case selfHosted
        /// No ref at hand fits.
        case unknown
    }

    static let randomCount = 22
    static let checksumCount = 8
    /// What stands for the project ref in the checksum of every self-hosted key.
    package static let selfHostedRef = "supabase-self-hosted"

    package let kind: Kind
    /// The whole key.
    package let text: SecretText

    /// Takes all of `text` as one key; `nil` when a length, a prefix, the separator or any character is wrong.
    package init?(_ text: Span<UInt8>) {
        let bytes = text.copied()
        let kind = Kind.allCases.first { bytes.count == $0.keyCount && bytes.starts(with: $0.rawValue.utf8) }
        guard let kind else { return nil }
        guard bytes[bytes.count - Self.checksumCount - 1] == UInt8(ascii: "_") else { return nil }
        let isBase64URL = bytes.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
        guard isBase64URL else { return nil }
        self.kind = kind
        self.text = SecretText(bytes)
    }

    /// The 8 characters that a key with this prefix and random part carries in the project `ref`.
    package func checksum(for ref: String) -> [UInt8] {
        Self.checksum(of: text.withBytes { $0.copy(0..<$0.count - Self.checksumCount - 1) }, for: ref)
    }

    /// The first 8 base64url characters of SHA-256 over `ref|body`; `body` is prefix and random part.
    static func checksum(of body: [UInt8], for ref: String) -> [UInt8] {
        let digest = Digest.sha256((Array("\(ref)|".utf8) + body).span)
        return Array(Base64.encode(digest.span, urlSafe: true).prefix(checksumCount))
    }

    /// Whether the checksum proves that the key was made for `ref`; 1 in 2^48 by chance.
    package func fits(ref: ProjectRef) -> Bool { fits(name: ref.rawValue) }

    /// Whether a self-hosted stack made the key.
    package var isSelfHosted: Bool { fits(name: Self.selfHostedRef) }

    /// Whether it is one of the CLI's constants, which fit no ref.
    package var isCommandLineConstant: Bool { text.withBytes(DemoDigest.name) != nil }

    /// Whether the random part could be 16 encoded bytes, as hosted keys are; a hint only: 1 in 16 other keys look so too.
    package var hasHostedShape: Bool {
        let last = text.withBytes { $0.byte(at: kind.rawValue.utf8.count + Self.randomCount - 1) }
        return last.map { "AQgw".utf8.contains($0) } ?? false
    }

    /// Whether the random part is documentation text or a run of one character. Ask only when no ref fits.
    package var isPlaceholder: Bool {
        let start = kind.rawValue.utf8.count
        return PlaceholderText.isFiller(text.withBytes { $0.copy(start..<start + Self.randomCount) })
    }

    /// Looks for the owner: the CLI's constants first, then `refs` in order, then self-hosted.
    package func owner(among refs: some Sequence<ProjectRef>) -> Owner {
        if isCommandLineConstant { return .commandLine }
        if let ref = refs.first(where: fits) { return .project(ref) }
        return isSelfHosted ? .selfHosted : .unknown
    }

    /// Severity of a leak: the CLI's constants and publishable keys are public.
    package var severity: Severity {
        switch kind {
        case .secret: isCommandLineConstant ? .info : .critical
        case .publishable: .info
        }
    }

    /// Facts for a report, for the owner that was found. Holds no secret bytes.
    package func evidence(for owner: Owner) -> [String] {
        let type = kind == .secret ? "secret API key, acts as service_role" : "publishable API key, public by design"
        switch owner {
        case .commandLine: return [type, text.withBytes(DemoDigest.name) ?? "public constant of the Supabase CLI"]
        case .project(let ref): return [type, "project \(ref)", "checksum fits the project"]
        case .selfHosted: return [type, "checksum fits a self-hosted stack"]
        case .unknown: return [type, hasHostedShape ? "project unknown, shaped like a hosted key" : "project unknown"]
        }
    }

    private func fits(name: String) -> Bool {
        let written = text.withBytes { $0.copy($0.count - Self.checksumCount..<$0.count) }
        return Digest.isEqual(checksum(for: name), written)
    }
}
