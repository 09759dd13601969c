/// Families of credentials that carry check digits. The raw value is what rule files say.
package enum ChecksumFormat: String, Sendable, CaseIterable {
    /// GitHub, npm and Vercel: six digits of base 62 behind the random part.
    case github
    /// Polar: as GitHub, over the last 37 characters.
    case polar
    /// Fine-grained GitHub tokens.
    case githubFineGrained = "github-fine-grained"
    /// GitLab's routable tokens.
    case gitlab
    /// Grafana service accounts.
    case grafana
    /// Atlassian's API and access tokens.
    case atlassian
    /// Cloudflare's scannable tokens.
    case cloudflare
    /// Zuplo consumers.
    case zuplo
    /// Azure keys with a signature of four letters inside.
    case azure
    /// Azure keys that say their service, year and month.
    case azureAnnotated = "azure-annotated"
    /// Azure DevOps tokens of 52 characters.
    case azureDevOps = "azure-devops"
    /// age identities and Nostr keys.
    case bech32
    /// Extended private keys of BIP-32 and wallet import format.
    case base58
    /// Stellar seeds.
    case stellar
    /// Seed phrases of BIP-39 in English.
    case bip39
}

/// How a text compares with its check digits.
package enum ChecksumVerdict: Sendable, Equatable {
    /// They fit; what else the text says.
    case fits([String])
    /// They do not. `isCertain` where the algorithm is documented or was verified on several published vectors: then the text is no credential.
    case differs(isCertain: Bool)
    /// The text has not the form that the digits belong to; the reason.
    case foreign(String)
}

extension ChecksumFormat {
    /// Compares `text`, a whole credential, with its check digits.
    package func verdict(on text: [UInt8]) -> ChecksumVerdict {
        switch self {
        case .github, .polar, .grafana, .atlassian, .cloudflare, .zuplo:
            CRCLayout.of(self)?.verdict(on: text) ?? .foreign("no such layout")
        case .githubFineGrained: FineGrainedToken.verdict(on: text)
        case .gitlab: RoutableToken.verdict(on: text)
        case .azure: AzureKey.verdict(on: text)
        case .azureAnnotated: AzureAnnotatedKey.verdict(on: text)
        case .azureDevOps: AzureDevOpsToken.verdict(on: text)
        case .bech32: Bech32.verdict(on: text)
        case .base58: Base58Key.verdict(on: text)
        case .stellar: StellarSeed.verdict(on: text)
        case .bip39: SeedPhrase.verdict(on: text)
        }
    }

    /// `body` with the check digits it lacks, for made-up examples; `nil` when it is no body of this family.
    ///
    /// What the body is differs: everything before the digits, or for `base58`, `stellar` and `bip39` the payload in hexadecimal.
    package func completed(_ body: [UInt8]) -> [UInt8]? {
        switch self {
        case .github, .polar, .grafana, .atlassian, .cloudflare, .zuplo: CRCLayout.of(self)?.completed(body)
        case .githubFineGrained: FineGrainedToken.completed(body)
        case .gitlab: RoutableToken.completed(body)
        case .azure: AzureKey.completed(body)
        case .azureAnnotated: AzureAnnotatedKey.completed(body)
        case .azureDevOps: AzureDevOpsToken.completed(body)
        case .bech32: Bech32.completed(body)
        case .base58: Digits.unhex(body).map(Base58.checked)
        case .stellar: Digits.unhex(body).flatMap(StellarSeed.completed)
        case .bip39: Digits.unhex(body).flatMap(SeedPhrase.completed)
        }
    }

    /// The verdict in the words of a finding: fitting digits prove it, wrong ones speak against it where the algorithm is certain.
    package func proof(of text: [UInt8]) -> Proof {
        switch verdict(on: text) {
        case .fits(let evidence): .stands(Proof.Facts(["checksum fits"] + evidence, isProven: true))
        case .differs(isCertain: true): .disproved("the check digits do not fit: edited, cut or invented")
        case .differs(isCertain: false): .stands(Proof.Facts())
        case .foreign(let reason): .refuted(reason)
        }
    }
}
