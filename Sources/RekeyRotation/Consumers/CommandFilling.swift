internal import RekeyCore

/// Fills the placeholders of a store's templates.
struct CommandFilling {
    let store: SecretStore
    private let known: [SecretStore.Placeholder: String]
    private let newValue: String
    private var missing: Set<SecretStore.Placeholder> = []

    init(store: SecretStore, consumer: Consumer?, place: RepositoryPlace?, names: StoreCommands.Names) {
        self.store = store
        newValue = names.newValue
        var known = Self.values(of: place)
        known.merge(consumer?.details ?? [:]) { _, new in new }
        known[.service] = known[.service] ?? consumer?.service
        known[.name] = names.name ?? consumer?.name
        if let item = known[.item] { known.merge(Self.parts(of: item, in: store)) { old, _ in old } }
        known.merge(names.known) { _, new in new }
        self.known = known
    }

    /// The level that the consumer itself names; the store's first one otherwise.
    func levelOfConsumer(_ levels: [String]) -> String? {
        for (placeholder, level) in [(SecretStore.Placeholder.environment, "environment"), (.context, "context"), (.group, "group")]
        where known[placeholder] != nil && levels.contains(level) {
            return level
        }
        return levels.first
    }

    mutating func line(_ command: SecretStore.Command, takesValue: Bool) -> StoreCommands.Line {
        var word = ShellWord()
        var text = ""
        var holes: [SecretStore.Placeholder] = []
        for piece in SecretStore.pieces(of: command.template) {
            switch piece {
            case .text(let part):
                text += part
                word.read(part)
            case .placeholder(.file): text += "\"$F\""
            case .placeholder(let placeholder): text += fill(placeholder, word, &holes)
            case .unknown(let part): text += "{\(part)}"
            }
        }
        missing.formUnion(holes)
        return StoreCommands.Line(
            level: command.level, tool: command.tool ?? store.tool, input: command.input,
            text: takesValue ? feed(text, command.input) : text, missing: holes)
    }

    /// A template for reading, not for running.
    func plain(_ template: String) -> String {
        SecretStore.pieces(of: template).map { piece in
            switch piece {
            case .text(let text): text
            case .placeholder(let placeholder): known[placeholder].map(Self.printable) ?? "<\(placeholder.rawValue)>"
            case .unknown(let word): "{\(word)}"
            }
        }.joined()
    }

    /// Warnings of the store, then what its commands need, then where to find what is missing.
    func notes(for lines: [StoreCommands.Line]) -> [String] {
        var notes = store.warnings
        if let header = store.header, lines.contains(where: { $0.text.contains("$HDR") }) {
            notes.append("HDR: path of a file of mode 600, outside the repository, that holds one line: \(header)")
        }
        for placeholder in missing.sorted() {
            guard let hint = store.find[placeholder] ?? Self.hints[placeholder] else { continue }
            notes.append("<\(placeholder.rawValue)>: \(hint)")
        }
        return notes
    }

    private func fill(_ placeholder: SecretStore.Placeholder, _ word: ShellWord, _ holes: inout [SecretStore.Placeholder]) -> String {
        if let value = known[placeholder], let form = word.form(of: value) { return form }
        if !holes.contains(placeholder) { holes.append(placeholder) }
        return word.hole(placeholder.rawValue)
    }

    private func feed(_ command: String, _ input: SecretStore.Input) -> String {
        switch input {
        case .pipe: "\(newValue) | \(command)"
        case .file: "(umask 077; F=$(mktemp -p /dev/shm) && { \(newValue) >\"$F\" && { \(command); }; rm -f \"$F\"; })"
        case .prompt, .editor: command
        }
    }

    private static func values(of place: RepositoryPlace?) -> [SecretStore.Placeholder: String] {
        guard let place else { return [:] }
        var known: [SecretStore.Placeholder: String] = [.host: place.host, .owner: place.owner, .repo: place.name]
        known[.project] = place.project
        let path = "\(place.owner)/\(place.name)"
        known[.projectPath] = path.split(separator: "/").joined(separator: "%2F")
        // Why: gh takes a host in front of the path, glab a whole address; both know their own public host.
        switch place.provider {
        case .github: known[.repository] = place.host == "github.com" ? path : "\(place.host)/\(path)"
        case .gitlab: known[.repository] = place.host == "gitlab.com" ? path : "https://\(place.host)/\(path)"
        case .other, .bitbucket, .azure: known[.repository] = "https://\(place.host)/\(path)"
        }
        if place.provider == .github { known[.vcs] = "gh" }
        if place.provider == .bitbucket { known[.vcs] = "bb" }
        return known
    }

    /// What a reference such as `app/secrets/key` says of the parts of a command.
    private static func parts(of item: String, in store: SecretStore) -> [SecretStore.Placeholder: String] {
        let parts = item.split(separator: "/").map(String.init)
        switch store.id {
        case "gcp-secret" where parts.count == 3: return [.project: parts[0], .secret: parts[2]]
        case "azure-keyvault" where parts.count == 3:
            return [.secret: parts[2]].merging([.vault: String(parts[0].prefix { $0 != "." })]) { old, _ in old }
        case "onepassword" where parts.count >= 3: return [.vault: parts[0], .key: parts[parts.count - 1]]
        default: return [:]
        }
    }

    private static func printable(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }))
    }

    private static let hints: [SecretStore.Placeholder: String] = [
        .repository: "git remote -v", .owner: "git remote -v", .repo: "git remote -v", .host: "git remote -v",
        .projectPath: "git remote -v: groups and project, joined by %2F", .environment: "the dashboard lists the environments",
        .namespace: "kubectl get namespaces", .service: "the service that uses the name", .workflow: "the files below .github/workflows",
        .pipeline: "the name the pipeline has in the dashboard", .project: "the dashboard's address",
        .app: "the platform's list of applications",
        .path: "the file of the repository that holds the value", .vcs: "gh for GitHub, bb for Bitbucket", .context: "the list of contexts",
    ]
}
