package import RekeyCore
internal import TOMLKit

/// Reads `[[rules]]` of one TOML text; the fields are explained in `patterns/README.md`.
package enum RuleFile {
    /// The rules in file order. Throws a `Trouble` that names file, line, field and reason.
    package static func rules(in source: TOMLSource) throws(Trouble) -> [Rule] {
        try rules(in: source, table: source.table())
    }

    static func rules(in source: TOMLSource, table: TOMLTable) throws(Trouble) -> [Rule] {
        guard let value = table["rules"] else { return [] }
        guard let array = value.array else {
            throw Trouble("rules not usable: `rules` is not an array of tables", at: source.place(of: "rules"), next: "write [[rules]]")
        }
        var rules: [Rule] = []
        for (index, element) in array.enumerated() {
            guard let table = element.table else {
                throw Trouble("rules not usable: an entry of `rules` is not a table", at: source.place(ofRule: index))
            }
            var reader = RuleReader(source: source, index: index, table: table)
            rules.append(try reader.rule())
        }
        return rules
    }
}

/// Reads the fields of one `[[rules]]` table.
struct RuleReader {
    let source: TOMLSource
    let index: Int
    let fields: FieldReader

    init(source: TOMLSource, index: Int, table: TOMLTable) {
        self.source = source
        self.index = index
        let id = table["id"]?.string
        fields = FieldReader(table: table, subject: id.map { "rule \($0)" } ?? "rule \(index + 1)") {
            source.place(ofRule: index, field: $0)
        }
    }

    private static let known: Set<String> = [
        "id", "title", "description", "provider", "severity", "confidence", "matcher", "regex", "name", "secretGroup", "anchors", "files",
        "keywords",
        "boundary", "entropy", "path", "window", "validate", "near", "allowlist", "allowlists", "playbook", "remedy", "tags",
        "references", "examples", "counterexamples",
    ]

    mutating func rule() throws(Trouble) -> Rule {
        try fields.refuseUnknown(besides: Self.known)
        guard let id = try fields.string("id"), !id.isEmpty else { throw fields.trouble("id", "is missing") }
        let description = try fields.string("description") ?? ""
        var rule = Rule(id: RuleID(id), title: try fields.string("title") ?? (description.isEmpty ? id : description))
        rule.description = description
        rule.provider = try fields.string("provider") ?? ""
        rule.severity = try fields.choice("severity", Severity.self) ?? .high
        rule.confidence = try fields.choice("confidence", Confidence.self) ?? .strong
        rule.matcher = try fields.choice("matcher", Rule.Matcher.self) ?? .regex
        rule.boundary = try fields.choice("boundary", Rule.Boundary.self) ?? .none
        rule.anchors = try fields.strings("anchors")
        rule.keywords = try fields.strings("keywords")
        rule.files = try fields.strings("files")
        rule.entropy = try fields.number("entropy") ?? 0
        rule.path = try fields.string("path")
        rule.playbook = try fields.string("playbook")
        rule.remedy = try fields.string("remedy") ?? ""
        rule.tags = try fields.strings("tags")
        rule.references = try fields.strings("references")
        rule.examples = try fields.strings("examples")
        rule.counterexamples = try fields.strings("counterexamples")
        try readPattern(into: &rule)
        try readConditions(into: &rule)
        return rule
    }

    private func readPattern(into rule: inout Rule) throws(Trouble) {
        let value = try fields.string("regex") ?? ""
        if let name = try fields.string("name") {
            rule.name = name
            rule.keywords = NameSpelling.spelled(rule.keywords)
            rule.regex = Self.assignment(to: name) + "(?:\(value))"
        } else {
            rule.regex = value
        }
        rule.secretGroup = try fields.integer("secretGroup") ?? 1
        if let window = try fields.table("window") {
            rule.window = Rule.Window(before: try window.integer("before") ?? 256, after: try window.integer("after") ?? 1024)
        } else if rule.name != nil {
            // Why: the literal stands in the name, and names are short.
            rule.window = Rule.Window(before: 96, after: 1024)
        } else if rule.anchors.isEmpty {
            // Why: rules brought along from gitleaks only say that a keyword is somewhere in the text.
            rule.window = .wholeText
        }
    }

    /// "name, then assignment"; the form is explained in `patterns/README.md`.
    static func assignment(to name: String) -> String {
        #"(?i:\#(NameSpelling.joined(name)))[A-Za-z0-9_.-]{0,30}\\?["'`]?(?:\#(pair)|\]?[ \t]{0,4}(?:=>|:=|=|:|,|>))[ \t]{0,4}\\?["'`]?"#
    }

    /// `name="NAME" value="…"`, `"name": "NAME", "value": "…"`, and in YAML with `value:` on the next line.
    private static let pair = #",?\s{1,40}\\?["']?(?i:value)\\?["']?[ \t]{0,4}[:=]"#

    private func readConditions(into rule: inout Rule) throws(Trouble) {
        for call in try fields.tables("validate") {
            var arguments: [String: String] = [:]
            for key in call.keys where key != "name" { arguments[key] = try call.text(key) }
            guard let name = try call.string("name") else { throw fields.trouble("validate", "has an entry without `name`") }
            rule.validate.append(Rule.ValidatorCall(name: name, arguments: arguments))
        }
        for near in try fields.tables("near") {
            guard let regex = try near.string("regex") else { throw fields.trouble("near", "has an entry without `regex`") }
            rule.near.append(Rule.Nearby(regex: regex, lines: try near.integer("lines") ?? 10))
        }
        for allowlist in try fields.tables("allowlists") { rule.allowlists.append(try AllowlistReader.read(allowlist)) }
        if let single = try fields.table("allowlist") { rule.allowlists.append(try AllowlistReader.read(single)) }
    }
}

/// Reads one gitleaks-style allowlist table.
enum AllowlistReader {
    static let known: Set<String> = ["id", "description", "regexes", "regexTarget", "paths", "stopwords", "commits", "condition"]

    /// Reads the table; `known` are the fields it may have, `nil` when the caller has looked.
    static func read(_ fields: FieldReader, known: Set<String>? = Self.known) throws(Trouble) -> RuleAllowlist {
        if let known { try fields.refuseUnknown(besides: known) }
        let condition = try fields.string("condition")?.uppercased()
        guard condition == nil || ["AND", "OR", "&&", "||"].contains(condition) else {
            throw fields.trouble("condition", "is neither AND nor OR")
        }
        return RuleAllowlist(
            description: try fields.string("description") ?? "", regexes: try fields.strings("regexes"),
            target: try fields.choice("regexTarget", RuleAllowlist.Target.self) ?? .secret, paths: try fields.strings("paths"),
            stopwords: try fields.strings("stopwords"), commits: try fields.strings("commits"),
            requiresAll: condition == "AND" || condition == "&&")
    }
}
