package import RekeyCore
package import RekeyRules
internal import Vectorscan

/// A catalogue with its prefilter, ready to be shared by every scanning thread.
package final class RuleSet: Sendable {
    package let catalogue: Catalogue
    let database: LiteralDatabase
    /// Per rule: whether it takes part.
    let isEnabled: [Bool]
    /// Per rule: whether an assignment must follow its keyword.
    let needsAssignment: [Bool]

    /// Deserialises the catalogue's prefilter, or compiles it where the library refuses it (another version or CPU).
    ///
    /// `isEnabled` picks rules by identifier; `nil` takes all without decoding any.
    package init(_ catalogue: Catalogue, isEnabled: ((RuleID) -> Bool)? = nil) throws {
        self.catalogue = catalogue
        needsAssignment = catalogue.traits.map(\.needsAssignment)
        database = try Self.database(for: catalogue)
        if let isEnabled {
            self.isEnabled = try catalogue.allRules().map { isEnabled($0.id) }
        } else {
            self.isEnabled = [Bool](repeating: true, count: catalogue.count)
        }
    }

    private static func database(for catalogue: Catalogue) throws -> LiteralDatabase {
        if let bytes = try catalogue.database(), let ready = try? LiteralDatabase.deserialize(bytes.span) { return ready }
        return try LiteralDatabase.compile(try catalogue.literals(), portable: false)
    }
}
