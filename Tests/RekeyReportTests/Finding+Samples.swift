internal import RekeyCore

/// Secrets that belong to nobody, made here so that no file of this repository holds one.
enum Synthetic {
    /// Letters and digits that look random and are the same in every run.
    static func letters(_ count: Int, seed: UInt64) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
        var state = seed
        let bytes = (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return alphabet[Int(state >> 33) % alphabet.count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    static let serviceKey = ["sb", "secret", letters(31, seed: 1)].joined(separator: "_")
    static let publicKey = ["sb", "publishable", letters(31, seed: 2)].joined(separator: "_")
    static let webhookPart = letters(24, seed: 3)

    static let all = [serviceKey, publicKey, webhookPart]
}

extension Finding {
    static func serviceKey(path: String, line: Int = 12, kind: Provenance.Kind = .worktree) -> Finding {
        var rule = Rule(id: "supabase.secret-key", title: "Supabase secret key")
        rule.provider = "supabase"
        rule.severity = .critical
        rule.confidence = .proven
        rule.remedy = "Create a new secret key in the project's API settings, deploy it, then delete this one."
        rule.playbook = "supabase.secret-key"
        var finding = Finding(
            rule: rule, provenance: Provenance(kind: kind, path: Array(path.utf8)),
            location: Location(line: line, column: 27, endLine: line, endColumn: 67, offset: 481, length: 41),
            secret: SecretText(Array(Synthetic.serviceKey.utf8)))
        finding.variable = "SUPABASE_SECRET_KEY"
        finding.evidence = ["checksum fits project abcdefghijklmnopqrst", "project named in docker/.env:3"]
        finding.fingerprint = Fingerprint("f3a91c2b7d10")
        return finding
    }

    static func publicKey(path: String, line: Int, kind: Provenance.Kind = .worktree) -> Finding {
        var rule = Rule(id: "supabase.publishable-key", title: "Supabase publishable key (public by design)")
        rule.provider = "supabase"
        rule.severity = .info
        var finding = Finding(
            rule: rule, provenance: Provenance(kind: kind, path: Array(path.utf8)),
            location: Location(line: line, column: 15, endLine: line, endColumn: 60, offset: 30, length: 46),
            secret: SecretText(Array(Synthetic.publicKey.utf8)))
        finding.fingerprint = Fingerprint("00aa11bb22cc")
        return finding
    }

    static func webhook(
        path: String, variable: String? = nil, evidence: [String] = [], kind: Provenance.Kind = .worktree
    ) -> Finding {
        var finding = webhook(pathBytes: Array(path.utf8), entry: [])
        finding.provenance.kind = kind
        finding.variable = variable
        finding.evidence = evidence
        return finding
    }

    /// A finding without fingerprint, offset, variable, evidence or playbook.
    static func webhook(pathBytes: [UInt8], entry: [UInt8]) -> Finding {
        var rule = Rule(id: "slack.webhook", title: "Slack incoming webhook")
        rule.provider = "slack"
        rule.remedy = "Delete the webhook in the app's settings and add a new one."
        return Finding(
            rule: rule, provenance: Provenance(kind: .worktree, path: pathBytes, entry: entry),
            location: Location(line: 1, column: 6, endLine: 1, endColumn: 29, offset: nil, length: 24),
            secret: SecretText(Array(Synthetic.webhookPart.utf8)))
    }

    func written(at timestamp: String) -> Finding {
        var finding = self
        finding.timestamp = timestamp
        return finding
    }

    func suppressed(by kind: Suppression.Kind, reason: String, origin: String) -> Finding {
        var finding = self
        finding.suppression = Suppression(kind: kind, reason: reason, origin: origin)
        return finding
    }
}
