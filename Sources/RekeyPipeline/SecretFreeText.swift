internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules

/// Takes out of foreign text what looks like a credential, before the text is told: names, reasons, settings that a message quotes.
struct SecretFreeText: ~Copyable {
    /// Values need no quotes there, so that as much as possible counts as one.
    private static let path = Array("foreign.env".utf8)

    private let detector: Detector

    /// Looks with the built-in rules, whatever the run was told to look for.
    init(now: Int64 = 0) throws { detector = try Detector(BuiltInRules.load(), now: now) }

    /// Looks with `rules`; their own allowlists would hide the very values that they quote, and do not count.
    init(_ rules: RuleSet) throws {
        let bare = try rules.catalogue.allRules().map { rule in
            var rule = rule
            rule.allowlists = []
            return rule
        }
        detector = try Detector(RuleSet(Catalogue(rules: bare, harvested: HarvestLiterals.all)), now: 0)
    }

    /// The text with `…` for every credential in it.
    func cleaned(_ text: String) throws -> String {
        var bytes = Array(text.utf8)
        let found = try detector.scan(bytes.span, path: Self.path).detections.map(\.range)
        guard !found.isEmpty else { return text }
        // Why joined: secrets that were encoded together share characters, or all of them.
        for range in RangeUnion(found).joined.reversed() {
            bytes.replaceSubrange(range.clamped(to: 0..<bytes.count), with: "…".utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension SecretFreeText {
    /// Cleans what findings quote from their surroundings: variable, author, and the reason of an excuse.
    static func clean(_ findings: inout [Finding]) throws {
        let quoted = Set(findings.flatMap { [$0.variable, $0.provenance.author, $0.suppression?.reason].compactMap(\.self) })
        guard !quoted.isEmpty else { return }
        let cleaner = try SecretFreeText()
        var clean: [String: String] = [:]
        for text in quoted { clean[text] = try cleaner.cleaned(text) }
        for index in findings.indices {
            if let variable = findings[index].variable { findings[index].variable = clean[variable] }
            if let author = findings[index].provenance.author { findings[index].provenance.author = clean[author] }
            if let excuse = findings[index].suppression { findings[index].suppression?.reason = clean[excuse.reason] ?? "" }
        }
    }

    /// The text of a message without credentials. A message is never held back because it cannot be cleaned.
    static func cleanedMessage(_ text: String) -> String {
        guard let cleaner = try? SecretFreeText(), let clean = try? cleaner.cleaned(text) else { return text }
        return clean
    }
}
