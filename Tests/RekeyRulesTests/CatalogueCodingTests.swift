internal import LiteralSearch
internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct CatalogueCodingTests {
    private static let rules = [
        sampleRule { rule in
            rule.description = "é ☃ \u{0}"
            (rule.severity, rule.confidence, rule.matcher, rule.boundary) = (.info, .proven, .assignment, .base64)
            (rule.name, rule.path, rule.playbook, rule.remedy) = ("acme", "x$", "acme.rotate", "Do it.")
            (rule.entropy, rule.secretGroup) = (3.141592653589793, 7)
            rule.window = .wholeText
            rule.validate = [
                Rule.ValidatorCall(name: "jwt", arguments: ["class": "other", "a": "", "z": "1"]), Rule.ValidatorCall(name: "jwk"),
            ]
            rule.near = [Rule.Nearby(regex: "near", lines: 0)]
            rule.allowlists = [
                RuleAllowlist(
                    description: "d", regexes: ["r"], target: .match, paths: ["p"], stopwords: ["s", ""], commits: ["c"], requiresAll: true),
                RuleAllowlist(),
            ]
            (rule.tags, rule.references, rule.examples, rule.counterexamples) = (["t"], ["https://acme.test"], ["e1", "e2"], [""])
            (rule.keywords, rule.files) = (["acmekey"], ["acme.key"])
        }, sampleRule("b.plain"), sampleRule("c.window") { $0.window = Rule.Window(before: 0, after: 1 << 30) },
    ]

    @Test("a rule comes back as it was")
    func roundTrip() throws {
        for rule in Self.rules {
            var writer = ByteWriter()
            RuleCoding.write(rule, into: &writer)
            var reader = ByteReader(writer.bytes)
            #expect(try RuleCoding.read(&reader) == rule)
            #expect(reader.isAtEnd)
        }
    }

    @Test("every shorter prefix of a rule throws, and no changed byte traps")
    func damagedRule() {
        for rule in Self.rules {
            var writer = ByteWriter()
            RuleCoding.write(rule, into: &writer)
            let bytes = writer.bytes
            for count in 0..<bytes.count {
                #expect(throws: ByteReader.Fault.self, "\(count) bytes") {
                    var reader = ByteReader(Array(bytes.prefix(count)))
                    _ = try RuleCoding.read(&reader)
                }
            }
            for index in bytes.indices {
                var changed = bytes
                changed[index] ^= 0xFF
                var reader = ByteReader(changed)
                _ = try? RuleCoding.read(&reader)
            }
        }
    }

    @Test("a catalogue made in memory lends its rules and literals")
    func inMemory() throws {
        let catalogue = try Catalogue(rules: Self.rules, harvested: [".supabase.co"])
        #expect(try catalogue.allRules() == Self.rules)
        #expect(catalogue.literals.entries.count == catalogue.gates.count)
        #expect(catalogue.gates.reduce(0) { $0 + Int($1.ruleCount) } == catalogue.wakes.count)
        #expect(throws: ByteReader.Fault.self) { _ = try catalogue.rule(at: -1) }
        #expect(throws: ByteReader.Fault.self) { _ = try catalogue.rule(at: Self.rules.count) }
    }

    @Test(
        "an embedded index that is damaged throws",
        arguments: [
            // Nothing; no base64; half a count; four billion literals; one literal of an unknown form; one that ends early; literals
            // without their text; no file names.
            "" as StaticString, "!!!!", "AQA", "/////w", "AAAAAQMAAP//AA", "AAAAAQMA", "AAAAAQMAAP8AAAAAAAJhYg", "AAAAAAAAAAAAAAAA",
        ])
    func damagedIndex(_ index: StaticString) {
        #expect(throws: ByteReader.Fault.self) {
            _ = try Catalogue(EncodedCatalogue(index: index, rules: ""))
        }
    }

    @Test("rule offsets outside the text throw when the rule is asked for")
    func wildOffsets() throws {
        // No literals; two offsets, 0 and 4,294,967,295; one rule's traits and no tail; no file names.
        let catalogue = try Catalogue(
            EncodedCatalogue(index: "AAAAAAAAAAACAAAAAAAAAP////8BAAAAAAAAAAAAAAAAAAAA", rules: "AAAA"))
        #expect(catalogue.count == 1)
        #expect(throws: ByteReader.Fault.self) { _ = try catalogue.rule(at: 0) }
        // Traits of no rule beside two offsets.
        #expect(throws: ByteReader.Fault.self) {
            try Catalogue(
                EncodedCatalogue(index: "AAAAAAAAAAACAAAAAAAAAAAAAAAAAAAAAAAAAA", rules: "AAAA"))
        }
        // Offsets that go back.
        let backwards = try Catalogue(
            EncodedCatalogue(index: "AAAAAAAAAAACAAAABAAAAAAAAAABAAAAAAAAAAAAAAAAAAAA", rules: "AAAA"))
        #expect(throws: ByteReader.Fault.self) { _ = try backwards.rule(at: 0) }
    }
}
