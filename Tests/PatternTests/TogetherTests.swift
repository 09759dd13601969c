internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// Every rule among all the others: what it finds alone must not be lost or told twice when the whole catalogue looks.
@Suite struct TogetherTests {
    /// A path for each rule that asks for one other than an environment file.
    private static let paths: [RuleID: String] = [
        "agent.environment-secret": ".cursor/mcp.json", "ci.password": ".gitlab-ci.yml", "editor.deploy-password": ".ftpconfig",
        "google.firebase-web-key": "google-services.json", "ini.password": "app.ini", "kubernetes.secret-data": "secret.yaml",
        "mail.client-password": ".msmtprc", "pgpass.password": ".pgpass", "pypi.pypirc-password": ".pypirc",
        "rclone.password": "rclone.conf", "supabase.jwk-file": "supabase/signing_keys.json",
        "terraform.state-secret": "terraform.tfstate",
    ]

    /// Rules whose secret another provider's rule knows better.
    private static let betterKnown: [RuleID: Set<RuleID>] = [
        "supabase.sms-token": ["twilio.auth-token"], "editor.deploy-password": ["mongo.client-password"],
        "ini.password": ["aws.secret-access-key"], "database.password": ["wordpress.database-password"], "irc.password": ["env.password"],
        "terraform.credentials": ["hashicorp.terraform-token"],
    ]

    @Test("each rule's examples are reported once, by the rule, its provider, or a rule that knows better", arguments: FullCatalogue.rules)
    func examples(_ rule: Rule) throws {
        let path = rule.files.first ?? Self.paths[rule.id] ?? "settings.env"
        for (number, template) in rule.examples.enumerated() {
            for seed in 1...3 as ClosedRange<UInt64> {
                let (example, found) = try FullCatalogue.scan(template: template, seed: seed, path: path)
                let reporters = found.filter { example.secret?.overlaps($0.range) ?? true }
                #expect(!reporters.isEmpty, "example \(number + 1) is found by nobody")
                if example.secret != nil { #expect(reporters.count <= 1, "\(reporters.map(\.rule.id)) tell the same secret") }
                let isKnown = reporters.contains {
                    $0.rule.provider == rule.provider || Self.betterKnown[rule.id]?.contains($0.rule.id) == true
                        || rule.confidence == .likely
                            && rule.provider == "generic"
                }
                #expect(isKnown || reporters.isEmpty, "example \(number + 1) is told by \(reporters.map(\.rule.id))")
            }
        }
    }

    @Test("no two rules tell the same secret, whatever stands round it", arguments: FullCatalogue.rules)
    func apart(_ rule: Rule) throws {
        for template in rule.examples {
            let found = try FullCatalogue.scan(
                template: "one\n\(template)\ntwo\n", path: rule.files.first ?? Self.paths[rule.id] ?? "settings.env"
            ).1
            for (index, first) in found.enumerated() {
                for second in found.dropFirst(index + 1) {
                    #expect(!first.range.overlaps(second.range), "\(first.rule.id), \(second.rule.id)")
                }
            }
        }
    }
}
