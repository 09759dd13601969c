internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules
internal import Testing

/// A scan refuses most candidates after a few bytes; `rekey explain` looks at every one. Both must find the same.
@Suite struct QuickRefusalTests {
    private struct Place: Hashable {
        let rule: RuleID
        let range: Range<Int>
    }

    /// Ways in which other programs write a text down.
    private static let writings: [@Sendable ([UInt8]) -> [UInt8]] = [
        { $0 },
        { $0.flatMap { byte in #"/:=?&@."#.utf8.contains(byte) ? Array("%".utf8) + hex(byte) : [byte] } },
        { $0.flatMap { byte in "/\"\\".utf8.contains(byte) ? [0x5C, byte] : [byte] } },
        { $0.flatMap { byte in #"/:=&_.-"#.utf8.contains(byte) ? Array(#"\u00"#.utf8) + hex(byte) : [byte] } },
        { $0.enumerated().flatMap { index, byte in index % 60 == 59 ? [byte, 0x3D, 0x0A] : [byte] } },
    ]

    private static func hex(_ byte: UInt8) -> [UInt8] { Array((byte < 16 ? "0" : "").utf8) + Array(String(byte, radix: 16).utf8) }

    @Test("what a scan finds is what a look at every candidate finds", arguments: FullCatalogue.rules)
    func agreement(_ rule: Rule) throws {
        let path = rule.files.first ?? "settings.env"
        for template in rule.examples + rule.counterexamples {
            let text = ExampleTemplate("before \(template)\nafter\n", seed: 5).text
            for writing in Self.writings {
                let written = writing(text)
                let quick = try FullCatalogue.scan(written, path: path).detections.map { Place(rule: $0.rule.id, range: $0.range) }
                let whole = try FullCatalogue.scan(written, path: path, traces: true).detections
                #expect(Set(quick) == Set(whole.map { Place(rule: $0.rule.id, range: $0.range) }))
            }
        }
    }

    @Test("most rules with an anchor know what follows it")
    func coverage() throws {
        let anchored = FullCatalogue.rules.filter { !$0.anchors.isEmpty && $0.keywords.isEmpty && $0.matcher == .regex }
        let tails = try Catalogue(rules: anchored, harvested: HarvestLiterals.all).tails
        #expect(tails.count { $0 != nil } * 2 > anchored.count, "\(tails.count { $0 != nil }) of \(anchored.count)")
    }
}
