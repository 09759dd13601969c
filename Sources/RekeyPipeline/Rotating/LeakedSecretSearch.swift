internal import RekeyCore
internal import RekeyGit
internal import RekeyRotation
internal import RekeySupabase

/// Finds the secret that a command names: in the work tree, in logs, in the index and in history, in this order.
struct LeakedSecretSearch {
    /// Where else to look, and which of several to take.
    struct Options: Sendable {
        /// The env or configuration file that holds it, as seen from where one stands.
        var file: String?
        /// Logs and other inputs that may hold it.
        var logs: [String] = []
    }

    let place: WorkPlace
    let surroundings: Surroundings
    let options: Options
    let repository: RepositoryFindings

    /// Reads and scans the files of the repository.
    init(_ place: WorkPlace, _ surroundings: Surroundings, _ options: Options = Options()) throws {
        self.place = place
        self.surroundings = surroundings
        self.options = options
        repository = try RepositoryFindings(place, surroundings)
    }

    /// As `init(_:_:_:)` where the files were read already.
    init(_ place: WorkPlace, _ surroundings: Surroundings, _ repository: RepositoryFindings) {
        (self.place, self.surroundings, self.repository, options) = (place, surroundings, repository, Options())
    }

    /// The secret. Throws, with what there is, when the name is unknown or means several.
    func find(_ naming: SecretNaming) throws -> LeakedSecret {
        switch naming {
        case .id(let id): try find(id: id)
        case .name(let name): try find(name: name)
        case .value(let value, let variable): try find(value: value, variable)
        }
    }

    // MARK: by ID

    private func find(id: String) throws -> LeakedSecret {
        let wanted = Fingerprint(id)
        if let finding = repository.findings.first(where: { $0.fingerprint == wanted }) { return leaked(finding) }
        let state = try RotationStore(in: place.state()).load(id)
        if let value = namedValue(wanted, state?.plan.subject.rule) { return try classified(value.value, value.name) }
        if let sighting = try LogSearch(options.logs).first({ chunk in try match(wanted, chunk, repository.findings(in: chunk)) }) {
            return leaked(sighting)
        }
        if let git = place.repository {
            let look = try repository.withScanner { scan in
                try HistorySearch(git).first { chunk in try match(wanted, chunk, scan(chunk)) }
            }
            if let sighting = look.found { return leaked(sighting) }
            if let subject = state?.plan.subject, let value = try valueInHistory(of: subject, wanted, git) {
                return leaked(value, subject)
            }
        }
        // Why: a rotation that is under way is known even when its secret is gone from everywhere, which is its aim.
        if let subject = state?.plan.subject { return LeakedSecret(subject: subject, secret: nil, value: nil, repository: repository) }
        throw unknown("no finding with the ID \(id)")
    }

    /// A finding outside the work tree, and how the text there writes the secret.
    private struct Sighting {
        let finding: Finding
        let spelling: SecretText?
    }

    private func match(_ wanted: Fingerprint, _ chunk: Chunk, _ findings: [Finding]) -> Sighting? {
        guard let finding = findings.first(where: { $0.fingerprint == wanted }) else { return nil }
        return Sighting(finding: finding, spelling: Self.spelling(of: finding, chunk.bytes, from: chunk.startOffset ?? 0))
    }

    private func leaked(_ sighting: Sighting) -> LeakedSecret {
        var leaked = leaked(sighting.finding)
        if let spelling = sighting.spelling, spelling != leaked.secret { leaked.spellings.append(spelling) }
        return leaked
    }

    /// The bytes of a text that a finding points at.
    private static func spelling(of finding: Finding, _ bytes: [UInt8], from start: Int) -> SecretText? {
        guard let offset = finding.location.offset, offset >= start, offset - start + finding.location.length <= bytes.count else {
            return nil
        }
        return SecretText(Array(bytes[(offset - start)..<(offset - start + finding.location.length)]))
    }

    /// How the files of the work tree write a secret, where not as it is.
    private func spellings(of fingerprint: String, _ secret: SecretText) -> [SecretText] {
        let texts = Dictionary(repository.texts.texts.map { ($0.path, $0.bytes) }) { first, _ in first }
        return repository.findings.filter { $0.fingerprint?.rawValue == fingerprint }.compactMap { finding in
            texts[finding.provenance.path].flatMap { Self.spelling(of: finding, $0, from: 0) }
        }
        .filter { $0 != secret }
    }

    /// A value that no rule finds, whose ID is the one of a secret known by name.
    private func namedValue(_ wanted: Fingerprint, _ rule: RuleID?) -> HeldValue? {
        guard rule == nil || rule == LeakedSecret.namedRule else { return nil }
        return HeldValue.all(in: repository.texts.texts).first { repository.fingerprint(LeakedSecret.namedRule, $0.value) == wanted }
    }

    private func valueInHistory(of subject: RotationSubject, _ wanted: Fingerprint, _ git: Repository) throws -> SecretText? {
        guard subject.rule == LeakedSecret.namedRule else { return nil }
        return try HistorySearch(git).first { chunk in
            subject.variables.lazy.flatMap { HeldValue.all(named: $0, path: chunk.provenance.path, bytes: chunk.bytes) }
                .map(\.value).first { repository.fingerprint(subject.rule, $0) == wanted }
        }.found
    }

