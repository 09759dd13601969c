package import RekeyCore

/// All fields of one rule, for `rekey rules show`.
package struct RuleSheet: Sendable {
    /// The forms a rule can take: the text of a rule file, or JSON.
    package enum Format: String, Sendable, CaseIterable { case toml, json }

    private let rule: Rule

    /// `rule` has its `regex` as written, without the assignment before it.
    package init(_ rule: Rule) { self.rule = rule }

    /// The rule as UTF-8, ending with a line feed.
    package func bytes(as format: Format) -> [UInt8] {
        switch format {
        case .toml: Array(toml.joined(separator: "\n").utf8) + [UInt8(ascii: "\n")]
        case .json: JSONWriter.bytes(of: json, style: .indented) + [UInt8(ascii: "\n")]
        }
    }

    /// The `[[rules]]` table that gives this rule again; fields at their defaults are left out.
    private var toml: [String] {
        var lines = ["[[rules]]", "id = \(TOMLText.string(rule.id.rawValue))", "title = \(TOMLText.string(rule.title))"]
        add("description", rule.description, to: &lines)
        add("provider", rule.provider, to: &lines)
        lines.append("severity = \(TOMLText.string(rule.severity.rawValue))")
        lines.append("confidence = \(TOMLText.string(rule.confidence.rawValue))")
        if rule.matcher != .regex { lines.append("matcher = \(TOMLText.string(rule.matcher.rawValue))") }
        add("name", rule.name ?? "", to: &lines)
        add("regex", rule.regex, to: &lines)
        if rule.secretGroup != 1 { lines.append("secretGroup = \(rule.secretGroup)") }
        add("anchors", rule.anchors, to: &lines)
        add("keywords", rule.keywords, to: &lines)
        add("files", rule.files, to: &lines)
        if rule.boundary != .none { lines.append("boundary = \(TOMLText.string(rule.boundary.rawValue))") }
        if rule.entropy > 0 { lines.append("entropy = \(rule.entropy)") }
        add("path", rule.path ?? "", to: &lines)
        if rule.window != Rule.Window(), rule.window != .wholeText {
            lines.append("window = { before = \(rule.window.before), after = \(rule.window.after) }")
        }
        if !rule.validate.isEmpty { lines.append("validate = [" + rule.validate.map(Self.call).joined(separator: ", ") + "]") }
        if !rule.near.isEmpty {
            lines.append(
                "near = ["
                    + rule.near.map { "{ regex = \(TOMLText.string($0.regex)), lines = \($0.lines) }" }.joined(separator: ", ") + "]")
        }
        add("tags", rule.tags, to: &lines)
        add("remedy", rule.remedy, to: &lines)
        add("playbook", rule.playbook ?? "", to: &lines)
        add("references", rule.references, to: &lines)
        add("examples", rule.examples, to: &lines)
        add("counterexamples", rule.counterexamples, to: &lines)
        return lines + rule.allowlists.flatMap(Self.allowlist)
    }

    private func add(_ field: String, _ value: String, to lines: inout [String]) {
        if !value.isEmpty { lines.append("\(field) = \(TOMLText.string(value))") }
    }

    private func add(_ field: String, _ values: [String], to lines: inout [String]) {
        if !values.isEmpty { lines.append("\(field) = \(TOMLText.strings(values))") }
    }

    private static func call(_ call: Rule.ValidatorCall) -> String {
        let arguments = call.arguments.sorted { $0.key < $1.key }.map { ", \($0.key) = \(TOMLText.string($0.value))" }
        return "{ name = \(TOMLText.string(call.name))\(arguments.joined()) }"
    }

    private static func allowlist(_ list: RuleAllowlist) -> [String] {
        var lines = ["", "[[rules.allowlists]]"]
        if !list.description.isEmpty { lines.append("description = \(TOMLText.string(list.description))") }
        for (field, values) in [
            ("regexes", list.regexes), ("paths", list.paths), ("stopwords", list.stopwords), ("commits", list.commits),
        ] where !values.isEmpty {
            lines.append("\(field) = \(TOMLText.strings(values))")
        }
        if list.target != .secret { lines.append("regexTarget = \(TOMLText.string(list.target.rawValue))") }
        if list.requiresAll { lines.append("condition = 'AND'") }
        return lines
    }
}

extension RuleSheet {
    private var json: JSONValue {
        .object([
            ("schema", .string(RuleList.schema)),
            ("id", .string(rule.id.rawValue)), ("title", .string(rule.title)), ("description", .string(rule.description)),
            ("provider", .string(rule.provider)), ("severity", .string(rule.severity.rawValue)),
            ("confidence", .string(rule.confidence.rawValue)), ("matcher", .string(rule.matcher.rawValue)),
            ("name", .text(rule.name)), ("regex", .string(rule.regex)), ("secretGroup", .integer(rule.secretGroup)),
            ("anchors", Self.strings(rule.anchors)), ("keywords", Self.strings(rule.keywords)),
            ("files", Self.strings(rule.files)),
            ("boundary", .string(rule.boundary.rawValue)),
            ("entropy", .decimal(units: Self.hundredths(rule.entropy), places: 2)), ("path", .text(rule.path)),
            ("window", Self.window(rule.window)),
            ("validate", .array(rule.validate.map(Self.value))),
            ("near", .array(rule.near.map { .object([("regex", .string($0.regex)), ("lines", .integer($0.lines))]) })),
            ("allowlists", .array(rule.allowlists.map(Self.value))), ("tags", Self.strings(rule.tags)),
            ("remedy", .string(rule.remedy)), ("playbook", .text(rule.playbook)), ("references", Self.strings(rule.references)),
            ("examples", Self.strings(rule.examples)), ("counterexamples", Self.strings(rule.counterexamples)),
        ])
    }

    /// A byte has at most eight bits; whatever a file asks for beyond that is as much as infinity.
    private static func hundredths(_ bits: Double) -> Int { bits.isFinite ? Int((min(max(bits, 0), 100) * 100).rounded()) : 10_000 }

    private static func strings(_ values: [String]) -> JSONValue { .array(values.map(JSONValue.string)) }

    /// `null` is the whole text.
    private static func window(_ window: Rule.Window) -> JSONValue {
        window == .wholeText ? .null : .object([("before", .integer(window.before)), ("after", .integer(window.after))])
    }

    private static func value(_ call: Rule.ValidatorCall) -> JSONValue {
        .object([("name", .string(call.name))] + call.arguments.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) })
    }

    private static func value(_ list: RuleAllowlist) -> JSONValue {
        .object([
            ("description", .string(list.description)), ("regexes", strings(list.regexes)),
            ("regexTarget", .string(list.target.rawValue)), ("paths", strings(list.paths)), ("stopwords", strings(list.stopwords)),
            ("commits", strings(list.commits)), ("condition", .string(list.requiresAll ? "AND" : "OR")),
        ])
    }
}
