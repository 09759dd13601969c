package import RekeyCore
package import RekeyReport

/// Where a secret is used, for people and for programs.
package struct ConsumerReport: Sendable {
    private let name: String
    private let consumers: [Consumer]
    private let stores: [SecretStore]
    private let shown: @Sendable ([UInt8]) -> String

    /// - Parameters:
    ///   - stores: what IDs of stores stand for.
    ///   - shown: a path as it may be printed.
    package init(of name: String, _ consumers: [Consumer], stores: [SecretStore], shown: @escaping @Sendable ([UInt8]) -> String) {
        self.name = name
        self.consumers = consumers
        self.stores = stores
        self.shown = shown
    }

    /// Grouped by kind of place, then what has to happen for a new value to take effect.
    package var text: String {
        let real = consumers.filter { !$0.isComment }
        let places = real.count == 1 ? "1 place" : "\(real.count) places"
        var lines = ["\(TerminalText.escaped(name)) is used in \(places)"]
        for kind in Consumer.Kind.allCases {
            let group = real.filter { $0.kind == kind }
            if !group.isEmpty { lines += ["", kind.title] + rows(group) }
        }
        let comments = consumers.filter(\.isComment)
        if !comments.isEmpty { lines += ["", "only in comments"] + comments.map { "  \(place($0))" } }
        let effects = Self.copies(real, stores).map { "update the copy in \($0)" } + Self.effects(of: real, shown: shown)
        if !effects.isEmpty { lines += ["", "for a new value to take effect"] + effects.map { "  \($0)" } }
        return lines.joined(separator: "\n") + "\n"
    }

    /// One object; the field names are stable.
    package var json: JSONValue {
        .object([
            ("type", .string("consumers")), ("version", .integer(1)), ("name", .string(name)), ("consumers", .array(consumers.map(json))),
        ])
    }

    /// What has to happen once the value has changed, one line for each kind of act.
    package static func effects(of consumers: [Consumer], shown: ([UInt8]) -> String) -> [String] {
        var lines: [String] = []
        let services = unique(consumers.filter { $0.effect == .recreate }.compactMap(\.service))
        if !services.isEmpty {
            let plain = services.filter { $0.utf8.allSatisfy { $0.isASCIIAlphanumeric || "_.-".utf8.contains($0) } && !$0.hasPrefix("-") }
            lines.append("docker compose up -d --force-recreate \(plain.joined(separator: " ")) (a restart keeps the old value)")
        }
        for effect in ChangeEffect.allCases {
            let all = consumers.filter { $0.effect == effect && !($0.effect == .recreate && $0.service != nil) }
            let readers = all.filter { $0.kind != .envFile }
            // Why: what reads an env file is named by other places; only without any is the file itself all there is to say.
            let concerned = readers.isEmpty && lines.isEmpty ? all : readers
            guard let act = effect.act, !concerned.isEmpty else { continue }
            let paths = unique(concerned.map { shown($0.path) })
            let more = paths.count > 6 ? " and \(paths.count - 6) more" : ""
            lines.append("\(act) \(readers.isEmpty ? "what reads " : "")\(paths.prefix(6).joined(separator: ", "))\(more)")
        }
        return lines
    }

    /// Titles of the stores outside the repository that keep a copy of the value.
    package static func copies(_ consumers: [Consumer], _ stores: [SecretStore]) -> [String] {
        let outside = stores.filter { $0.kind != .file }
        return unique(consumers.compactMap { consumer in outside.first { $0.id == consumer.store }?.title })
    }

    private func rows(_ group: [Consumer]) -> [String] {
        let width = min(group.map { place($0).count }.max() ?? 0, 60)
        return group.map { consumer in
            let place = place(consumer)
            let notes = notes(of: consumer)
            let pad = String(repeating: " ", count: max(0, width - place.count))
            return notes.isEmpty ? "  \(place)" : "  \(place)\(pad)  \(notes.joined(separator: "; "))"
        }
    }

    private func place(_ consumer: Consumer) -> String { "\(shown(consumer.path)):\(consumer.line)" }

    private func notes(of consumer: Consumer) -> [String] {
        var notes: [String] = []
        if let service = consumer.service { notes.append("service \(service)") }
        if let job = consumer.job { notes.append("job \(job)") }
        if let step = consumer.step { notes.append("step \(step)") }
        if consumer.chain.count > 1 { notes.append(consumer.chain.map(EnvName.shown).joined(separator: " → ")) }
        if let store = stores.first(where: { $0.id == consumer.store }), store.kind != .file { notes.append("from \(store.title)") }
        if consumer.holdsValue { notes.append(consumer.kind == .envFile ? "holds the value" : "HOLDS THE VALUE ITSELF") }
        if !consumer.isCertain { notes.append("perhaps") }
        if consumer.kind != .envFile { notes.append(consumer.effect.words) }
        return notes.map(TerminalText.escaped)
    }

    private func json(_ consumer: Consumer) -> JSONValue {
        .object([
            ("path", .string(String(decoding: consumer.path, as: UTF8.self))), ("line", .integer(consumer.line)),
            ("column", .integer(consumer.column)), ("kind", .string(consumer.kind.rawValue)),
            ("name", .string(EnvName.shown(consumer.name))),
            ("chain", .array(consumer.chain.map { .string(EnvName.shown($0)) })), ("effect", .string(consumer.effect.rawValue)),
            ("store", .text(consumer.store)), ("service", .text(consumer.service)), ("job", .text(consumer.job)),
            ("step", .text(consumer.step)), ("comment", .bool(consumer.isComment)), ("holds_value", .bool(consumer.holdsValue)),
            ("certain", .bool(consumer.isCertain)),
        ])
    }

    private static func unique(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension Consumer.Kind {
    /// The heading over places of this kind.
    package var title: String {
        switch self {
        case .envFile: "env files"
        case .composeService: "compose services"
        case .dockerfile: "Dockerfiles"
        case .kubernetes: "Kubernetes"
        case .ciWorkflow: "pipelines"
        case .hosting: "hosting"
        case .terraform: "Terraform"
        case .supabaseConfig: "Supabase configuration"
        case .supabaseFunction: "Supabase functions"
        case .sql: "SQL"
        case .ansible: "Ansible"
        case .packageScript: "package scripts"
        case .code: "code"
        case .otherConfig: "other configuration"
        }
    }
}

extension ChangeEffect {
    /// Beside a place: what a new value needs there.
    var words: String {
        switch self {
        case .nothing: "takes effect at once"
        case .restart: "needs a restart"
        case .recreate: "container made anew"
        case .rebuild: "needs a rebuild"
        case .redeploy: "needs a redeploy"
        case .rerun: "takes effect with its next run"
        }
    }

    /// In front of a list of places; `nil` where nothing has to be done.
    var act: String? {
        switch self {
        case .nothing: nil
        case .restart: "restart"
        case .recreate: "make anew the containers of"
        case .rebuild: "rebuild"
        case .redeploy: "redeploy"
        case .rerun: "run again:"
        }
    }
}
