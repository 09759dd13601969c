package import LiteralSearch
package import RekeyCore

/// The literals of a rule set: what the prefilter looks for, and which rules each one wakes.
package struct LiteralTable: Sendable {
    /// One literal and the rules it starts.
    package struct Entry: Sendable, Equatable {
        package var bytes: [UInt8]
        package var ignoresCase: Bool
        package var form: LiteralForm
        /// Indices into the rule list, ascending; `.max` wakes the harvest of project references.
        package var rules: [UInt16]
    }

    /// The pseudo rule index of harvest literals.
    package static let harvest = UInt16.max

    package private(set) var entries: [Entry] = []

    /// Collects the literals of `rules` and the `harvested` ones; equal literals are shared.
    package init(rules: [Rule], harvested: [String]) {
        var indices: [Key: Int] = [:]
        for (number, rule) in rules.enumerated() {
            guard let number = UInt16(exactly: number), number != Self.harvest else { break }
            for literal in Self.literals(of: rule) { add(literal, rule: number, &indices) }
        }
        for literal in harvested {
            add(Key(bytes: Array(literal.utf8), ignoresCase: false, form: .plain), rule: Self.harvest, &indices)
        }
    }

    /// In the order that `LiteralDatabase` wants.
    package var literals: [Literal] { entries.map { Literal(bytes: $0.bytes, ignoresCase: $0.ignoresCase) } }

    private struct Key: Hashable {
        var bytes: [UInt8]
        var ignoresCase: Bool
        var form: LiteralForm
    }

    private mutating func add(_ key: Key, rule: UInt16, _ indices: inout [Key: Int]) {
        if let index = indices[key] {
            if entries[index].rules.last != rule { entries[index].rules.append(rule) }
            return
        }
        indices[key] = entries.count
        entries.append(Entry(bytes: key.bytes, ignoresCase: key.ignoresCase, form: key.form, rules: [rule]))
    }

    private static func literals(of rule: Rule) -> [Key] {
        var keys: [Key] = []
        for anchor in rule.anchors.map({ Array($0.utf8) }) {
            keys.append(Key(bytes: anchor, ignoresCase: false, form: .plain))
            // Why: only what is hardly more than signs grows longer than the prefilter takes.
            keys += LiteralForms.escaped(anchor).filter { $0.count <= LiteralList.longest }.map {
                Key(bytes: $0, ignoresCase: false, form: .escaped)
            }
        }
        keys += rule.keywords.map { Key(bytes: Array($0.utf8), ignoresCase: true, form: .plain) }
        return keys
    }
}
