package import RekeyCore
internal import TOMLKit

/// Reads `[[playbooks]]` of one TOML text; the fields are explained in `patterns/README.md`.
package enum PlaybookFile {
    /// The playbooks in file order. Throws a `Trouble` that names file, line, field and reason.
    package static func playbooks(in source: TOMLSource) throws(Trouble) -> [Playbook] {
        let table = try source.table()
        if let foreign = table.keys.filter({ $0 != "playbooks" }).sorted().first {
            throw Trouble("playbooks not usable: `\(foreign)` is not a field", at: source.place(of: foreign), next: "write [[playbooks]]")
        }
        guard let value = table["playbooks"] else { return [] }
        guard let array = value.array else {
            throw Trouble(
                "playbooks not usable: `playbooks` is not an array of tables", at: source.place(of: "playbooks"),
                next: "write [[playbooks]]")
        }
        var playbooks: [Playbook] = []
        for (index, element) in array.enumerated() {
            guard let table = element.table else {
                throw Trouble("playbooks not usable: an entry is not a table", at: source.place(of: "playbooks", at: index))
            }
            playbooks.append(try PlaybookReader(source: source, index: index, table: table).playbook())
        }
        return playbooks
    }
}

/// Reads one `[[playbooks]]` table.
struct PlaybookReader {
    private let source: TOMLSource
    private let index: Int
    private let fields: FieldReader

    private static let known: Set<String> = [
        "id", "title", "capability", "cannot", "blastRadius", "alsoRotate", "breaks", "reversible", "notice", "dashboards", "references",
        "steps", "migrations", "everyRotation", "insteadOf", "when", "rules",
    ]
    private static let knownOfStep: Set<String> = [
        "id", "phase", "title", "detail", "command", "url", "automatic", "last", "waitMinutes", "breaks", "evidence", "needs", "when",
        "rules",
    ]

    init(source: TOMLSource, index: Int, table: TOMLTable) {
        self.source = source
        self.index = index
        let subject = table["id"]?.string.map { "playbook \($0)" } ?? "playbook \(index + 1)"
        fields = FieldReader(table: table, subject: subject, document: .playbooks) {
            source.place(ofEntry: index, of: "playbooks", field: $0)
        }
    }

    func playbook() throws(Trouble) -> Playbook {
        try fields.refuseUnknown(besides: Self.known)
        var playbook = Playbook(
            id: try fields.required("id"), title: try fields.required("title"), capability: try fields.required("capability"),
            steps: try steps())
        playbook.cannot = try fields.string("cannot") ?? ""
        playbook.blastRadius = try fields.string("blastRadius") ?? ""
        playbook.alsoRotate = try fields.strings("alsoRotate")
        playbook.breaks = try fields.strings("breaks")
        playbook.reversible = try fields.string("reversible") ?? ""
        playbook.notice = try fields.string("notice") ?? ""
        for link in try fields.tables("dashboards") {
            try link.refuseUnknown(besides: ["title", "url"])
            playbook.dashboards.append(Playbook.Link(title: try link.required("title"), url: try link.required("url")))
        }
        playbook.references = try fields.strings("references")
        playbook.migrations = try migrations()
        playbook.isForEveryRotation = try fields.bool("everyRotation") ?? false
        playbook.insteadOf = try fields.strings("insteadOf")
        playbook.when = try fields.conditions("when")
        playbook.rules = try fields.strings("rules").map { RuleID($0) }
        return playbook
    }

    /// Readers of the tables `[[playbooks.<name>]]` of this playbook, with places of their own.
    private func entries(_ name: String) throws(Trouble) -> [FieldReader] {
        let (source, index, subject) = (source, index, fields.subject)
        var readers: [FieldReader] = []
        for (entry, reader) in try fields.tables(name).enumerated() {
            readers.append(
                FieldReader(table: reader.table, subject: subject, document: .playbooks) {
                    source.place(ofEntry: entry, of: "playbooks.\(name)", in: "playbooks", at: index, field: $0)
                })
        }
        return readers
    }

    private func steps() throws(Trouble) -> [Playbook.Step] {
        var steps: [Playbook.Step] = []
        for fields in try entries("steps") {
            try fields.refuseUnknown(besides: Self.knownOfStep)
            guard let phase = try fields.choice("phase", Playbook.Phase.self) else { throw fields.trouble("phase", "is missing") }
            var step = Playbook.Step(id: try fields.required("id"), phase: phase, title: try fields.required("title"))
            step.detail = try fields.string("detail") ?? ""
            step.command = try fields.string("command")?.droppingOuterLineFeeds
            step.url = try fields.string("url")
            step.isAutomatic = try fields.bool("automatic") ?? false
            step.isLast = try fields.bool("last") ?? false
            step.waitMinutes = try fields.integer("waitMinutes") ?? 0
            step.breaks = try fields.string("breaks") ?? ""
            step.evidence = try fields.string("evidence") ?? ""
            step.needs = try fields.strings("needs")
            step.when = try fields.conditions("when")
            step.rules = try fields.strings("rules").map { RuleID($0) }
            steps.append(step)
        }
        return steps
    }

    private func migrations() throws(Trouble) -> [Playbook.Migration] {
        var migrations: [Playbook.Migration] = []
        for fields in try entries("migrations") {
            try fields.refuseUnknown(besides: ["title", "why", "changes", "when"])
            var migration = Playbook.Migration(
                title: try fields.required("title"), why: try fields.required("why"), changes: try fields.strings("changes"))
            migration.when = try fields.conditions("when")
            migrations.append(migration)
        }
        return migrations
    }
}

extension FieldReader {
    /// A string that must be there and say something.
    fileprivate func required(_ field: String) throws(Trouble) -> String {
        guard let text = try string(field), !text.isEmpty else { throw trouble(field, "is missing") }
        return text
    }

    fileprivate func conditions(_ field: String) throws(Trouble) -> [Playbook.Condition] {
        var conditions: [Playbook.Condition] = []
        for word in try strings(field) {
            guard let condition = Playbook.Condition(rawValue: word) else {
                let all = Playbook.Condition.allCases.map(\.rawValue).joined(separator: ", ")
                throw trouble(field, "names `\(word)`; known are \(all)")
            }
            conditions.append(condition)
        }
        return conditions
    }
}

extension String {
    /// Without line feeds at either end, as multi-line TOML strings have.
    fileprivate var droppingOuterLineFeeds: String {
        var text = self[...]
        while text.first == "\n" { text.removeFirst() }
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
