package import RekeyCore
package import RekeyRules
internal import Vectorscan

/// A catalogue with its prefilter, ready to be shared by every scanning thread.
package final class RuleSet: Sendable {
    package let catalogue: Catalogue
    let database: LiteralDatabase
    /// Per literal: its length, form, and the slice of `wakes` that names its rules.
    let literals: [LiteralGate]
    let wakes: [UInt16]
    /// Per rule: whether it takes part.
    let isEnabled: [Bool]

    /// What the hot loop needs to know of one literal.
    struct LiteralGate: Sendable {
        var length: UInt32
        var form: LiteralForm
        var firstRule: UInt32
        var ruleCount: UInt32
    }

    /// Deserialises the catalogue's prefilter, or compiles it where the library refuses it (another version or CPU).
    ///
    /// `isEnabled` picks rules by identifier; `nil` takes all without decoding any.
    package init(_ catalogue: Catalogue, isEnabled: ((RuleID) -> Bool)? = nil) throws {
        self.catalogue = catalogue
        database = try Self.database(for: catalogue)
        var gates: [LiteralGate] = []
        var wakes: [UInt16] = []
        gates.reserveCapacity(catalogue.literals.count)
        for entry in catalogue.literals {
            gates.append(
                LiteralGate(
                    length: UInt32(entry.bytes.count), form: entry.form, firstRule: UInt32(wakes.count),
                    ruleCount: UInt32(entry.rules.count)))
            wakes += entry.rules
        }
        literals = gates
        self.wakes = wakes
        if let isEnabled {
            self.isEnabled = try catalogue.allRules().map { isEnabled($0.id) }
        } else {
            self.isEnabled = [Bool](repeating: true, count: catalogue.count)
        }
    }

    private static func database(for catalogue: Catalogue) throws -> LiteralDatabase {
        if !catalogue.database.isEmpty, let ready = try? LiteralDatabase.deserialize(catalogue.database.span) { return ready }
        let literals = catalogue.literals.map { Literal(bytes: $0.bytes, ignoresCase: $0.ignoresCase) }
        return try LiteralDatabase.compile(literals, portable: false)
    }
}
