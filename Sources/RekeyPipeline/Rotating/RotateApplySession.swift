package import RekeyCore
internal import RekeyPatterns
internal import RekeyReport
internal import RekeyRotation

/// Answers `rekey rotate apply`: writes a new value into every file that has the leaked one, all of them or none.
package struct RotateApplySession {
    private let request: ApplyRequest
    private let surroundings: Surroundings
    private let place: WorkPlace
    private let store: RotationStore

    /// Finds the repository and settles changes that were cut short.
    package init(_ request: ApplyRequest, _ surroundings: Surroundings) throws {
        self.request = request
        self.surroundings = surroundings
        place = try WorkPlace(surroundings)
        try place.recover()
        store = RotationStore(in: try place.state())
    }

    /// Reads, checks, shows and writes; `.incomplete` when some file could not be read and may hold the old value still.
    package func run() throws -> ExitStatus {
        var planned = PlanRequest(try naming())
        planned.file = request.files.first
        let made = try PlanMaking(place: place, surroundings: surroundings).make(planned)
        try refuseLinks(made.secret)
        let name = made.plan.subject.variables.first ?? made.plan.subject.title
        let judge = NewValueJudge(made.secret, now: surroundings.now, allowsOtherSpace: request.allowsOtherSpace)
        let (new, notices) = try judge.accepted(try request.input.read(name))
        for notice in notices { Console.note("note: \(notice)") }
        let texts = try request.files.isEmpty ? made.secret.repository.texts.texts : RepositoryTexts.read(named: request.files, place).texts
        let applied = try ApplyChange(made.secret, to: new, in: texts, place, includesTracked: request.includesTracked)
        show(applied)
        let consumers = PlanMaking.consumers(of: made.secret, try BuiltInStores.load())
        if try isWritten(applied) {
            let state = try write(applied, made)
            follow(consumers, state)
        }
        return tell(made.skips)
    }

    /// What the secret is called: an ID, or a name. A name that a rotation under way is about means that rotation, because the files may
    /// give the name its new value already.
    private func naming() throws -> SecretNaming {
        guard let naming = request.naming else { return .id(try store.one(nil).plan.id) }
        guard case .name(let name) = naming else { return naming }
        let rotations = try store.all().filter { $0.plan.subject.variables.contains(name) && !$0.isComplete }
        guard rotations.count == 1, let rotation = rotations.first else { return naming }
        return .id(rotation.plan.id)
    }

    /// An env file that is a link out of the repository may hold the old value, and is not followed by itself.
    private func refuseLinks(_ leaked: LeakedSecret) throws(Trouble) {
        guard request.files.isEmpty else { return }
        let links = leaked.repository.texts.account.skips.filter { $0.reason == .outsideRoot }
        guard let link = links.first else { return }
        throw Trouble(
            "no file changed", at: place.shown(Array(link.path.utf8)), why: "it is a symbolic link out of the repository: \(link.detail)",
            next: "name the files to change by where they lie: --file FILE, also more than once")
    }

    // MARK: showing

    private func show(_ applied: ApplyChange) {
        for line in applied.change.diff { Console.print(line) }
        for line in applied.settled { Console.note("note: \(line) has the new value already") }
        for line in applied.byHand { Console.note("by hand: \(line)") }
        for line in applied.change.warnings.flatMap(\.lines) { Console.note(line) }
    }

    /// Whether files are to change, or nothing is left to change. Asks on the terminal where there is one.
    private func isWritten(_ applied: ApplyChange) throws(Trouble) -> Bool {
        let count = applied.change.files.count
        let files = "\(count) \(count == 1 ? "file" : "files")"
        guard !request.isRehearsal else {
            Console.note("dry run: nothing is written")
            return false
        }
        guard count > 0 else {
            Console.note("nothing to change: no file \(applied.settled.isEmpty ? "has" : "still has") the old value")
            return true
        }
        if request.isConfirmed { return true }
        guard surroundings.errorIsTerminal, let answer = TerminalQuestion.ask("write \(files)?") else {
            Console.note("dry run, because there is no terminal to ask on: nothing is written; add --yes to change \(files)")
            return false
        }
        if !answer { Console.note("nothing is written") }
        return answer
    }

    // MARK: writing

    private func write(_ applied: ApplyChange, _ made: PlanMaking.Made) throws -> RotationState {
        let change = applied.change
        let files = change.files.map { place.shown($0.path) }
        if !files.isEmpty {
            let transaction = FileTransaction(in: try place.state())
            let id = ChangeID.free(made.plan.id, among: try transaction.list())
            try transaction.apply(change.edits, id: id, change.boundary)
            Console.print("written: \(files.joined(separator: ", "))")
            Console.print(
                "undo:    rekey rotate undo \(made.plan.id), until the old value is revoked and rekey rotate verify has succeeded")
        }
        let started = try store.update(made.plan.id) { old throws(Trouble) in
            old ?? RotationState(plan: made.plan, startedAt: Int(surroundings.now))
        }
        let state = started ?? RotationState(plan: made.plan, startedAt: Int(surroundings.now))
        let steps = state.plan.steps.filter { step in
            step.who == .rekey && step.commands.contains { $0.hasPrefix("rekey rotate apply") }
        }
        .map(\.id)
        return try StepMarking(store, surroundings).mark(steps, of: state.plan.id, .done, evidence(applied)) ?? state
    }

    private func evidence(_ applied: ApplyChange) -> String {
        var parts: [String] = []
        if !applied.change.lines.isEmpty {
            parts.append("changed " + applied.change.lines.map { "\(place.shown($0.path)):\($0.line)" }.joined(separator: ", "))
        }
        if !applied.settled.isEmpty { parts.append("new value already in " + applied.settled.joined(separator: ", ")) }
        if !applied.byHand.isEmpty { parts.append("left to do by hand: " + applied.byHand.joined(separator: ", ")) }
        return parts.isEmpty ? "no file has the old value" : parts.joined(separator: "; ")
    }

    /// What has to happen for the value to take effect, and who else must get it.
    private func follow(_ consumers: [Consumer], _ state: RotationState) {
        let real = consumers.filter { !$0.isComment }
        let remaining = RemainingSteps.text(of: state, in: .deploy)
        // Why: what else has to happen stands in the steps, each with its command.
        let effects = ConsumerReport.effects(of: real) { place.shown($0) }.filter { remaining.isEmpty || $0.hasPrefix("docker compose") }
        for line in effects { Console.print("then:    \(line)") }
        if !remaining.isEmpty { Console.print("\nstill to deploy:\n\(remaining)") }
        guard let next = state.openSteps.first else { return }
        Console.print(
            "\(state.openSteps.count) of \(state.plan.steps.count) steps are open, next: \(next.id); see: rekey rotate steps \(state.plan.id)"
        )
    }

    private func tell(_ skips: [Skip]) -> ExitStatus {
        guard !skips.isEmpty else { return .success }
        Console.note("rekey: not everything could be read, so that the old value may stand in more places:")
        for skip in skips.sorted().prefix(10) {
            Console.note(SecretFreeText.cleanedMessage("  \(skip.path): \(skip.detail.isEmpty ? skip.reason.rawValue : skip.detail)"))
        }
        return .incomplete
    }
}
