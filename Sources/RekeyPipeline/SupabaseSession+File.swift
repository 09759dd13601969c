internal import RekeyCore
internal import RekeyReport
internal import RekeyRotation
internal import RekeySupabase

extension SupabaseSession {
    /// An env file that new secrets are written into.
    package struct MintTarget: Sendable {
        package var file: String
        /// Whether variables that the file lacks are added at its end.
        package var addsMissing = true
        /// Whether the change is only shown.
        package var isDryRun = false

        package init(file: String) { self.file = file }
    }

    /// Makes the parts named and writes them into an env file: all variables or none, with a way back until it is forgotten.
    ///
    /// The redacted change goes to standard output, what follows from it to standard error.
    package func mint(_ names: [String], secretFile: String?, into target: MintTarget) throws {
        let parts = try Self.parts(named: names)
        let place = try WorkPlace(surroundings)
        try place.recover()
        guard let text = try RepositoryTexts.read(named: [target.file], place).texts.first else {
            throw Trouble("file not read", at: target.file, why: "it is no text")
        }
        let secret = try secretFile.map(Self.secret) ?? Self.secretThatStays(parts, text)
        let set = try Self.minted(KeySetMint.Request(parts: parts, existingJWTSecret: secret, now: surroundings.now))
        let change = try change(set, text, target, place)
        for line in change.diff { Console.print(line) }
        for warning in change.warnings { for line in warning.lines { Console.note(line) } }
        guard !target.isDryRun else { return Console.note("rekey: nothing written, because of --dry-run; each run makes other secrets") }
        let transaction = FileTransaction(in: try place.state())
        let id = ChangeID.free("mint-\(surroundings.now)", among: try transaction.list())
        try transaction.apply(change.edits, id: id, change.boundary)
        Console.print("\(set.entries.count) variables written to \(place.shown(text.path))")
        tell(set)
        Console.note("undo:     rekey rotate undo \(id)")
        Console.note("forget:   rekey rotate undo --forget \(id), once the old secrets are dead; they are kept encrypted until then")
        try record(set, text, place)
    }

    private func change(
        _ set: MintedKeySet, _ text: RepositoryText, _ target: MintTarget, _ place: WorkPlace
    ) throws(Trouble) -> ValueChange {
        let file = EnvFile(bytes: text.bytes)
        let missing = set.entries.map(\.name).filter { file.entries(named: $0).isEmpty }
        guard target.addsMissing || missing.isEmpty else {
            throw Trouble(
                "nothing written", at: place.shown(text.path), why: "the file has no \(missing.joined(separator: ", "))",
                next: "check the file, or leave out --no-add")
        }
        var change = ValueChange(place)
        for entry in set.entries { change.set(entry.name, to: entry.value, in: text, addsMissing: true) }
        if let refusal = change.refusals.first {
            throw Trouble(
                "nothing written: \(EnvName.shown(refusal.name)) cannot be set",
                at: place.shown(refusal.path) + (refusal.line.map { ":\($0)" } ?? ""), why: refusal.why)
        }
        return change
    }

    /// The JWT secret of the file itself, where signing keys are made and no new secret is.
    private static func secretThatStays(_ parts: Set<MintPart>, _ text: RepositoryText) -> SecretText? {
        guard parts.contains(.signingKeys), !parts.contains(.jwt) else { return nil }
        guard let value = EnvFile(bytes: text.bytes).value(of: "JWT_SECRET", as: .dockerCompose), !value.expands, value.text.count > 0
        else {
            return nil
        }
        return value.text
    }

    /// Marks the steps of rotations that asked for just these parts in this file.
    private func record(_ set: MintedKeySet, _ text: RepositoryText, _ place: WorkPlace) throws(Trouble) {
        let store = RotationStore(in: try place.state())
        let evidence = "\(set.entries.map(\.name).joined(separator: ", ")) written to \(text.displayPath)"
        for rotation in try store.all() {
            let steps = rotation.openSteps.filter { $0.who == .rekey && Self.asks($0, for: set.parts, in: text.displayPath) }.map(\.id)
            guard !steps.isEmpty else { continue }
            try StepMarking(store, surroundings).mark(steps, of: rotation.plan.id, .done, evidence)
        }
    }

    /// Whether the step's command is `rekey supabase mint PART... --file FILE` for this file and no part that was not made.
    private static func asks(_ step: PlanStep, for parts: Set<MintPart>, in path: String) -> Bool {
        step.commands.contains { command in
            let words = command.split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.starts(with: ["rekey", "supabase", "mint"]), let option = words.firstIndex(of: "--file"),
                ShellText.unquoted(words.dropFirst(option + 1).joined(separator: " ")) == path
            else { return false }
            let asked = words[3..<option].map { MintPart(rawValue: $0) ?? MintPart.writing($0) }
            return !asked.isEmpty && asked.allSatisfy { $0.map(parts.contains) ?? false }
        }
    }
}
