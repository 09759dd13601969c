package import LiteralSearch
package import RekeyCore

/// The built-in catalogue as the build wrote it: two texts in base64 inside the program, so that a start decodes only what it needs.
package struct EncodedCatalogue: Sendable {
    private let index: StaticString
    private let rules: StaticString

    /// Texts that `Text.init(rules:harvested:)` made.
    package init(index: StaticString, rules: StaticString) {
        self.index = index
        self.rules = rules
    }

    func decodedIndex() throws(ByteReader.Fault) -> [UInt8] { try Self.decoded(index, nil) }

    func rule(_ range: Range<Int>) throws(ByteReader.Fault) -> Rule {
        var reader = ByteReader(try Self.decoded(rules, range))
        return try RuleCoding.read(&reader)
    }

    private static func decoded(_ text: StaticString, _ range: Range<Int>?) throws(ByteReader.Fault) -> [UInt8] {
        let bytes = text.withUTF8Buffer { buffer in
            let all = unsafe buffer.span
            guard let range else { return Base64.decode(all) }
            guard range.lowerBound >= 0, range.upperBound <= all.count else { return nil }
            return Base64.decode(all.extracting(range))
        }
        guard let bytes else { throw .invalid(offset: range?.lowerBound ?? 0) }
        return bytes
    }
}

extension EncodedCatalogue {
    /// What is embedded, made by the build.
    package struct Text {
        package let index: String
        package let rules: String

        /// Encodes everything. Throws for literals that cannot be sought.
        package init(rules: [Rule], harvested: [String]) throws(LiteralError) {
            let table = LiteralTable(rules: rules, harvested: harvested)
            let literals = try LiteralList(table.literals)
            var index = ByteWriter()
            index.list(Array(zip(table.entries, literals.entries))) { index, pair in
                let (entry, literal) = pair
                index.byte(literal.length)
                index.byte(literal.ignoresCase ? 1 : 0)
                index.byte(UInt8(bitPattern: literal.parts.even))
                index.byte(UInt8(bitPattern: literal.parts.odd))
                index.byte(entry.form.rawValue)
                index.byte(UInt8(clamping: entry.rules.count))
                for rule in entry.rules {
                    index.byte(UInt8(truncatingIfNeeded: rule))
                    index.byte(UInt8(truncatingIfNeeded: rule >> 8))
                }
            }
            index.list(literals.text) { $0.byte($1) }
            var ruleTexts = ""
            var offsets = [0]
            for rule in rules {
                var writer = ByteWriter()
                RuleCoding.write(rule, into: &writer)
                ruleTexts += Self.base64(writer.bytes)
                offsets.append(ruleTexts.utf8.count)
            }
            index.list(offsets) { $0.uint32($1) }
            index.list(rules) { index, rule in
                let traits = RegexTraits(rule, isBuiltIn: true).encoded
                index.byte(UInt8(truncatingIfNeeded: traits))
                index.byte(UInt8(truncatingIfNeeded: traits >> 8))
            }
            Self.write(tails: rules.map { AnchorTail($0) }, into: &index)
            let fileRules = Catalogue.fileRules(of: rules).sorted { $0.key < $1.key }.flatMap { name, rules in rules.map { (name, $0) } }
            index.list(fileRules) { index, entry in
                index.byte(UInt8(clamping: entry.0.utf8.count))
                for byte in entry.0.utf8 { index.byte(byte) }
                index.uint32(entry.1)
            }
            self.index = Self.base64(index.bytes)
            self.rules = ruleTexts
        }

        /// Each tail once, then per rule its number from 1, or 0 for none.
        private static func write(tails: [AnchorTail?], into index: inout ByteWriter) {
            var numbers: [AnchorTail: Int] = [:]
            var known: [AnchorTail] = []
            for case let tail? in tails where numbers[tail] == nil {
                known.append(tail)
                numbers[tail] = known.count
            }
            index.list(known) { $1.write(into: &$0) }
            for tail in tails {
                let number = tail.flatMap { numbers[$0] } ?? 0
                index.byte(UInt8(truncatingIfNeeded: number))
                index.byte(UInt8(truncatingIfNeeded: number >> 8))
            }
        }

        private static func base64(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes.span), as: UTF8.self) }
    }
}
