internal import RekeyCore
internal import RekeyDetect
internal import RekeyPatterns
internal import RekeyRules

/// The built-in rules together, as a scan uses them.
enum FullCatalogue {
    static let now: Int64 = 1_795_000_000

    static let rules: [Rule] = (try? BuiltInCatalogue.load().allRules()) ?? []

    /// One database for all tests.
    static let set = Result { try RuleSet(BuiltInCatalogue.load()) }

    /// With `traces` nothing is refused before its rule is made ready, because `rekey explain` wants to know why.
    static func scan(_ text: [UInt8], path: String = "settings.env", traces: Bool = false) throws -> ChunkResult {
        try Detector(set.get(), now: now, traces: traces).scan(text.span, path: Array(path.utf8))
    }

    /// Expands a template and scans it.
    static func scan(template: String, seed: UInt64 = 1, path: String = "settings.env") throws -> (ExampleTemplate, [Detection]) {
        let example = ExampleTemplate(template, seed: seed)
        return (example, try scan(example.text, path: path).detections)
    }

    static func provider(of rule: RuleID) -> Substring { rule.rawValue.prefix { $0 != "." } }
}
