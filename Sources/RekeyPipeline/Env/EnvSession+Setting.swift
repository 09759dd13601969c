internal import Libcrypto
package import RekeyCore
internal import RekeyReport
internal import RekeyRotation
internal import RekeySupabase

extension EnvSession {
    /// Gives a variable a new value in every env file that has it, or in the named ones: all of them or none.
    ///
    /// What changes, who reads it and what has to follow goes to standard error, redacted.
    package func set(_ request: EnvRequest.Setting) throws -> ExitStatus {
        try Self.check(request.name)
        let (targets, account) = try targets(of: request)
        let status = tell(account)
        // Why: asked only once it is known that there is a place to put it.
        let pasted = TrimmedValue(try request.input.read(request.name))
        guard pasted.value.count > 0 else { throw Trouble("no value", why: "it is empty, or blank throughout", next: "look at its source") }
        for notice in pasted.notices { Console.note("note: \(notice)") }
        var change = ValueChange(place)
        for text in targets { change.set(request.name, to: pasted.value, in: text, addsMissing: request.addsMissing) }
        try refuse(change, request.name)
        guard !change.edits.isEmpty else {
            Console.note("\(request.name) has that value already in \(list(targets)); nothing to change")
            return status
        }
        for line in change.diff { Console.note(line) }
        for line in readers(of: change) + doubts(change) + change.warnings.flatMap(\.lines) { Console.note(line) }
        let remaining = try ChangeAftermath(self, request.name, change)
        if !request.isRehearsal { try write(change) }
        Console.note(request.isRehearsal ? "dry run: nothing is written" : "written: \(list(change.files))")
        for line in remaining.lines { Console.note(line) }
        return status
    }

    /// The files that get the value.
    private func targets(of request: EnvRequest.Setting) throws -> ([RepositoryText], Account) {
        let (texts, account) = try envFiles(request.files)
        let name = request.name
        guard request.files.isEmpty else {
            for text in texts where !request.addsMissing && !holds(name, text) {
                throw Trouble(
                    "\(place.shown(text.path)) has no \(name)", next: "to add it there, give --add; to see what it has: rekey env list")
            }
            return (texts, account)
        }
        let holding = texts.filter { !$0.isTemplate && holds(name, $0) }
        if holding.isEmpty, request.addsMissing {
            guard let main = texts.first(where: { $0.path == Array(".env".utf8) }) else {
                throw Trouble("no file to add \(name) to", why: "there is no .env at the root", next: "name one: --add --file FILE")
            }
            return ([main], account)
        }
        guard !holding.isEmpty else {
            var trouble = missing(name, texts, account.isComplete ? .success : .incomplete)
            trouble.next = "to add it: rekey env set \(name) --add --file FILE; to see which names there are: rekey env list"
            throw trouble
        }
        let files = EnvListing.withoutLinks(holding, place)
        let values = Set(files.compactMap { reading(of: name, $0)?.value })
        guard values.count < 2 else {
            throw Trouble(
                "\(name) has \(values.count) different values", at: list(files),
                why: "they may belong to different projects or stages, and would all become one",
                next: "name those to change: rekey env set \(name) \(files.map { "--file \(place.shown($0.path))" }.joined(separator: " "))"
            )
        }
        return (files, account)
    }

    private func holds(_ name: String, _ text: RepositoryText) -> Bool {
        let kind = ConfigKind(path: text.displayPath) ?? .envFile
        return !ConfigFile(kind: kind, bytes: text.bytes).places(named: name).isEmpty
    }

    /// One place that cannot take the value is enough to leave all files as they are.
    private func refuse(_ change: ValueChange, _ name: String) throws(Trouble) {
        guard let first = change.refusals.first else { return }
        let places = change.refusals.map { refusal in place.shown(refusal.path) + (refusal.line.map { ":\($0)" } ?? "") }
        throw Trouble(
            "\(name) not changed in any file", at: places.joined(separator: ", "), why: first.why,
            next: "name the files that can take it (--file), or ask the provider for a value without such characters")
    }

    /// Which programs get the new value from the files; files read alike share a line.
    private func readers(of change: ValueChange) -> [String] {
        var lines: [(text: String, paths: [String])] = []
        for reading in change.readings {
            var text = "read alike by \(reading.readers.map(\.title).joined(separator: ", "))"
            if !reading.unread.isEmpty { text += "; no value, as before, for \(reading.unread.map(\.title).joined(separator: ", "))" }
            if let index = lines.firstIndex(where: { $0.text == text }) {
                lines[index].paths.append(place.shown(reading.path))
            } else {
                lines.append((text, [place.shown(reading.path)]))
            }
        }
        return lines.map { "\($0.text): \($0.paths.joined(separator: ", "))" }
    }

    /// What makes the new value look like a slip: cut off, expired, public, of another kind or project. Said, not refused, because only
    /// the user knows what the variable is for.
    private func doubts(_ change: ValueChange) -> [String] {
        guard let line = change.lines.first else { return [] }
        let known = ReplacementCheck.Place(old: line.old, known: KeyInspection.Known(variable: line.name), now: surroundings.now)
        let verdict = line.new.withBytes { ReplacementCheck(ReplacementCheck.kind(of: known), known).judge($0) }
        switch verdict {
        case .accepted, .refused(.sameAsOld), .refused(.severalValues): return []
        case .refused(let refusal): return ["WARNING: \(refusal.words)", "  next: \(refusal.next)"]
        }
    }

    private func write(_ change: ValueChange) throws {
        let transaction = FileTransaction(in: try place.state())
        let id = "env-set-\(Hex.text(try randomBytes(6)))"
        try transaction.apply(change.edits, id: id, change.boundary)
        // Why: nothing of ours undoes a plain change, so the old value has no reason to stay, not even sealed.
        try transaction.forget(id: id)
    }

    private func list(_ texts: [RepositoryText]) -> String { texts.map { place.shown($0.path) }.joined(separator: ", ") }
}
