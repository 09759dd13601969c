internal import RekeyCore

/// Places where a rule's secret is not found, each with the reason. The table is to become empty, and nothing may be added without one.
enum KnownGaps {
    struct Gap: Sendable {
        var forms: Set<String>
        /// `nil`: any rule.
        var rules: Set<RuleID>?
        var reason: String
    }

    static let all: [Gap] = [
        Gap(forms: ["base64", "kubernetes", "base64-text"], rules: nil, reason: "only rules with `base64` are looked for in base64"),
        Gap(forms: ["url"], rules: nil, reason: "percent-encoding inside a token is undone only where the rule's literal shows it"),
        Gap(forms: ["json-string"], rules: nil, reason: "escapes are undone only near the rule's literal, not over whole documents"),
        Gap(
            forms: ["xml-element", "xml-attribute"], rules: ["jwk.private-key", "supabase.jwk"], reason: "a whole document in XML entities"),
        Gap(
            forms: ["javascript", "go", "java", "json", "toml", "task-definition"], rules: ["jwk.private-key", "supabase.jwk"],
            reason: "the example is a JSON string already: two levels of escapes"),
        Gap(forms: ["xml-element"], rules: nil, reason: "the text of an element counts as not quoted, so as an expression"),
        Gap(forms: ["task-definition"], rules: ["generic.assignment"], reason: "a pair of name and value is not read as an assignment"),
        Gap(
            forms: ["javascript", "python", "go", "java", "ruby", "php", "json", "task-definition"], rules: ["supabase.jwt-secret"],
            reason: "a UUID in code is taken for an identifier"),
        Gap(
            forms: ["python-text", "log-line"], rules: nil,
            reason: "an assignment without quotes inside a string of code, or in prose, counts as an expression"),
    ]

    static func covers(_ form: String, _ rule: RuleID) -> Bool {
        all.contains { $0.forms.contains(form) && $0.rules?.contains(rule) ?? true }
    }
}
