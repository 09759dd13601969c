internal import RekeyCore
internal import Testing

@Suite("rule")
struct RuleTests {
    @Test("a boundary holds exactly the bytes of its alphabet", arguments: Rule.Boundary.allCases)
    func boundary(_ boundary: Rule.Boundary) {
        let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
        let alphabet: String =
            switch boundary {
            case .none: ""
            case .word: alphanumeric + "_"
            case .token: alphanumeric + "_-"
            case .base64: alphanumeric + "+/=_-"
            }
        let bytes = Set(alphabet.utf8)
        for byte in UInt8.min...UInt8.max { #expect(boundary.continues(byte) == bytes.contains(byte)) }
    }

    @Test("a new finding takes what the rule says, and is not excused")
    func finding() {
        var rule = Rule(id: "acme.key", title: "Acme key")
        rule.severity = .critical
        rule.confidence = .proven
        rule.provider = "acme"
        rule.remedy = "Replace it."
        rule.playbook = "acme.key"
        let place = Location(line: 1, column: 2, endLine: 1, endColumn: 3, offset: 1, length: 2)
        let finding = Finding(rule: rule, provenance: Provenance(kind: .staged, path: [0xFF]), location: place, secret: SecretText([1, 2]))
        #expect(finding.rule == "acme.key" && finding.title == "Acme key" && finding.provider == "acme")
        #expect(finding.severity == .critical && finding.confidence == .proven)
        #expect(finding.remedy == "Replace it." && finding.playbook == "acme.key")
        #expect(finding.location == place && finding.suppression == nil && finding.fingerprint == nil && finding.evidence.isEmpty)
        #expect(finding.provenance.displayPath == "\u{FFFD}")
    }

    @Test("rule IDs and fingerprints are ordered by their text")
    func order() {
        #expect(["b.a", "a.b", "a.a"].map { RuleID($0) }.sorted().map(\.description) == ["a.a", "a.b", "b.a"])
        #expect(["0b", "0a"].map(Fingerprint.init).sorted().map(\.description) == ["0a", "0b"])
    }
}
