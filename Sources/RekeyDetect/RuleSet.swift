internal import LiteralSearch
package import RekeyCore
package import RekeyRules

/// A catalogue with its prefilter, ready to be shared by every scanning thread.
package final class RuleSet: Sendable {
    package let catalogue: Catalogue
    let database: LiteralDatabase
    /// Per rule: whether it takes part.
    let isEnabled: [Bool]
    /// Per rule: what its words are part of.
    let form: [Form]

    /// Rules whose answer may depend on the path.
    let rulesThatReadPaths: [Int]

    /// What the word that wakes a rule is part of.
    enum Form {
        /// The end of a credential's name, as the generic rule reads it.
        case assignment
        /// A variable's name of plain characters, which must be assigned something.
        case plainName
        case name
        case other
    }

    /// Throws for more words than can be looked for.
    ///
    /// `isEnabled` picks rules by identifier; `nil` takes all without decoding any.
    package init(_ catalogue: Catalogue, isEnabled: ((RuleID) -> Bool)? = nil) throws {
        self.catalogue = catalogue
        form = catalogue.traits.map {
            $0.isAssignment ? .assignment : $0.hasPlainName ? .plainName : $0.needsAssignment ? .name : .other
        }
        rulesThatReadPaths = catalogue.traits.indices.filter { catalogue.traits[$0].readsPath }
        do throws(LiteralError) {
            database = try LiteralDatabase(catalogue.literals)
        } catch {
            throw Trouble(
                "the rules cannot be used together",
                why: "they have \(catalogue.literals.entries.count) words to look for, escaped spellings of anchors among them; "
                    + "at most \(LiteralDatabase.mostLiterals) can be looked for",
                next: "leave rules out, or scan with one part of them after the other")
        }
        if let isEnabled {
            self.isEnabled = try catalogue.allRules().map { isEnabled($0.id) }
        } else {
            self.isEnabled = [Bool](repeating: true, count: catalogue.count)
        }
    }

    /// Whether a rule with this identifier takes part; reads the catalogue up to it.
    package func uses(_ id: RuleID) throws -> Bool {
        for index in 0..<catalogue.count where isEnabled[index] {
            if try catalogue.rule(at: index).id == id { return true }
        }
        return false
    }
}
