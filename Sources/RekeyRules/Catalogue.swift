package import LiteralSearch
package import RekeyCore

/// A set of rules ready to scan with: the literals that the prefilter looks for, and the rules, decoded one by one when needed.
///
/// The built-in one is made once by the build and read at every start, because parsing the TOML costs 8 ms, which nobody should wait for in
/// a hook.
package struct Catalogue: Sendable {
    /// Per literal: its length, how it is written, and the slice of `wakes` that names its rules.
    package struct LiteralGate: Sendable, Equatable {
        package var length: UInt32
        package var firstRule: UInt32
        package var ruleCount: UInt32
        package var form: LiteralForm
        /// Whether it stands as it is.
        package var isPlain: Bool

        init(length: UInt32, firstRule: UInt32, ruleCount: UInt32, form: LiteralForm) {
            self.length = length
            self.firstRule = firstRule
            self.ruleCount = ruleCount
            self.form = form
            isPlain = form == .plain
        }
    }

    private enum Storage: Sendable {
        case encoded(EncodedCatalogue, ruleOffsets: [Int])
        case decoded([Rule])
    }

    private let storage: Storage
    /// What the prefilter looks for.
    package let literals: LiteralList
    /// In the order of `literals`.
    package let gates: [LiteralGate]
    /// Rule indices that the gates point into; `LiteralTable.harvest` among them.
    package let wakes: [UInt16]

    /// Per rule: what its regex says about its matches.
    package let traits: [RegexTraits]

    /// Per rule: what must stand behind its anchors; `nil` where nothing is known.
    package let tails: [AnchorTail?]

    /// Rules by the file name that they read whole.
    package let fileRules: [String: [Int]]

    /// A catalogue of rules made at run time. Throws for literals that cannot be sought.
    package init(rules: [Rule], harvested: [String]) throws(LiteralError) {
        let table = LiteralTable(rules: rules, harvested: harvested)
        storage = .decoded(rules)
        literals = try LiteralList(table.literals)
        (gates, wakes) = Self.gates(of: table)
        traits = rules.map { RegexTraits($0) }
        tails = rules.map { AnchorTail($0) }
        fileRules = Self.fileRules(of: rules)
    }

    /// Reads what the build embedded; throws only when the program file is damaged.
    package init(_ encoded: EncodedCatalogue) throws(ByteReader.Fault) {
        var reader = ByteReader(try encoded.decodedIndex())
        var gates: [LiteralGate] = []
        var wakes: [UInt16] = []
        var entries: [LiteralList.Entry] = []
        let literalCount = Int(try reader.uint32())
        gates.reserveCapacity(min(literalCount, 65_536))
        entries.reserveCapacity(min(literalCount, 65_536))
        for _ in 0..<literalCount {
            let (entry, form) = try Self.literal(&reader)
            entries.append(entry)
            let count = UInt32(try reader.byte())
            gates.append(
                LiteralGate(length: UInt32(entry.length), firstRule: UInt32(wakes.count), ruleCount: count, form: form))
            for _ in 0..<count { wakes.append(UInt16(try reader.byte()) | UInt16(try reader.byte()) << 8) }
        }
        guard let literals = LiteralList(entries: entries, text: Array(try reader.bytes(Int(try reader.uint32())))) else {
            throw .invalid(offset: reader.offset)
        }
        self.literals = literals
        var offsets: [Int] = []
        for _ in 0..<(try reader.uint32()) { offsets.append(Int(try reader.uint32())) }
        var traits: [RegexTraits] = []
        for _ in 0..<(try reader.uint32()) {
            traits.append(RegexTraits(encoded: UInt16(try reader.byte()) | UInt16(try reader.byte()) << 8))
        }
        guard traits.count == max(0, offsets.count - 1) else { throw .invalid(offset: reader.offset) }
        self.traits = traits
        tails = try Self.tails(&reader, rules: traits.count)
        var fileRules: [String: [Int]] = [:]
        for _ in 0..<(try reader.uint32()) {
            let name = String(decoding: try reader.bytes(Int(try reader.byte())), as: UTF8.self)
            fileRules[name, default: []].append(Int(try reader.uint32()))
        }
        self.fileRules = fileRules
        storage = .encoded(encoded, ruleOffsets: offsets)
        self.gates = gates
        self.wakes = wakes
    }

    /// Number of rules.
    package var count: Int {
        switch storage {
        case .encoded(_, let offsets): max(0, offsets.count - 1)
        case .decoded(let rules): rules.count
        }
    }

    /// The rule at `index`; throws when there is none or the bytes are damaged.
    package func rule(at index: Int) throws(ByteReader.Fault) -> Rule {
        guard index >= 0, index < count else { throw .invalid(offset: index) }
        switch storage {
        case .decoded(let rules): return rules[index]
        case .encoded(let encoded, let offsets):
            guard offsets[index] <= offsets[index + 1] else { throw .invalid(offset: offsets[index]) }
            return try encoded.rule(offsets[index]..<offsets[index + 1])
        }
    }

    /// Every rule, in order.
    package func allRules() throws(ByteReader.Fault) -> [Rule] {
        var rules: [Rule] = []
        for index in 0..<count { rules.append(try rule(at: index)) }
        return rules
    }

    /// One literal of the index, and how it is written.
    private static func literal(_ reader: inout ByteReader) throws(ByteReader.Fault) -> (LiteralList.Entry, LiteralForm) {
        let length = try reader.byte()
        let ignoresCase = try reader.byte() == 1
        let parts = LiteralParts(even: Int8(bitPattern: try reader.byte()), odd: Int8(bitPattern: try reader.byte()))
        guard let form = LiteralForm(rawValue: try reader.byte()) else { throw .invalid(offset: reader.offset) }
        return (LiteralList.Entry(length: length, ignoresCase: ignoresCase, parts: parts), form)
    }

    private static func tails(_ reader: inout ByteReader, rules: Int) throws(ByteReader.Fault) -> [AnchorTail?] {
        var known: [AnchorTail] = []
        for _ in 0..<(try reader.uint32()) { known.append(try AnchorTail(&reader)) }
        var tails: [AnchorTail?] = []
        tails.reserveCapacity(rules)
        for _ in 0..<rules {
            let number = Int(try reader.byte()) | Int(try reader.byte()) << 8
            guard number <= known.count else { throw .invalid(offset: reader.offset) }
            tails.append(number == 0 ? nil : known[number - 1])
        }
        return tails
    }

    /// The rules with `files`, by name.
    static func fileRules(of rules: [Rule]) -> [String: [Int]] {
        var names: [String: [Int]] = [:]
        for (index, rule) in rules.enumerated() { for name in rule.files { names[name, default: []].append(index) } }
        return names
    }

    private static func gates(of table: LiteralTable) -> ([LiteralGate], [UInt16]) {
        var gates: [LiteralGate] = []
        var wakes: [UInt16] = []
        for entry in table.entries {
            gates.append(
                LiteralGate(
                    length: UInt32(clamping: entry.bytes.count), firstRule: UInt32(clamping: wakes.count),
                    ruleCount: UInt32(clamping: entry.rules.count), form: entry.form))
            wakes += entry.rules
        }
        return (gates, wakes)
    }
}
