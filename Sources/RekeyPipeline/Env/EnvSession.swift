internal import Glibc
package import RekeyCore
internal import RekeyPatterns
internal import RekeyReport
internal import RekeyRotation

/// Answers `rekey env`. Values leave it only into a pipe or a file (`get`) or into env files (`set`).
package struct EnvSession {
    let surroundings: Surroundings
    let place: WorkPlace

    /// Ends first what was cut short in an earlier run.
    package init(_ surroundings: Surroundings) throws {
        self.surroundings = surroundings
        place = try WorkPlace(surroundings)
        try place.recover()
    }

    /// The env files that were named, or all of the repository.
    func envFiles(_ files: [String]) throws -> (texts: [RepositoryText], account: Account) {
        let found =
            files.isEmpty
            ? try RepositoryTexts.read(place, surroundings, .secretFiles) : try RepositoryTexts.read(named: files, place)
        return (files.isEmpty ? found.texts.filter(\.isEnvFile) : found.texts, found.account)
    }

    /// Says which env files were not read; the status that follows from it.
    @discardableResult
    func tell(_ account: Account) -> ExitStatus {
        let notable = account.skips.filter { $0.makesIncomplete || $0.reason == .outsideRoot }
        for skip in notable {
            let detail = skip.detail.isEmpty ? "" : ": \(TerminalText.escaped(skip.detail))"
            Console.note("rekey: not read: \(place.shown(Array(skip.path.utf8))) (\(skip.reason.rawValue)\(detail))")
        }
        return account.isComplete ? .success : .incomplete
    }

    /// Refuses what cannot be the name of a variable, above all a value with its name in front.
    static func check(_ name: String) throws(Trouble) {
        guard !EnvName.isValid(name) else { return }
        // Why: it may be NAME=value, so it is not repeated.
        if name.contains("=") { throw SecretInput.refusedArgument }
        throw Trouble(
            "not the name of a variable", why: "a name has letters, digits and underscores only, and starts with no digit",
            next: "run: rekey env list")
    }
}

extension EnvSession {
    /// Lists variables and files; `.incomplete` when a file was not read.
    package func list(_ files: [String], _ format: EnvRequest.Format) throws -> ExitStatus {
        let (texts, account) = try envFiles(files)
        let listing = EnvListing(texts, account, place)
        try Console.deliver(format == .json ? listing.json : listing.text)
        return tell(account)
    }

    /// Writes the raw value of a variable to standard output, which must be a pipe or a file.
    package func get(_ name: String, _ file: String?) throws {
        try Self.check(name)
        guard !surroundings.outputIsTerminal else {
            throw Trouble(
                "no value written", at: "standard output", why: "it is a terminal, which would show and keep the secret",
                next: "send it where it is needed, as in: rekey env get \(name) | gh secret set \(name); its redacted form: rekey env list")
        }
        let (texts, account) = try envFiles(file.map { [$0] } ?? [])
        let status = tell(account)
        let readings = EnvListing.withoutLinks(texts, place).filter { file != nil || !$0.isTemplate }.compactMap { text in
            reading(of: name, text).map { (text, $0) }
        }
        guard let (first, variable) = readings.first else { throw missing(name, texts, status) }
        let different = readings.filter { $0.1.value != variable.value }
        guard different.isEmpty else { throw ambiguous(name, readings.map { ($0.0, $0.1.value) }) }
        if variable.value.expands {
            Console.note(
                "rekey: \(place.shown(first.path)): the value refers to other variables or a command; it is given as it is written")
        }
        for other in variable.others {
            Console.note("rekey: \(place.shown(first.path)): given as \(variable.reader.title) reads it; \(other.text)")
        }
        try Console.deliver(variable.value.text.revealedBytes)
    }

    /// Lists where a variable, or the value that env files give it, is used.
    package func usage(of name: String, _ format: EnvRequest.Format) throws -> ExitStatus {
        guard !name.isEmpty, !name.contains("=") else { throw SecretInput.refusedArgument }
        let found = try RepositoryTexts.read(place, surroundings)
        let consumers = try consumers(of: name, in: found.texts)
        guard !consumers.isEmpty else {
            throw Trouble(
                "\(EnvName.shown(name)) is used nowhere", at: place.shown(place.root), why: "\(found.account.files) files were read",
                next: "see which names there are: rekey env list", status: found.account.isComplete ? .usage : .incomplete)
        }
        let place = place
        let report = ConsumerReport(of: EnvName.shown(name), consumers, stores: try BuiltInStores.load()) { place.shown($0) }
        try Console.deliver(
            format == .json ? JSONWriter.bytes(of: report.json, style: .indented) + [UInt8(ascii: "\n")] : Array(report.text.utf8))
        return tell(found.account)
    }

    /// The consumers of a name and of the values that env files give it.
    func consumers(of name: String, in texts: [RepositoryText]) throws -> [Consumer] {
        var map = ConsumerMap(stores: try BuiltInStores.load())
        var values: Set<SecretText> = []
        for text in texts {
            map.add(path: text.path, bytes: text.bytes)
            guard text.isEnvFile, !text.isTemplate, let value = reading(of: name, text)?.value, !value.expands else { continue }
            // Why: short values such as `true` and `3000` stand everywhere and are no secrets.
            if value.text.count >= 12 { values.insert(value.text) }
        }
        return map.consumers(of: [name], values: Array(values))
    }

    /// What programs take for the name from a file; from a file of another notation its first value of that name.
    func reading(of name: String, _ text: RepositoryText) -> EnvVariable? {
        if let kind = ConfigKind(path: text.displayPath), kind != .envFile, kind != .shell {
            return ConfigFile(kind: kind, bytes: text.bytes).places(named: name).first.map { EnvVariable($0) }
        }
        return EnvContents(path: text.path, bytes: text.bytes).variable(name)
    }

    func missing(_ name: String, _ texts: [RepositoryText], _ status: ExitStatus) -> Trouble {
        let read = texts.isEmpty ? "there is no env file" : texts.prefix(8).map { place.shown($0.path) }.joined(separator: ", ")
        return Trouble(
            "no env file has \(EnvName.shown(name))", at: texts.count > 8 ? "\(read) and \(texts.count - 8) more" : read,
            next: "see which names there are: rekey env list", status: status == .success ? .usage : status)
    }

    private func ambiguous(_ name: String, _ readings: [(text: RepositoryText, value: EnvValue)]) -> Trouble {
        var values: [EnvValue] = []
        let places = readings.map { text, value in
            let index = values.firstIndex(of: value) ?? values.count
            if index == values.count { values.append(value) }
            return "\(place.shown(text.path)) (value \(index + 1): \(Redaction.redacted(value.text)))"
        }
        return Trouble(
            "\(name) has \(values.count) different values", at: places.joined(separator: ", "),
            next: "say which one: rekey env get \(name) --file \(place.shown(readings[0].text.path))")
    }
}
