package import RekeyCore
internal import Vectorscan

/// A set of rules ready to scan with: the literal table, the prefilter database, and the rules, decoded one by one when needed.
///
/// Made once by the build (`encoded`) and read at every start (`init(encoded:)`), because parsing the TOML costs 8 ms and compiling the
/// prefilter 11 ms, which nobody should wait for in a hook.
package struct Catalogue: Sendable {
    package let literals: [LiteralTable.Entry]
    /// Serialised database of `literals`; empty asks for compiling them.
    package let database: [UInt8]
    private let bytes: [UInt8]
    private let ruleOffsets: [Int]
    /// The rules in order, when the catalogue was made in memory.
    private let decoded: [Rule]

    /// Number of rules.
    package var count: Int { decoded.isEmpty ? ruleOffsets.count : decoded.count }

    /// A catalogue of rules made at run time; the prefilter is compiled by whoever scans.
    package init(rules: [Rule], harvested: [String]) {
        literals = LiteralTable(rules: rules, harvested: harvested).entries
        database = []
        bytes = []
        ruleOffsets = []
        decoded = rules
    }

    /// Reads what `encoded` wrote.
    package init(encoded bytes: [UInt8]) throws(ByteReader.Fault) {
        var reader = ByteReader(bytes)
        database = Array(try reader.bytes(Int(try reader.uint32())))
        let literalCount = try reader.uint32()
        var literals: [LiteralTable.Entry] = []
        literals.reserveCapacity(Int(literalCount))
        for _ in 0..<literalCount { literals.append(try Self.literal(&reader)) }
        self.literals = literals
        var offsets: [Int] = []
        for _ in 0..<(try reader.uint32()) {
            let length = Int(try reader.uint32())
            offsets.append(reader.offset)
            _ = try reader.bytes(length)
        }
        ruleOffsets = offsets
        decoded = []
        self.bytes = bytes
    }

    private static func literal(_ reader: inout ByteReader) throws(ByteReader.Fault) -> LiteralTable.Entry {
        let text = Array(try reader.bytes(Int(try reader.uint32())))
        let ignoresCase = try reader.byte() == 1
        guard let form = LiteralForm(rawValue: try reader.byte()) else { throw .invalid(offset: reader.offset) }
        var rules: [UInt16] = []
        for _ in 0..<(try reader.uint32()) { rules.append(UInt16(truncatingIfNeeded: try reader.uint32())) }
        return LiteralTable.Entry(bytes: text, ignoresCase: ignoresCase, form: form, rules: rules)
    }

    /// The rule at `index`; throws when the bytes are damaged.
    package func rule(at index: Int) throws(ByteReader.Fault) -> Rule {
        if !decoded.isEmpty { return decoded[index] }
        var reader = ByteReader(bytes, at: ruleOffsets[index])
        return try RuleCoding.read(&reader)
    }

    /// Every rule, in order.
    package func allRules() throws(ByteReader.Fault) -> [Rule] {
        var rules: [Rule] = []
        for index in 0..<count { rules.append(try rule(at: index)) }
        return rules
    }

    /// The bytes to embed: rules, literals and a portable prefilter database.
    package static func encoded(rules: [Rule], harvested: [String]) throws -> [UInt8] {
        let table = LiteralTable(rules: rules, harvested: harvested)
        let database = try LiteralDatabase.compile(table.literals, portable: true)
        var writer = ByteWriter()
        writer.block(try database.serialized())
        writer.list(table.entries) { writer, entry in
            writer.block(entry.bytes)
            writer.byte(entry.ignoresCase ? 1 : 0)
            writer.byte(entry.form.rawValue)
            writer.list(entry.rules) { $0.uint32(Int($1)) }
        }
        writer.list(rules) { writer, rule in
            var inner = ByteWriter()
            RuleCoding.write(rule, into: &inner)
            writer.block(inner.bytes)
        }
        return writer.bytes
    }
}
