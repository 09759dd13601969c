/// Literals one behind the other, with the parts by which the search knows them.
package struct LiteralList: Sendable, Equatable {
    /// One literal of the list.
    package struct Entry: Sendable, Equatable {
        /// Bytes.
        package var length: UInt8
        package var ignoresCase: Bool
        package var parts: LiteralParts

        package init(length: UInt8, ignoresCase: Bool, parts: LiteralParts) {
            self.length = length
            self.ignoresCase = ignoresCase
            self.parts = parts
        }
    }

    /// Bytes of the shortest literal: two do not say enough to look for them.
    package static let shortest = 3
    /// Bytes of the longest literal.
    package static let longest = 250

    /// The bytes of all literals; letters are small where case is ignored.
    package private(set) var text: [UInt8] = []
    package private(set) var entries: [Entry] = []

    /// Chooses the parts of each literal. Throws `.noLiterals` and `.length`.
    package init(_ literals: [Literal]) throws(LiteralError) {
        guard !literals.isEmpty else { throw .noLiterals }
        let choice = PartChoice(literals)
        for (index, literal) in literals.enumerated() {
            guard (Self.shortest...Self.longest).contains(literal.bytes.count) else { throw .length(index: index) }
            let parts = choice.parts(of: literal.bytes)
            entries.append(Entry(length: UInt8(literal.bytes.count), ignoresCase: literal.ignoresCase, parts: parts))
            text += literal.ignoresCase ? literal.bytes.map(\.withoutCase) : literal.bytes
        }
    }

    /// A list as it was made before; `nil` unless `text` has as many bytes as the literals, and each has a length and parts that it can have.
    package init?(entries: [Entry], text: [UInt8]) {
        guard entries.reduce(0, { $0 + Int($1.length) }) == text.count, entries.allSatisfy(\.isSound) else { return nil }
        (self.entries, self.text) = (entries, text)
    }
}

extension LiteralList.Entry {
    fileprivate var isSound: Bool {
        let length = Int(length)
        return (LiteralList.shortest...LiteralList.longest).contains(length) && parts.even >= 0 && parts.even & 1 == 0 && parts.odd >= -1
            && parts.odd & 1 != 0 && max(Int(parts.even), Int(parts.odd)) <= length - 3
    }
}

extension UInt8 {
    /// The small letter of a capital one.
    var withoutCase: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }
}
