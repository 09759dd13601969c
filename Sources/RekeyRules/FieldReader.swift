internal import RekeyCore
internal import TOMLKit

/// Typed access to the fields of one TOML table; a value of another type is an error with its place.
struct FieldReader {
    let table: TOMLTable
    /// What the table describes, for messages: `rule slack.webhook`.
    let subject: String
    let document: Document
    let place: (String) -> String

    init(table: TOMLTable, subject: String, document: Document = .rules, place: @escaping (String) -> String) {
        self.table = table
        self.subject = subject
        self.document = document
        self.place = place
    }

    /// What the file holds, for the first and last line of a message.
    enum Document {
        case rules
        case playbooks
        case stores

        var noun: String {
            switch self {
            case .rules: "rule"
            case .playbooks: "playbook"
            case .stores: "store"
            }
        }

        var next: String {
            switch self {
            case .rules: "see patterns/README.md for the fields, then run: rekey rules check"
            case .playbooks, .stores: "see patterns/README.md for the fields, then build again"
            }
        }
    }

    var keys: [String] { table.keys }

    func trouble(_ field: String, _ why: String) -> Trouble {
        Trouble(
            "\(document.noun) not usable: `\(field)` \(why)", at: "\(place(field)), \(subject)", next: document.next)
    }

    func refuseUnknown(besides known: Set<String>) throws(Trouble) {
        guard let foreign = table.keys.filter({ !known.contains($0) }).sorted().first else { return }
        throw trouble(foreign, "is not a field; known are \(known.sorted().joined(separator: ", "))")
    }

    func string(_ field: String) throws(Trouble) -> String? {
        guard let value = table[field] else { return nil }
        guard let string = value.string else { throw trouble(field, "is not a string") }
        return string
    }

    /// Any scalar as text; for validator arguments.
    func text(_ field: String) throws(Trouble) -> String {
        if let string = table[field]?.string { return string }
        if let integer = table[field]?.int { return String(integer) }
        if let bool = table[field]?.bool { return String(bool) }
        throw trouble(field, "is not a string, number or Boolean")
    }

    func bool(_ field: String) throws(Trouble) -> Bool? {
        guard let value = table[field] else { return nil }
        guard let bool = value.bool else { throw trouble(field, "is not true or false") }
        return bool
    }

    func integer(_ field: String) throws(Trouble) -> Int? {
        guard let value = table[field] else { return nil }
        guard let integer = value.int, integer >= 0, integer <= 1 << 30 else { throw trouble(field, "is not a whole number from 0") }
        return integer
    }

    func number(_ field: String) throws(Trouble) -> Double? {
        guard let value = table[field] else { return nil }
        if let double = value.double { return double }
        if let integer = value.int { return Double(integer) }
        throw trouble(field, "is not a number")
    }

    func strings(_ field: String) throws(Trouble) -> [String] {
        guard let value = table[field] else { return [] }
        guard let array = value.array else { throw trouble(field, "is not a list of strings") }
        var strings: [String] = []
        for element in array {
            guard let string = element.string else { throw trouble(field, "is not a list of strings") }
            strings.append(string)
        }
        return strings
    }

    func table(_ field: String) throws(Trouble) -> FieldReader? {
        guard let value = table[field] else { return nil }
        guard let inner = value.table else { throw trouble(field, "is not a table") }
        return FieldReader(table: inner, subject: subject, document: document) { _ in place(field) }
    }

    func tables(_ field: String) throws(Trouble) -> [FieldReader] {
        guard let value = table[field] else { return [] }
        guard let array = value.array else { throw trouble(field, "is not a list of tables") }
        var tables: [FieldReader] = []
        for element in array {
            guard let inner = element.table else { throw trouble(field, "is not a list of tables") }
            tables.append(FieldReader(table: inner, subject: subject, document: document) { _ in place(field) })
        }
        return tables
    }

    func choice<Choice: RawRepresentable & CaseIterable>(
        _ field: String, _ type: Choice.Type
    ) throws(Trouble) -> Choice? where Choice.RawValue == String {
        guard let string = try string(field) else { return nil }
        guard let choice = Choice(rawValue: string) else {
            throw trouble(field, "is `\(string)`; it may be \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return choice
    }
}
