internal import RekeyCore

@testable internal import RekeyRules

/// One TOML text under a fixed name.
func toml(_ text: String) -> TOMLSource { TOMLSource(name: "rules.toml", text: text) }

/// The trouble that `body` throws; `nil` when it throws none.
func trouble(_ body: () throws(Trouble) -> Void) -> Trouble? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

/// A usable rule with one anchor, changed by `change`.
func sampleRule(_ id: RuleID = "acme.token", _ change: (inout Rule) -> Void = { _ in }) -> Rule {
    var rule = Rule(id: id, title: "Acme token")
    rule.regex = "acme_[a-z]{4}"
    rule.anchors = ["acme_"]
    change(&rule)
    return rule
}
