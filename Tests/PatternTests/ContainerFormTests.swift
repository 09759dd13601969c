internal import LabelledCorpus
internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// Every rule's secrets in every place they are kept: code, configuration, logs, base64 …
@Suite struct ContainerFormTests {
    private static let corpus = Result { try RuleCorpus(FullCatalogue.rules, now: FullCatalogue.now) }

    private static let forms = ContainerForm.allCases.map(\.rawValue) + TextForm.allCases.map(\.rawValue) + ["file"]

    /// Rules whose secret another one knows as well, or better.
    private static let knownBy: [RuleID: Set<RuleID>] = [
        "clerk.secret-key": ["stripe.secret-key"], "database.password": ["env.password", "ini.password"],
        "editor.deploy-password": ["mongo.client-password"], "ini.password": ["aws.secret-access-key"],
        "irc.password": ["env.password", "ini.password"], "supabase.hook-secret": ["standard-webhooks.secret"],
        "supabase.sms-token": ["twilio.auth-token"], "supabase.storage-s3-key": ["aws.secret-access-key"],
        "terraform.credentials": ["hashicorp.terraform-token"], "wordpress.database-password": ["database.password"],
    ]

    @Test("every rule's secret is found in every form that can hold it", arguments: forms)
    func recall(_ form: String) throws {
        let detector = try Detector(FullCatalogue.set.get(), now: FullCatalogue.now)
        for file in try Self.corpus.get().files where file.isSecret && file.form == form {
            guard let rule = file.rule else { continue }
            let found = try Self.rules(in: file, detector)
            guard !found.contains(where: { Self.isTold(rule, by: $0, in: file) }) else { continue }
            Issue.record("\(rule), \(file.path): found by \(found.map(\.id))")
        }
    }

    @Test("no counterexample is found by its own rule, whatever holds it")
    func counterexamples() throws {
        let detector = try Detector(FullCatalogue.set.get(), now: FullCatalogue.now)
        for file in try Self.corpus.get().files where !file.isSecret {
            let found = try Self.rules(in: file, detector)
            #expect(!found.contains { $0.id == file.rule }, "\(file.path)")
        }
    }

    @Test("no file of the corpus takes another one's place, and every rule is in it")
    func complete() throws {
        let corpus = try Self.corpus.get()
        #expect(Set(corpus.files.map(\.path)).count == corpus.files.count)
        #expect(Set(FullCatalogue.rules.map(\.id)).subtracting(corpus.files.filter(\.isSecret).compactMap(\.rule)) == [])
        #expect(corpus.unfound == [])
        #expect(corpus.leftOut.filter { $0.reason != "a log line is one line" } == [])
    }

    /// The rules that report something where the label is.
    private static func rules(in file: CorpusFile, _ detector: borrowing Detector) throws -> [Rule] {
        let text = Array(file.text.text.utf8)
        let range = file.text.range
        return try detector.scan(text.span, path: Array(file.path.utf8)).detections.filter { $0.range.overlaps(range) }.map(\.rule)
    }

    /// Whether a report says what the secret is: by its own rule, by one of the same provider, by one that knows it as well, or by the generic
    /// rule, which sees a credential's name before it. So a rule that needs a place of its own, as a command line or the first word of a line,
    /// loses the words of its report elsewhere, and nothing else.
    private static func isTold(_ rule: RuleID, by other: Rule, in file: CorpusFile) -> Bool {
        if other.id == rule || other.id == "generic.assignment" || knownBy[rule]?.contains(other.id) == true { return true }
        let provider = FullCatalogue.provider(of: rule)
        // Why: in a Kubernetes Secret the name stands outside and the value is encoded, so that only the name can tell.
        if file.form == ContainerForm.kubernetes.rawValue, file.kind != "by its own form" { return true }
        return provider == "generic" || provider == FullCatalogue.provider(of: other.id)
    }
}
