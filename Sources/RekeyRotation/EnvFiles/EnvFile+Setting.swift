package import RekeyCore

/// What `EnvFile.setting` does beyond the plain case.
package struct EnvSetting: Sendable {
    /// Which of several entries of the name.
    package enum Duplicates: Sendable {
        /// Every one, so that no old value stays in the file.
        case all
        /// The last, which every reader takes.
        case last
    }

    /// Which entries get the new value.
    package var duplicates = Duplicates.all
    /// Who has to read the value; those that cannot read the line whatever stands in it are left out and told.
    package var readers = Set(EnvDialect.allCases)
    /// Whether a name that is not there is added at the end.
    package var addsMissing = true

    package init(duplicates: Duplicates = .all, readers: Set<EnvDialect> = Set(EnvDialect.allCases), addsMissing: Bool = true) {
        self.duplicates = duplicates
        self.readers = readers
        self.addsMissing = addsMissing
    }
}

/// Edits that give a variable its new value.
package struct EnvChange: Sendable, Hashable {
    /// In the order of the file, not overlapping; empty when the bytes are right already.
    package let edits: [ByteEdit]
    /// Who reads the new value back.
    package let readers: [EnvDialect]
    /// Who was asked for and gets no value from such a line, now as before.
    package let unread: [EnvDialect]
}

extension EnvFile {
    /// The edits after which every reader that takes a value from these lines takes the new one, and nothing else is read differently.
    ///
    /// The quoting is kept where it can carry the value, else the first other quoting that can is used. Throws when there is none.
    package func setting(_ name: String, to value: SecretText, _ options: EnvSetting = EnvSetting()) throws(EditRefusal) -> EnvChange {
        let named = entries(named: name)
        guard !named.isEmpty else { return try adding(name, value, options) }
        let chosen = options.duplicates == .last ? Array(named.suffix(1)) : named
        return try change(name, value, at: chosen.map(EnvSlot.init), for: options.readers)
    }

    /// The edit of one entry alone, which another entry of the same name may hide.
    package func setting(_ entry: EnvEntry, to value: SecretText, for readers: Set<EnvDialect> = Set(EnvDialect.allCases))
        throws(EditRefusal) -> EnvChange
    {
        guard entries.contains(entry) else { throw .moved }
        return try change(entry.name, value, at: [EnvSlot(entry)], for: readers)
    }

    private func adding(_ name: String, _ value: SecretText, _ options: EnvSetting) throws(EditRefusal) -> EnvChange {
        guard options.addsMissing else { throw .noSuchName }
        guard let first = name.utf8.first, !first.isASCIIDigit, name.utf8.allSatisfy(Glyph.isWord) else { throw .badName }
        let isOpen = bytes.last.map { $0 != Glyph.newline } ?? false
        let export = !entries.isEmpty && entries.allSatisfy(\.hasExport) ? "export " : ""
        let slot = EnvSlot(
            range: bytes.count..<bytes.count, line: bytes.count..<bytes.count, quoting: .none,
            before: (isOpen ? lineEnding : []) + Array("\(export)\(name)=".utf8), after: isOpen ? [] : lineEnding)
        return try change(name, value, at: [slot], for: options.readers)
    }

    private func change(_ name: String, _ value: SecretText, at slots: [EnvSlot], for readers: Set<EnvDialect>) throws(EditRefusal)
        -> EnvChange
    {
        guard !bytes.contains(0) else { throw .notText }
        let new = value.revealedBytes
        try EnvTrial.check(new)
        let trial = EnvTrial(name: Array(name.utf8), bytes: bytes, slots: slots, readers: readers)
        let (reading, unread) = (trial.reading, EnvDialect.allCases.filter { readers.contains($0) && !trial.reading.contains($0) })
        guard !reading.isEmpty else { throw .notRead(unread) }
        guard let edits = trial.spellings(of: new) else {
            let marks = EnvMark.all(in: new)
            // Why: single quotes carry all but these, so that without them the file round the line is the trouble.
            let isHard = !Set(marks).isDisjoint(with: [.singleQuote, .reference, .backslash])
            throw trial.isEntangled || !isHard ? .entangled : .noSpelling(marks: marks, readers: reading)
        }
        return EnvChange(edits: edits.filter { bytes[$0.range] != $0.replacement.revealedBytes[...] }, readers: reading, unread: unread)
    }
}
