internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect
@testable internal import RekeyPipeline

@Suite("redaction of what the rules find")
struct RuleRedactionTests {
    /// The rules' own examples that a scan of a stream finds, one of each.
    private static let examples = Result {
        try Redacting.builtIn.get().catalogue.allRules().flatMap { rule in
            rule.examples.prefix(2).enumerated().map { index, example in
                (name: "\(rule.id) \(index + 1)", text: ExampleTemplate(example, seed: 40 + UInt64(index)).text)
            }
        }
    }

    @Test("the output holds no secret any more, and differs from the input only where one stood")
    func clean() throws {
        var found = 0
        for example in try Self.examples.get() where !example.text.starts(with: [0xFF, 0xFE]) {
            let text = Array("line before\n".utf8) + example.text + Array("\nline after\n".utf8)
            let secrets = try Redacting.findings(text)
            guard !secrets.isEmpty else { continue }
            found += 1
            let outcome = try Redacting.run(text)
            #expect(outcome.tally.total > 0, "\(example.name)")
            #expect(try Redacting.findings(outcome.bytes).map(\.rule) == [], "\(example.name)")
            #expect(Redacting.differsOnlyAtMarks(outcome.bytes, text), "\(example.name)")
        }
        #expect(found > 300)
    }

    @Test("a secret of one line does not come out when its line comes in two reads")
    func cuts() throws {
        for (index, example) in try Self.examples.get().enumerated() where index % 3 == 0 && !example.text.contains(0x0A) {
            let text = example.text + [0x0A]
            let whole = try Redacting.run(text).bytes
            let cut = text.count * (1 + index % 7) / 8
            let steps: [Redacting.Step] = [.bytes(Array(text[..<cut])), .pause(20), .bytes(Array(text[cut...]))]
            #expect(try Redacting.run(steps).bytes == whole, "\(example.name)")
        }
    }
}
