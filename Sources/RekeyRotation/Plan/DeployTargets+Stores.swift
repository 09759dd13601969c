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

    /// A target for each secret of each store, with the store's warnings at the first.
    func storeTargets(_ consumers: [Consumer]) -> [DeployTarget] {
        let groups = Self.grouped(consumers, by: Self.stored)
        let sure = Set(groups.filter { $0.consumers.contains(where: \.isCertain) }.map { [$0.key.store, $0.key.name] })
        var warned: Set<String> = []
        return groups.compactMap { key, places in
            let isCertain = places.contains(where: \.isCertain)
            // Why: what only may be there is not worth a second step where something says that it is.
            if !isCertain, sure.contains([key.store, key.name]) { return nil }
            guard let store = stores.first(where: { $0.id == key.store }) else { return nil }
            return target(store, key, places, isCertain: isCertain, warns: warned.insert(store.id).inserted)
        }
    }

    private static func stored(_ consumer: Consumer) -> StoredSecret {
        let level = levels.compactMap { consumer.details[$0] }
        return StoredSecret(store: consumer.store ?? "", name: consumer.name, level: level)
    }

    private func target(
        _ store: SecretStore, _ key: StoredSecret, _ places: [Consumer], isCertain: Bool, warns: Bool
    ) -> DeployTarget {
        let words = key.level.filter { $0 != key.name }
        let level = words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
        let commands = commands(store, places, isCertain: isCertain)
        let title = "\(isCertain ? "Set" : "If it is kept there, set") \(key.name) in \(store.title)\(level)"
        var target = DeployTarget(
            id: ([store.id] + words + [key.name]).joined(separator: "."), title: title, commands: commands.texts, effect: store.effect,
            place: Self.places(places))
        let guess = isCertain ? [] : ["Code here reads the name, and the repository is set up for this service; the first command tells."]
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
            lines += first.set.prefix(1)
        }
        let needed = Set(places.map { $0.details[.workload] })
        lines += zip(places, rendered).flatMap { place, commands in
            // Why: a place that names nothing to start again adds nothing where another names it.
            needed.count > 1 && needed.contains(nil) && place.details[.workload] == nil && place.kind == .kubernetes ? [] : commands.after
        }
        let header = "\(Self.variable(of: store))_HDR"
        let texts = Self.once(lines.map(\.text)).map { Self.naming(header, in: $0) }
        let holes = Set(lines.flatMap(\.missing).map { "<\($0.rawValue)>:" })
        var blanks = first.notes.filter { note in holes.contains { note.hasPrefix($0) } }
        if texts.contains(where: { $0.contains("$\(header)") }), let note = first.notes.first(where: { $0.hasPrefix("HDR: ") }) {
            blanks.append(header + note.dropFirst(3))
        }
        if source.envFile == nil, texts.contains(where: { $0.contains("ENV_FILE") }) {
            blanks.append("ENV_FILE: \(Playbook.Placeholder.file.meaning)")
        }
        return (texts, blanks, first.dashboard)
    }

    private func render(_ store: SecretStore, _ consumer: Consumer) -> StoreCommands {
        let producer = StoreCommands.producer(name: source.variable ?? consumer.name, file: source.envFile ?? "ENV_FILE")
        let known = source.known.filter { consumer.details[$0.key] == nil }
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
