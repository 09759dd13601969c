internal import RekeyCore

/// What the readers of an env file take for one variable.
package struct EnvVariable: Sendable {
    /// Readers that agree with each other and not with the first.
    package struct Other: Sendable {
        package let readers: [EnvDialect]
        /// `nil` when they get no value.
        package let value: EnvValue?
        /// Whether they only take the carriage return of the line end for a part of the value, as bash does.
        package let addsReturn: Bool

        /// One line for people, without the value.
        package var text: String {
            let names = readers.map(\.title).joined(separator: ", ")
            guard let value else { return "\(names): no value" }
            guard !addsReturn else { return "\(names): the same and a carriage return, from the line end" }
            let redacted = value.text.count == 0 ? "an empty value" : Redaction.redacted(value.text)
            return value.expands ? "\(names): puts in other variables or runs a command" : "\(names): \(redacted)"
        }
    }

    package let name: String
    /// As `reader` takes it.
    package let value: EnvValue
    package let reader: EnvDialect
    /// Who takes something else, or nothing.
    package let others: [Other]

    /// Whether two readers get different values; one that gets none, or only a carriage return more, does not count.
    package var isAmbiguous: Bool { others.contains { $0.value != nil && !$0.addsReturn } }
}

/// An env file as all its readers see it.
package struct EnvContents: Sendable {
    /// One line of a name.
    package struct Place: Sendable {
        package let name: String
        /// From 1.
        package let line: Int
        /// The value that stands there, as the first reader takes it from that line alone.
        package let value: EnvValue
        /// The line of the same name that counts instead; `nil` when this one does.
        package let hiddenBy: Int?
    }

    /// In the order of the file, duplicates included.
    package let places: [Place]
    /// Whether lines end in a carriage return and a line feed, of which bash takes the first into the value.
    package let hasReturns: Bool
    /// Readers that refuse the file or stop within it.
    package let faults: [(reader: EnvDialect, fault: EnvFault)]
    private let readings: [(reader: EnvDialect, readings: EnvReadings)]

    /// Reads any bytes; the name of the file tells whether only a shell reads it.
    package init(path: [UInt8], bytes: [UInt8]) {
        let kind = ConfigKind(path: String(decoding: path, as: UTF8.self)) ?? .envFile
        let readers: [EnvDialect] = kind == .shell ? [.bash] : [.nodeDotenv, .dockerCompose, .nodeEnvFile, .pythonDotenv, .bash, .systemd]
        let read = readers.map { (reader: $0, readings: EnvReadings.of(bytes, as: $0)) }
        let found = ConfigFile(kind: kind == .shell ? .shell : .envFile, bytes: bytes).places
        let last = Dictionary(found.map { ($0.name, $0.line) }) { _, later in later }
        places = found.map { place in
            Place(
                name: place.name, line: place.line, value: EnvValue(place.value.revealedBytes, expands: place.expands),
                hiddenBy: last[place.name].flatMap { $0 == place.line ? nil : $0 })
        }
        readings = read
        hasReturns = zip(bytes, bytes.dropFirst()).contains { $0 == Glyph.carriageReturn && $1 == Glyph.newline }
        faults = read.compactMap { reader, readings in readings.fault.map { (reader, $0) } }
    }

    /// What the readers take for a name: npm dotenv counts first, then docker compose; `nil` when none gets a value.
    package func variable(_ name: String) -> EnvVariable? {
        let bytes = Array(name.utf8)
        let values = readings.map { (reader: $0.reader, value: $0.readings.values[bytes]) }
        guard let first = values.first(where: { $0.value != nil }), let value = first.value else { return nil }
        var others: [(readers: [EnvDialect], value: EnvValue?)] = []
        for (reader, other) in values where other != value {
            if let index = others.firstIndex(where: { $0.value == other }) {
                others[index].readers.append(reader)
            } else {
                others.append(([reader], other))
            }
        }
        return EnvVariable(
            name: name, value: value, reader: first.reader,
            others: others.map { readers, other in
                EnvVariable.Other(
                    readers: readers, value: other, addsReturn: other?.text == SecretText(value.text.revealedBytes + [Glyph.carriageReturn])
                )
            })
    }
}

extension EnvFault {
    /// In words, after the name of a reader.
    package var words: String {
        switch self {
        case .unterminatedQuote: "a quote has no end"
        case .notUTF8: "it is not UTF-8"
        case .badName: "a name in it is not taken"
        case .shellCode: "it holds shell code, which is not run here"
        case .zeroByte: "it has zero bytes"
        }
    }
}

extension EnvVariable {
    /// A value of a configuration file, which all its readers read alike.
    package init(_ place: ValuePlace) {
        self.init(
            name: place.name, value: EnvValue(place.value.revealedBytes, expands: place.expands), reader: .dockerCompose, others: [])
    }
}
