internal import RekeyCore
internal import RekeyGit
internal import RekeyRotation
internal import RekeySupabase

/// Works out what is known of a secret and of where it is rotated.
struct SecretFacts {
    private let place: WorkPlace
    private let repository: RepositoryFindings
    /// The env file that the user named.
    private let file: String?
    private let now: Int64

    init(_ place: WorkPlace, _ repository: RepositoryFindings, _ file: String?, now: Int64) {
        (self.place, self.repository, self.file, self.now) = (place, repository, file, now)
    }

    /// Fills in the facts of the subject.
    func add(to leaked: inout LeakedSecret) {
        var facts = RotationSubject.Facts()
        facts.envFile = envFile(of: leaked)
        addService(to: &facts, leaked)
        if let remote = Self.repositoryPlace(of: place) {
            (facts.owner, facts.repository) = (remote.owner, remote.name)
            if remote.provider == .gitlab, leaked.subject.playbook?.hasPrefix("gitlab.") == true { facts.host = remote.host }
        }
        let exposed = leaked.subject.variables.contains { ClientExposure.prefix(of: $0) != nil }
        facts.isInClient = exposed && !isPublicByDesign(leaked)
        leaked.subject.facts = facts
    }

    /// Where the repository is hosted, from its remotes.
    static func repositoryPlace(of place: WorkPlace) -> RepositoryPlace? {
        guard let git = place.repository, let remotes = try? GitConfiguration.remotes(of: git) else { return nil }
        return RepositoryPlace(gitConfiguration: remotes)
    }

    // MARK: the env file

    /// The file that will hold the new value: the one that was named, else one that holds the old one, `.env` before others and the nearest
    /// to the root; for a secret whose value is not at hand one that has the name.
    private func envFile(of leaked: LeakedSecret) -> String? {
        if let file, let path = try? place.path(named: file) { return String(decoding: path, as: UTF8.self) }
        let files = repository.texts.texts.filter { $0.isEnvFile && !$0.isTemplate }
        let held = leaked.secret.map { HeldValue.all(holding: $0, in: files).map(\.path) } ?? []
        let named = held.isEmpty ? files.filter { has(leaked.subject.variables.first, $0) }.map(\.path) : held
        return named.min { Self.rank($0) < Self.rank($1) }.map { String(decoding: $0, as: UTF8.self) }
    }

    private func has(_ name: String?, _ text: RepositoryText) -> Bool {
        name.map { !EnvFile(bytes: text.bytes).entries(named: $0).isEmpty } ?? false
    }

    private static func rank(_ path: [UInt8]) -> (Int, Int, String) {
        let text = String(decoding: path, as: UTF8.self)
        return (path.count { $0 == UInt8(ascii: "/") }, text == ".env" ? 0 : 1, text)
    }

    // MARK: the service

    private func isPublicByDesign(_ leaked: LeakedSecret) -> Bool {
        repository.findings.contains { $0.fingerprint?.rawValue == leaked.subject.fingerprint && $0.severity == .info }
    }

    private func addService(to facts: inout RotationSubject.Facts, _ leaked: LeakedSecret) {
        guard leaked.subject.rule.rawValue.hasPrefix("supabase.") || leaked.subject.playbook?.hasPrefix("supabase.") == true else { return }
        if let secret = leaked.value {
            let known = KeyInspection.Known(
                refs: repository.projectRefs.sorted().compactMap { ProjectRef($0) }, variable: leaked.subject.variables.first)
            let inspection = secret.withBytes { KeyInspection($0, known: known, now: now) }
            facts.projectRef = inspection.projectRef?.rawValue
            facts.role = inspection.role
            facts.isDemo = inspection.isDemo
            facts.isLegacy = inspection.kind == .serviceToken || inspection.kind == .anonToken
            facts.isSelfHosted = inspection.isSelfHosted ? true : inspection.projectRef != nil ? false : nil
            if let url = secret.withBytes({ DatabaseURL(in: $0, at: 0) }) {
                facts.host = url.host
                facts.projectRef = facts.projectRef ?? url.ref?.rawValue
            }
        }
        addHost(to: &facts, leaked)
    }

    /// What the address of the stack tells, which stands beside the key.
    private func addHost(to facts: inout RotationSubject.Facts, _ leaked: LeakedSecret) {
        guard facts.host == nil, let host = stackHost(of: leaked) else { return }
        for ending in [".supabase.co", ".supabase.in"] where host.hasSuffix(ending) {
            facts.projectRef = facts.projectRef ?? ProjectRef(String(host.dropLast(ending.utf8.count)))?.rawValue
            facts.isSelfHosted = facts.isSelfHosted ?? false
            return
        }
        guard facts.projectRef == nil else { return }
        facts.host = host
        facts.isSelfHosted = facts.isSelfHosted ?? true
    }

    private static let addresses = [
        "SUPABASE_PUBLIC_URL", "API_EXTERNAL_URL", "SUPABASE_URL", "NEXT_PUBLIC_SUPABASE_URL", "VITE_SUPABASE_URL",
    ]

    /// The host of the first address in an env file that holds the secret; machines of one's own tell nothing.
    private func stackHost(of leaked: LeakedSecret) -> String? {
        let paths = Set(leaked.subject.places.map(\.path))
        for text in repository.texts.texts where text.isEnvFile && paths.contains(text.displayPath) {
            for name in Self.addresses {
                for held in HeldValue.all(named: name, path: text.path, bytes: text.bytes) {
                    guard let host = Self.host(in: held.value.revealedBytes), !LocalAddress.isLocal(host: host) else { continue }
                    return host
                }
            }
        }
        return nil
    }

    /// Host, and the port where there is one, of a URL; lower case.
    private static func host(in url: [UInt8]) -> String? {
        guard HeldValue.isURL(url), let start = url.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let host = url[(start + 3)...].prefix { $0.isASCIIAlphanumeric || ".-:".utf8.contains($0) }
        return host.isEmpty ? nil : String(decoding: host, as: UTF8.self).lowercased()
    }
}
