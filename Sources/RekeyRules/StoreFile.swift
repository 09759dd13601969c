package import RekeyCore
internal import TOMLKit

/// Reads `[[stores]]` of one TOML text; the fields are explained in `patterns/README.md`.
package enum StoreFile {
    /// The stores in file order, checked. Throws a `Trouble` that names file, line, field and reason.
    package static func stores(in source: TOMLSource) throws(Trouble) -> [SecretStore] {
        let table = try source.table()
        let file = FieldReader(table: table, subject: "stores", document: .stores) { source.place(of: $0) }
        try file.refuseUnknown(besides: ["stores"])
        var stores: [SecretStore] = []
        for (index, entry) in try file.tables("stores").enumerated() {
            let reader = StoreReader(source: source, index: index, table: entry.table)
            let store = try reader.store()
            if let fault = StoreCheck.fault(in: store) { throw reader.fields.trouble(fault.field, fault.why) }
            if stores.contains(where: { $0.id == store.id }) { throw reader.fields.trouble("id", "is used twice") }
            stores.append(store)
        }
        return stores
    }
}

/// Reads the fields of one `[[stores]]` table.
struct StoreReader {
    let fields: FieldReader

    init(source: TOMLSource, index: Int, table: TOMLTable) {
        let subject = table["id"]?.string.map { "store \($0)" } ?? "store \(index + 1)"
        fields = FieldReader(table: table, subject: subject, document: .stores) {
            source.place(ofEntry: index, of: "stores", field: $0)
        }
    }

    private static let known: Set<String> = [
        "id", "title", "kind", "detect", "levels", "ignoredNames", "tool", "set", "api", "list", "after", "dashboard", "needs", "effect",
        "header", "keepsNewline", "echoesValue", "find", "warnings", "references",
    ]

    func store() throws(Trouble) -> SecretStore {
        try fields.refuseUnknown(besides: Self.known)
        guard let kind = try fields.choice("kind", SecretStore.Kind.self) else { throw fields.trouble("kind", "is missing") }
        guard let needs = try fields.choice("needs", ChangeEffect.self) else { throw fields.trouble("needs", "is missing") }
        var store = SecretStore(id: try text("id"), title: try text("title"), kind: kind)
        store.needs = needs
        store.dashboard = try text("dashboard")
        store.effect = try text("effect")
        store.detections = try detections()
        store.levels = try fields.strings("levels")
        store.ignoredNames = try fields.strings("ignoredNames")
        store.tool = try text("tool")
        store.set = try commands("set")
        store.api = try commands("api")
        store.list = try commands("list")
        store.after = try commands("after")
        store.header = try fields.string("header")
        store.keepsNewline = try fields.bool("keepsNewline") ?? false
        store.echoesValue = try fields.bool("echoesValue") ?? false
        store.find = try hints()
        store.warnings = try fields.strings("warnings")
        store.references = try fields.strings("references")
        return store
    }

    private func text(_ field: String) throws(Trouble) -> String {
        guard let value = try fields.string(field), !value.isEmpty else { throw fields.trouble(field, "is missing") }
        return value
    }

    private func detections() throws(Trouble) -> [SecretStore.Detection] {
        var detections: [SecretStore.Detection] = []
        for entry in try fields.tables("detect") {
            try entry.refuseUnknown(besides: ["path", "reference", "gives"])
            detections.append(
                SecretStore.Detection(
                    path: try entry.string("path"), reference: try entry.string("reference"),
                    gives: try entry.choice("gives", SecretStore.Placeholder.self)))
        }
        return detections
    }

    private func commands(_ field: String) throws(Trouble) -> [SecretStore.Command] {
        var commands: [SecretStore.Command] = []
        for entry in try fields.tables(field) {
            try entry.refuseUnknown(besides: ["level", "tool", "input", "command"])
            guard let template = try entry.string("command"), !template.isEmpty else {
                throw fields.trouble(field, "has an entry without `command`")
            }
            commands.append(
                SecretStore.Command(
                    level: try entry.string("level") ?? "", tool: try entry.string("tool"),
                    input: try entry.choice("input", SecretStore.Input.self) ?? .pipe, template: template))
        }
        return commands
    }

    private func hints() throws(Trouble) -> [SecretStore.Placeholder: String] {
        guard let table = try fields.table("find") else { return [:] }
        var hints: [SecretStore.Placeholder: String] = [:]
        for key in table.keys {
            guard let placeholder = SecretStore.Placeholder(rawValue: key) else {
                throw fields.trouble("find", "explains `{\(key)}`, which is no placeholder")
            }
            hints[placeholder] = try table.string(key)
        }
        return hints
    }
}
