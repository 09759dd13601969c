internal import RekeyCore
internal import RekeyDetect
internal import RekeyRules

/// What of a rule's example is put into containers, decided by what the rule needs to see.
package enum Carrier: Sendable, Equatable {
    /// The secret is known by its own form: only it is taken, under a name that says nothing.
    case value(MarkedText)
    /// The secret is known by its name, or by its neighbours: names and values are taken.
    case assignments([Assignment])
    /// The secret is known by the text round it: all of that is taken, in forms that can hold a text.
    case text(MarkedText)
    /// The rule reads files of certain names: the text is such a file, and nothing else.
    case file(MarkedText, name: String)

    /// A word for tables.
    package var word: String {
        switch self {
        case .value: "by its own form"
        case .assignments: "by its name"
        case .text: "by the text round it"
        case .file: "by the file's name"
        }
    }
}

/// Decides how the examples of one rule are carried. Each try is checked with the rule alone, so that a value without the name it needs
/// is never asked for.
struct CarrierChoice: ~Copyable {
    private let rule: Rule
    private let detector: Detector
    /// A name that says nothing about its value.
    static let plainName = "SERVICE_VALUE"

    init(_ rule: Rule, now: Int64) throws {
        var alone = rule
        alone.path = nil
        self.rule = rule
        detector = try Detector(RuleSet(Catalogue(rules: [alone], harvested: HarvestLiterals.all)), now: now)
    }

    /// How an example is carried; `nil` when the rule alone does not find it, which its self-test tells.
    func carrier(of example: ExampleTemplate) throws -> Carrier? {
        let path = rule.files.first ?? "settings.env"
        let found = try detector.scan(example.text.span, path: Array(path.utf8)).detections
        guard let place = example.secret ?? found.first?.range else { return nil }
        let text = MarkedText(example.text, place)
        if let name = rule.files.first { return .file(text, name: name) }
        if rule.path != nil { return .file(text, name: "") }
        let reading = AssignmentReader(Self.plain(text), keepsNames: keepsNames)
        if let value = reading.value, try finds([Assignment(name: Self.plainName, value: value)]) { return .value(value) }
        if let assignments = reading.assignments, try finds(assignments), try rule.name != nil || finds(assignments, in: .json) {
            return .assignments(assignments)
        }
        return .text(text)
    }

    /// A rule that knows a name in one spelling only knows the variable of a program, which is called the same everywhere.
    private var keepsNames: Bool { rule.keywords.isEmpty }

    /// Examples show escaped addresses, too; the containers write their own escapes.
    private static func plain(_ text: MarkedText) -> MarkedText {
        text.mapped { part in
            ["\\/", "\\u002f", "%2F"].reduce(part) { Escape.replace($1, in: $0, with: "/") }
        }
    }

    /// Whether the rule alone finds the secret in a form: the plainest, unless another is asked for.
    ///
    /// A rule without `name` that knows the secret in environment files only knows that syntax, as WireGuard's or npm's, and no variable.
    private func finds(_ assignments: [Assignment], in form: ContainerForm = .env) throws -> Bool {
        guard let file = form.file(assignments) else { return false }
        let text = Array(file.text.utf8)
        let range = file.range
        return try detector.scan(text.span, path: Array(form.fileName.utf8)).detections.contains {
            // Why: an encoded value is read as `NAME=value`, whatever syntax the rule knows.
            $0.range.overlaps(range) && $0.decodings.isEmpty
        }
    }
}

extension MarkedText {
    /// The text around a place of it; a place inside a character takes in the whole character.
    init(_ bytes: [UInt8], _ place: Range<Int>) {
        let place = place.clamped(to: 0..<bytes.count)
        self.init(
            before: String(decoding: bytes[..<place.lowerBound], as: UTF8.self), secret: String(decoding: bytes[place], as: UTF8.self),
            after: String(decoding: bytes[place.upperBound...], as: UTF8.self))
    }
}
