internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit
internal import RekeyReport
internal import RekeyRotation
internal import RekeyRules

/// Finding a secret by its variable, and telling what there is when that does not lead to one.
extension LeakedSecretSearch {
    func find(name: String) throws -> LeakedSecret {
        let texts = try textsAsked()
        var held = Self.distinct(HeldValue.all(named: name, in: texts))
        if held.isEmpty, options.file == nil, let git = place.repository { held = try Self.distinct(valuesInHistory(of: name, git)) }
        guard held.count <= 1 else { throw try ambiguous(name, held) }
        if let value = held.first?.value {
            var leaked = try classified(value, name)
            leaked.subject.variables = [name] + leaked.subject.variables.filter { $0 != name }
            SecretFacts(place, repository, options.file, now: surroundings.now).add(to: &leaked)
            return leaked
        }
        guard options.file == nil, isUsed(name) else { throw unknown("no file gives \(name) a value, and none uses it") }
        return try known(byName: name)
    }

    /// A secret of which only stores hold the value.
    private func known(byName name: String) throws -> LeakedSecret {
        let rule = LeakedSecret.namedRule
        let likely = try likelyRule(name)
        let subject = RotationSubject(
            rule: rule, title: likely.map { "\(name), by its name: \($0.title)" } ?? "Secret \(name)",
            fingerprint: repository.fingerprint(rule, SecretText(Array("name \(name)".utf8))).rawValue,
            redacted: "value not at hand", variables: [name], playbook: likely?.playbook)
        var leaked = LeakedSecret(subject: subject, secret: nil, value: nil, repository: repository)
        SecretFacts(place, repository, options.file, now: surroundings.now).add(to: &leaked)
        return leaked
    }

    /// The worst rule whose examples give a value to that name, or to one that it starts with.
    private func likelyRule(_ name: String) throws -> Rule? {
        guard HeldValue.isVariable(name) else { return nil }
        let rules = try BuiltInRules.load().catalogue.allRules().filter { rule in
            rule.playbook != nil && rule.examples.contains { Self.gives($0, to: name) }
        }
        return rules.max { $0.severity < $1.severity }
    }

    private static func gives(_ example: String, to name: String) -> Bool {
        let word = String(example.drop { $0 == " " || $0 == "\n" }.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) })
        guard HeldValue.isVariable(word), word.contains("_") else { return false }
        let next = example.drop { $0 == " " || $0 == "\n" }.dropFirst(word.count).first
        return (next == "=" || next == ":") && (name == word || name.hasPrefix(word + "_"))
    }

    private func isUsed(_ name: String) -> Bool {
        var map = ConsumerMap(stores: [])
        for text in repository.texts.texts { map.add(path: text.path, bytes: text.bytes) }
        return !map.consumers(of: [name]).isEmpty
    }

    /// The files that may hold the value: all of them, or the one that was named.
    private func textsAsked() throws -> [RepositoryText] {
        guard let file = options.file else { return repository.texts.texts }
        return try RepositoryTexts.read(named: [file], place).texts
    }

    private func valuesInHistory(of name: String, _ git: Repository) throws -> [HeldValue] {
        var held: [HeldValue] = []
        _ = try HistorySearch(git).first { chunk -> Bool? in
            held += HeldValue.all(named: name, path: chunk.provenance.path, bytes: chunk.bytes)
            return nil
        }
        return held
    }

    private static func distinct(_ held: [HeldValue]) -> [HeldValue] {
        var seen: Set<SecretText> = []
        return held.filter { seen.insert($0.value).inserted }
    }

    // MARK: what there is

    private func ambiguous(_ name: String, _ held: [HeldValue]) throws -> Trouble {
        let lines = try held.prefix(8).map { value in
            let id = try classified(value.value, name).subject.fingerprint
            return "\(id)  \(Redaction.redacted(value.value))  \(TerminalText.escaped(value.path)):\(value.line)"
        }
        return Trouble(
            "\(name) has \(held.count) different values", why: lines.joined(separator: "\n        "),
            next: "name one by its ID, or the file with --file: they are rotated one by one")
    }

    /// The error for a name that leads nowhere, with the secrets that there are.
    func unknown(_ what: String) -> Trouble {
        var seen: Set<Fingerprint> = []
        let known = repository.findings.filter { finding in finding.fingerprint.map { seen.insert($0).inserted } ?? false }
            .sorted { $0.severity > $1.severity }
        let lines = known.prefix(8).map { finding in
            let path = TerminalText.escaped(finding.provenance.path)
            let name = finding.variable.map { " \(TerminalText.escaped($0))" } ?? ""
            return "\(finding.fingerprint.map(\.rawValue) ?? "")  \(finding.rule)\(name)  \(path):\(finding.location.line)"
        }
        let more = known.count > 8 ? "\n        and \(known.count - 8) more: rekey scan" : ""
        let places = place.repository == nil ? "work tree" : "work tree, index and history"
        return Trouble(
            what, at: "\(places) of \(TerminalText.escaped(place.root))",
            why: lines.isEmpty
                ? "no secret was found in the work tree" : "there are:\n        \(lines.joined(separator: "\n        "))\(more)",
            next: lines.isEmpty
                ? "for one that lies elsewhere use --log FILE, or --value-from-stdin"
                : "name one of them, or give --log FILE or --value-from-stdin")
    }
}
