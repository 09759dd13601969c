package import RekeyCore

extension ConfigFile {
    /// The edit that puts a new value at a place. Read again, the file has that value there and all others as before.
    ///
    /// A part of a value is replaced alone; within a URL the new bytes are percent-encoded. Throws when the notation cannot carry it.
    package func edit(_ place: ValuePlace, to new: SecretText) throws(EditRefusal) -> ByteEdit {
        guard place.index < scalars.count, scalars[place.index].range == place.range,
            scalars[place.index].value == place.value.revealedBytes,
            let value = ValuePart.replacing(place.part, of: scalars[place.index].value, with: new.revealedBytes)
        else { throw .moved }
        try EnvTrial.check(value)
        let scalar = scalars[place.index]
        if scalar.expands, place.part != .whole { return try editInPlace(place, to: new, giving: value) }
        if kind == .envFile || kind == .shell { return try editVariable(place, to: SecretText(value)) }
        let content = scalar.content(with: value)
        for spelling in ScalarSpelling.candidates(content, in: scalar.style) {
            let edit = ByteEdit(place.range, spelling)
            if gives(value, at: place.index, expanding: false, after: edit) { return edit }
        }
        throw .notWritable(marks: EnvMark.all(in: value))
    }

    private func editVariable(_ place: ValuePlace, to value: SecretText) throws(EditRefusal) -> ByteEdit {
        let file = EnvFile(bytes: bytes)
        guard place.index < file.entries.count else { throw .moved }
        let readers: Set<EnvDialect> = kind == .shell ? [.bash] : Set(EnvDialect.allCases)
        let change = try file.setting(file.entries[place.index], to: value, for: readers)
        return change.edits.first ?? ByteEdit(place.range, Array(bytes[place.range]))
    }

    /// Only the part's own bytes, because the rest holds references that must stay as they are written.
    private func editInPlace(_ place: ValuePlace, to new: SecretText, giving value: [UInt8]) throws(EditRefusal) -> ByteEdit {
        let (range, isURL): (Range<Int>, Bool) =
            switch place.part {
            case .whole: (0..<scalars[place.index].value.count, false)
            case .plain(let range): (range, false)
            case .inURL(let range): (range, true)
            }
        let text = isURL ? ValuePart.encoded(new.revealedBytes) : new.revealedBytes
        let old = Array(scalars[place.index].value[range])
        let raw = Array(bytes[place.range])
        guard ScalarSpelling.isPlainText(text), let found = TextSwap.range(of: old, in: raw) else {
            throw .notWritable(marks: EnvMark.all(in: new.revealedBytes))
        }
        let start = place.range.lowerBound
        let edit = ByteEdit(start + found.lowerBound..<start + found.upperBound, text)
        guard gives(value, at: place.index, expanding: true, after: edit) else {
            throw .notWritable(marks: EnvMark.all(in: new.revealedBytes))
        }
        return edit
    }

    /// Whether the changed file reads as meant: the value there, and everything else as it was.
    private func gives(_ value: [UInt8], at index: Int, expanding: Bool, after edit: ByteEdit) -> Bool {
        guard let changed = ByteEdit.apply([edit], to: bytes) else { return false }
        let after = ConfigScan.scalars(of: changed, as: kind)
        guard after.count == scalars.count else { return false }
        return zip(scalars, after).enumerated().allSatisfy { position, pair in
            let (old, new) = pair
            guard old.path == new.path, old.coding == new.coding else { return false }
            if position == index { return new.value == value && new.expands == expanding }
            return old.content == new.content && old.expands == new.expands
        }
    }
}
