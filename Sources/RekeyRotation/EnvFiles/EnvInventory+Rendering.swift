internal import RekeyCore
package import RekeyReport

extension EnvInventory {
    /// The variables as a table for people: name, redacted value, where it stands; one row for each different value.
    package var table: [String] {
        let rows = variables.flatMap(Self.rows)
        let nameWidth = min(rows.map(\.name.count).max() ?? 0, 44)
        let valueWidth = min(rows.map(\.value.count).max() ?? 0, 28)
        return rows.map { row in
            "\(Self.padded(row.name, nameWidth))  \(Self.padded(row.value, valueWidth))  \(row.places)"
        }
    }

    /// What is odd, one line each: names twice in a file, values on which readers disagree, files that readers refuse.
    package var oddities: [String] {
        var lines: [String] = []
        for file in files {
            for place in file.contents.places {
                guard let winner = place.hiddenBy else { continue }
                lines.append("\(file.path):\(place.line): \(EnvName.shown(place.name)) stands again in line \(winner), which counts")
            }
            if file.contents.hasReturns { lines.append("\(file.path): lines end in CRLF; bash takes the carriage return into each value") }
            for (reader, fault) in file.contents.faults {
                lines.append("\(file.path): \(reader.title) does not read all of it: \(fault.words)")
            }
        }
        for variable in variables {
            for place in variable.places where !place.disagreements.isEmpty {
                let others = place.disagreements.joined(separator: "; ")
                lines.append("\(place.path):\(place.line): programs read \(EnvName.shown(variable.name)) differently; \(others)")
            }
        }
        return lines
    }

    /// The variables as a JSON array; the field names are stable.
    package var json: JSONValue {
        .array(
            variables.map { variable in
                .object([
                    ("name", .string(EnvName.shown(variable.name))), ("differs", .bool(variable.differs)),
                    ("places", .array(variable.places.map(Self.json))),
                ])
            })
    }

    /// What readers refuse in a file, as JSON.
    package static func faults(of file: File) -> JSONValue {
        .array(
            file.contents.faults.map { fault in
                .object([("reader", .string(fault.reader.title)), ("why", .string(fault.fault.words))])
            })
    }

    private static func json(_ place: Place) -> JSONValue {
        .object([
            ("path", .string(place.path)), ("line", .integer(place.line)), ("redacted", .string(redacted(place.value))),
            ("length", .integer(place.value.text.count)), ("group", .integer(place.group)), ("hidden_by", .number(place.hiddenBy)),
            ("template", .bool(place.isTemplate)), ("expands", .bool(place.value.expands)),
            ("readers_disagree", .bool(!place.disagreements.isEmpty)),
        ])
    }

    private static func rows(of variable: Variable) -> [(name: String, value: String, places: String)] {
        let groups = Dictionary(grouping: variable.places, by: \.group).sorted { $0.key < $1.key }
        return groups.enumerated().map { index, group in
            let value = group.value.first.map { redacted($0.value) } ?? ""
            let places = group.value.map { place in
                "\(place.path):\(place.line)\(place.hiddenBy == nil ? "" : " (hidden)")\(place.isTemplate ? " (template)" : "")"
            }
            let name = EnvName.shown(variable.name)
            return (index == 0 ? name : String(repeating: " ", count: name.count), value, places.joined(separator: ", "))
        }
    }

    private static func redacted(_ value: EnvValue) -> String {
        value.text.count == 0 ? "empty" : value.expands ? "\(Redaction.redacted(value.text)) expands" : Redaction.redacted(value.text)
    }

    private static func padded(_ text: String, _ width: Int) -> String { text + String(repeating: " ", count: max(0, width - text.count)) }
}
