internal import RekeyCore

/// Where a value goes.
struct EnvSlot {
    let range: Range<Int>
    /// The lines round it.
    let line: Range<Int>
    let quoting: EnvQuoting
    var before: [UInt8] = []
    var after: [UInt8] = []

    init(range: Range<Int>, line: Range<Int>, quoting: EnvQuoting, before: [UInt8], after: [UInt8]) {
        (self.range, self.line, self.quoting, self.before, self.after) = (range, line, quoting, before, after)
    }

    init(_ entry: EnvEntry) {
        (range, line, quoting) = (entry.valueRange, entry.lineRange, entry.quoting)
    }

    func edit(_ spelling: [UInt8]) -> ByteEdit { ByteEdit(range, before + spelling + after) }
}

/// Tries spellings of a value on a copy of the file and lets every reader judge.
///
/// A reader counts when it takes a plain word from the same place. What any reader takes from elsewhere must be what it takes beside that word.
struct EnvTrial {
    private static let word = Array("rekey0word".utf8)

    private let name: [UInt8]
    private let bytes: [UInt8]
    private let slots: [EnvSlot]
    private let probes: [EnvDialect: Probe]
    /// The readers that count, in the order of the cases.
    let reading: [EnvDialect]

    /// What a reader makes of the file with the plain word in it.
    private struct Probe {
        /// The names it finds the word under: another than ours where it reads the line in its own way.
        let names: Set<[UInt8]>
        let others: EnvReadings
    }

    init(name: [UInt8], bytes: [UInt8], slots: [EnvSlot], readers: Set<EnvDialect>) {
        (self.name, self.bytes, self.slots) = (name, bytes, slots)
        let probe = ByteEdit.apply(slots.map { $0.edit(Self.word) }, to: bytes) ?? bytes
        var (probes, reading): ([EnvDialect: Probe], [EnvDialect]) = ([:], [])
        for dialect in EnvDialect.allCases {
            let readings = EnvReadings.of(probe, as: dialect)
            let names = readings.names(holding: Self.word).union([name])
            probes[dialect] = Probe(names: names, others: readings.without(names))
            if readers.contains(dialect), readings.values[name] == EnvValue(Self.word) { reading.append(dialect) }
        }
        (self.probes, self.reading) = (probes, reading)
    }

    /// Refuses values that no quoting can save.
    static func check(_ value: [UInt8]) throws(EditRefusal) {
        guard RepairedText.isUTF8(value) else { throw .valueNotUTF8 }
        if let control = value.first(where: { ($0 < 0x20 && $0 != Glyph.tab && $0 != Glyph.newline) || $0 == 0x7F }) {
            throw .controlCharacter(control)
        }
    }

    /// One edit for each slot; `nil` when no spelling does for all readers.
    func spellings(of value: [UInt8]) -> [ByteEdit]? {
        guard slots.count > 1 else {
            return slots.first.flatMap { slot in candidates(slot, value).first { accepts([$0], value) }.map { [$0] } }
        }
        // Why: a later entry hides an earlier one, so each is tried by itself in its own lines, and then all together.
        var edits: [ByteEdit] = []
        for slot in slots {
            guard let edit = alone(slot).spellings(of: value)?.first else { return nil }
            edits.append(ByteEdit(range: slot.range, replacement: edit.replacement))
        }
        return accepts(edits, value) ? edits : nil
    }

    /// The same trial for a file that has nothing but the lines of this slot.
    private func alone(_ slot: EnvSlot) -> EnvTrial {
        let offset = slot.line.lowerBound
        let range = slot.range.lowerBound - offset..<slot.range.upperBound - offset
        let only = EnvSlot(range: range, line: 0..<slot.line.count, quoting: slot.quoting, before: [], after: [])
        return EnvTrial(name: name, bytes: Array(bytes[slot.line]), slots: [only], readers: Set(reading))
    }

    /// Whether even a plain word cannot be put in quotes here.
    var isEntangled: Bool {
        [EnvSpelling.single, .double].contains { spelling in
            !accepts(slots.compactMap { slot in spelling.write(Self.word).map(slot.edit) }, Self.word)
        }
    }

    private func candidates(_ slot: EnvSlot, _ value: [UInt8]) -> [ByteEdit] {
        EnvSpelling.order(keeping: slot.quoting).compactMap { $0.write(value).map(slot.edit) }
    }

    private func accepts(_ edits: [ByteEdit], _ value: [UInt8]) -> Bool {
        guard let changed = ByteEdit.apply(edits, to: bytes) else { return false }
        let expected = EnvValue(value)
        return EnvDialect.allCases.allSatisfy { dialect in
            let readings = EnvReadings.of(changed, as: dialect)
            guard let probe = probes[dialect], readings.without(probe.names) == probe.others else { return false }
            return !reading.contains(dialect) || readings.values[name] == expected
        }
    }
}
