package import RekeyCore
internal import RekeySupabase

/// A finding with what a look at the whole scan may prove about it.
package struct ClaimedFinding: Sendable {
    package var finding: Finding
    package var claim: Detection.Claim?

    package init(finding: Finding, claim: Detection.Claim?) {
        self.finding = finding
        self.claim = claim
    }
}

/// Proves findings by each other, once everything was read: checksums by project references, signatures by secrets.
package enum Resolution {
    /// More pairs than this of one token and one secret are not tried: a hostile input must not buy minutes.
    private static let maximumSecrets = 200

    /// Raises confidence and adds evidence in place. `projectRefs` are those named anywhere in the scan.
    package static func resolve(_ items: inout [ClaimedFinding], projectRefs: Set<String>) {
        let refs = projectRefs.sorted().compactMap { ProjectRef($0) }
        let secrets = signingSecrets(items)
        let tokens = signedTokens(items)
        for index in items.indices {
            switch items[index].claim {
            case .supabaseKey: proveKey(&items[index].finding, refs)
            case .signedToken: proveToken(&items[index].finding, secrets)
            case .signingSecret: proveSecret(&items[index].finding, tokens)
            case .demo, nil: break
            }
        }
    }

    private static func proveKey(_ finding: inout Finding, _ refs: [ProjectRef]) {
        let words: String? = finding.secret.withBytes { bytes in
            guard let key = SupabaseAPIKey(bytes) else { return nil }
            if key.isSelfHosted { return "checksum fits the self-hosted stack" }
            return refs.first { key.fits(ref: $0) }.map { "checksum fits project \($0)" }
        }
        guard let words else {
            finding.evidence.append("project unknown: no project reference in this scan fits the checksum")
            return
        }
        finding.confidence = .proven
        finding.evidence.append(words)
    }

    /// A secret and where it was found.
    private struct Secret {
        var text: SecretText
        var path: String
    }

    private static func signingSecrets(_ items: [ClaimedFinding]) -> [Secret] {
        unique(items, .signingSecret).map { Secret(text: $0.secret, path: $0.provenance.displayPath) }
    }

    private static func signedTokens(_ items: [ClaimedFinding]) -> [(token: JSONWebToken, path: String)] {
        unique(items, .signedToken).compactMap { finding in
            finding.secret.withBytes { JSONWebToken($0) }.map { ($0, finding.provenance.displayPath) }
        }
    }

    /// The first finding of each secret, in the order of the scan's sorted result.
    private static func unique(_ items: [ClaimedFinding], _ claim: Detection.Claim) -> [Finding] {
        var seen: Set<SecretText> = []
        let all = items.filter { $0.claim == claim && seen.insert($0.finding.secret).inserted }.map(\.finding)
        return Array(all.prefix(maximumSecrets))
    }

    private static func proveToken(_ finding: inout Finding, _ secrets: [Secret]) {
        guard let token = finding.secret.withBytes({ JSONWebToken($0) }) else { return }
        guard let signer = secrets.first(where: { secret in secret.text.withBytes { token.verifies(secret: $0) } }) else { return }
        finding.confidence = .proven
        finding.evidence.append("signature proven with the JWT secret found in \(signer.path)")
    }

    private static func proveSecret(_ finding: inout Finding, _ tokens: [(token: JSONWebToken, path: String)]) {
        let signed = finding.secret.withBytes { bytes in tokens.first { $0.token.verifies(secret: bytes) } }
        guard let signed else { return }
        finding.confidence = .proven
        finding.severity = .critical
        finding.evidence.append("signs the token found in \(signed.path), so any role can be forged")
    }
}
