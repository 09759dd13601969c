package import RekeyCore
internal import RekeyRules

extension RuleSet {
    /// The rules that take part, in the order of the catalogue. Throws when the embedded bytes are damaged.
    package func enabledRules() throws -> [Rule] {
        let all = try catalogue.allRules()
        return all.indices.filter { isEnabled[$0] }.map { all[$0] }
    }
}
