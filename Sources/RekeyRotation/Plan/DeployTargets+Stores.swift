internal import RekeyCore

extension DeployTargets {
    /// One secret in one store.
    private struct StoredSecret: Hashable {
        let store: String
        let name: String
        /// Where in the store: environment, namespace, app …
        let level: [String]
    }

    /// What tells two places of one store apart; the rest of a place's details only says where its name stands.
    private static let levels: [SecretStore.Placeholder] = [
        .environment, .context, .group, .app, .service, .site, .project, .cluster, .stack, .vault, .item, .secret, .key,
    ]

    /// A target for each secret of each store, with the store's warnings at the first. What only may be kept in a store is one target for
    /// all its names.
    func storeTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let groups = Self.grouped(consumers, by: Self.stored)
        let sure = groups.filter { $0.consumers.contains(where: \.isCertain) }
        let named = Set(sure.map { [$0.key.store, $0.key.name] })
        // Why: what only may be there is not worth a second step where something says that it is.
        let guesses = groups.filter { group in
            !group.consumers.contains(where: \.isCertain) && !named.contains([group.key.store, group.key.name])
        }
        let places = Self.grouped(guesses.flatMap(\.consumers)) { StoredSecret(store: $0.store ?? "", name: "", level: Self.level(of: $0)) }
        var warned: Set<String> = []
        return (sure.map(\.consumers) + places.map(\.consumers)).compactMap { places in
            guard let store = stores.first(where: { $0.id == places.first?.store }) else { return nil }
            return target(store, places, warns: warned.insert(store.id).inserted)
        }
    }

    private static func stored(_ consumer: Consumer) -> StoredSecret {
        StoredSecret(store: consumer.store ?? "", name: consumer.name, level: level(of: consumer))
    }

    private static func level(of consumer: Consumer) -> [String] { levels.compactMap { consumer.details[$0] } }

    private func target(_ store: SecretStore, _ places: [Consumer], warns: Bool) -> DeployTarget {
        let names = Self.once(places.map(\.name))
        let isCertain = places.contains(where: \.isCertain)
        let words = places.first.map(Self.level)?.filter { !names.contains($0) } ?? []
        let level = words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
        let commands = commands(store, places, isCertain: isCertain)
        let start = isCertain ? "Set" : names.count == 1 ? "If it is kept there, set" : "If they are kept there, set"
        var target = DeployTarget(
            id: ([store.id] + words + names.prefix(1)).joined(separator: "."),
            title: "\(start) \(Self.listed(names)) in \(store.title)\(level)",
            commands: commands.texts, effect: store.effect, place: Self.places(places))
        let guess =
            isCertain
            ? [] : ["The repository is set up for this service, and its code reads the name; the first command lists what is there."]
        let page = commands.texts.isEmpty ? ["By hand: \(commands.dashboard)."] : []
        target.detail = (guess + page + (warns ? store.warnings : [])).joined(separator: " ")
        target.blanks = commands.blanks
        return target
    }

    /// The commands of a target: the names that are there where it is not sure, the new value, what must run afterwards.
    private func commands(
        _ store: SecretStore, _ places: [Consumer], isCertain: Bool
    ) -> (texts: [String], blanks: [String], dashboard: String) {
        let rendered = places.map { render(store, $0) }
        guard let first = rendered.first else { return ([], [], "") }
        var lines = isCertain ? [] : Array(first.list.prefix(1))
        if let manifest = places.first(where: { $0.holdsValue && $0.kind == .kubernetes }) {
            let path = Self.word(String(decoding: manifest.path, as: UTF8.self)) ?? "'<path>'"
            lines.append(StoreCommands.Line(level: "", tool: "kubectl", input: .prompt, text: "kubectl apply -f \(path)", missing: []))
        } else {
            lines += isCertain ? Array(first.set.prefix(1)) : rendered.flatMap { $0.set.prefix(1) }
        }
        lines += zip(places, rendered).flatMap { place, commands in
            // Why: a place that names nothing to start again adds nothing where another names it.
            let isNamedElsewhere = place.details[.workload] == nil && places.contains { $0.details[.workload] != nil }
            return isNamedElsewhere ? [] : commands.after
        }
        return (texts(lines, store), blanks(lines, store, first.notes), first.dashboard)
    }

    private func texts(_ lines: [StoreCommands.Line], _ store: SecretStore) -> [String] {
        Self.once(lines.map { Self.naming("\(Self.variable(of: store))_HDR", in: $0.text) })
    }

    /// What is to be filled in, with where to find it.
    private func blanks(_ lines: [StoreCommands.Line], _ store: SecretStore, _ notes: [String]) -> [String] {
        let holes = Set(lines.flatMap(\.missing).map { "<\($0.rawValue)>:" })
        var blanks = notes.filter { note in holes.contains { note.hasPrefix($0) } }
        if lines.contains(where: { $0.text.contains("$HDR") }), let note = notes.first(where: { $0.hasPrefix("HDR: ") }) {
            blanks.append("\(Self.variable(of: store))_HDR" + note.dropFirst(3))
        }
        if source.envFile == nil, lines.contains(where: { $0.text.contains("ENV_FILE") }) {
            blanks.append("ENV_FILE: \(Playbook.Placeholder.file.meaning)")
        }
        return blanks
    }

    private func render(_ store: SecretStore, _ consumer: Consumer) -> StoreCommands {
        let producer = StoreCommands.producer(name: source.variable ?? consumer.name, file: source.envFile ?? "ENV_FILE")
        var known: [SecretStore.Placeholder: String] = [:]
        if store.id.hasPrefix("supabase-") { known[.project] = source.supabaseProject }
        return StoreCommands.render(
            store, for: consumer, at: source.repository, names: StoreCommands.Names(newValue: producer, known: known))
    }

    /// The store's name as a shell variable starts: `GITLAB_CI`.
    private static func variable(of store: SecretStore) -> String {
        String(store.id.uppercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "_" })
    }

    /// The command with another variable for the file that holds the header: two services do not share one.
    private static func naming(_ variable: String, in command: String) -> String {
        let bytes = TextSwap.replacing(Array("$HDR".utf8), with: Array("$\(variable)".utf8), in: Array(command.utf8))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A path as one word of a shell command; `nil` when it cannot be one.
    static func word(_ text: String) -> String? { ShellWord().form(of: text) }
}