    private func leaked(_ value: SecretText, _ subject: RotationSubject) -> LeakedSecret {
        describe(subject, secret: value, value: value)
    }

    // MARK: by value

    private func find(value: SecretText, _ variable: String?) throws -> LeakedSecret {
        let pasted = value.withBytes { PastedText($0) }
        guard pasted.value.count > 0 else {
            throw Trouble(
                "no secret to look for", at: "standard input", why: "it is empty",
                next: "feed it: rekey rotate plan --value-from-stdin < FILE")
        }
        var leaked = try classified(pasted.value, variable ?? names(of: pasted.value).first)
        if let variable { leaked.subject.variables = [variable] + leaked.subject.variables.filter { $0 != variable } }
        return leaked
    }

    /// The secret that a value is or holds: as the work tree shows it, else as the scanner takes it from an assignment, else just a value.
    func classified(_ value: SecretText, _ name: String?) throws -> LeakedSecret {
        let bytes = value.revealedBytes
        let inside = repository.findings.filter { ValueSearch($0.secret.revealedBytes).occurrences(in: bytes, most: 1).count == 1 }
        let line = Array("\(name ?? "SECRET")=".utf8) + bytes + [0x0A]
        let provenance = Provenance(kind: .stream, path: Array("given.env".utf8))
        let own = try repository.findings(in: Chunk(bytes: line, provenance: provenance))
        let best = (inside + own).max { ($0.severity, $0.secret.count) < ($1.severity, $1.secret.count) }
        guard let best else { return named(value, name) }
        let same = repository.findings.first { $0.fingerprint == best.fingerprint } ?? best
        var leaked = leaked(same)
        if leaked.value == leaked.secret { leaked.value = HeldValue.isURL(bytes) ? value : leaked.secret }
        return leaked
    }

    /// A value that no rule knows.
    private func named(_ value: SecretText, _ name: String?) -> LeakedSecret {
        let rule = LeakedSecret.namedRule
        let subject = RotationSubject(
            rule: rule, title: name.map { "Secret in \($0)" } ?? "Secret of a kind that no rule knows",
            fingerprint: repository.fingerprint(rule, value).rawValue, redacted: Redaction.redacted(value),
            variables: name.map { [$0] } ?? [], playbook: nil)
        return describe(subject, secret: value, value: value)
    }

    // MARK: what is known of it

    private func leaked(_ finding: Finding) -> LeakedSecret {
        let subject = RotationSubject(
            rule: finding.rule, title: finding.title, fingerprint: finding.fingerprint?.rawValue ?? "",
            redacted: Redaction.redacted(finding.secret), variables: [], playbook: finding.playbook)
        let value = HeldValue.all(holding: finding.secret, in: repository.texts.texts).map(\.value).first {
            HeldValue.isURL($0.revealedBytes)
        }
        var leaked = describe(subject, secret: finding.secret, value: value ?? finding.secret)
        if let variable = finding.variable, HeldValue.isVariable(variable), !leaked.subject.variables.contains(variable) {
            leaked.subject.variables.append(variable)
        }
        return leaked
    }

    /// Adds variables, places and facts to a subject.
    private func describe(_ subject: RotationSubject, secret: SecretText, value: SecretText) -> LeakedSecret {
        var subject = subject
        for name in names(of: secret) where !subject.variables.contains(name) { subject.variables.append(name) }
        var leaked = LeakedSecret(subject: subject, secret: secret, value: value, repository: repository)
        leaked.spellings = spellings(of: subject.fingerprint, secret)
        leaked.subject.places = places(of: leaked)
        SecretFacts(place, repository, options.file, now: surroundings.now).add(to: &leaked)
        return leaked
    }

    /// The variables that hold a value, those of env files first.
    private func names(of value: SecretText) -> [String] {
        let held = HeldValue.all(holding: value, in: repository.texts.texts)
        let names = held.filter(\.isInEnvFile).map(\.name) + held.map(\.name).filter(HeldValue.isVariable)
        var seen: Set<String> = []
        return names.filter { seen.insert($0).inserted }
    }

    /// Where the work tree holds the secret, written as it is or in a form that the scanner undoes.
    private func places(of leaked: LeakedSecret) -> [RotationSubject.Place] {
        var places: Set<RotationSubject.Place> = []
        let searches = leaked.isDistinct ? leaked.forms.map { ValueSearch($0.revealedBytes) } : []
        for text in repository.texts.texts {
            let lines = LineIndex(text.bytes.span)
            for offset in searches.flatMap({ $0.occurrences(in: text.bytes, most: 100) }) {
                places.insert(RotationSubject.Place(path: text.displayPath, line: lines.lineNumber(of: offset) + 1))
            }
        }
        if let secret = leaked.secret, !leaked.isDistinct {
            for held in HeldValue.all(holding: secret, in: repository.texts.texts) where held.value == secret {
                places.insert(RotationSubject.Place(path: String(decoding: held.path, as: UTF8.self), line: held.line))
            }
        }
        for finding in repository.findings where finding.fingerprint?.rawValue == leaked.subject.fingerprint {
            places.insert(RotationSubject.Place(path: finding.provenance.displayPath, line: finding.location.line))
        }
        return places.sorted { ($0.path, $0.line ?? 0) < ($1.path, $1.line ?? 0) }
    }
}
