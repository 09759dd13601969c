package import RekeyCore
internal import RekeyGit
package import RekeyRotation

/// The forms in which a plan, its steps and the state of a rotation are told.
package enum RotationFormat: String, Sendable, CaseIterable { case text, markdown, json }

/// Answers the commands of a rotation that change no env file: plan, steps, done, status, report.
package struct RotateSession {
    private let surroundings: Surroundings
    private let place: WorkPlace
    private let store: RotationStore

    /// Finds the repository and settles changes that were cut short.
    package init(_ surroundings: Surroundings) throws(Trouble) {
        self.surroundings = surroundings
        place = try WorkPlace(surroundings)
        try place.recover()
        store = RotationStore(in: try place.state())
    }

    /// Shows the plan; writes nothing. `.incomplete` when something could not be read.
    package func plan(_ request: PlanRequest, _ format: RotationFormat) throws -> ExitStatus {
        let made = try PlanMaking(place: place, surroundings: surroundings).make(request)
        switch format {
        case .text: try Console.deliver(Array(PlanText.text(of: made.plan, paint: paint).utf8))
        case .markdown: try Console.deliver(Array(PlanMarkdown.text(of: made.plan).utf8))
        case .json: try Console.deliver(PlanJSON.bytes(of: made.plan))
        }
        if place.folder != place.root, format == .text {
            Console.note("rekey: paths and commands count from the top of the work tree: \(place.shown(place.root))")
        }
        if made.plan.subject.variables.isEmpty {
            Console.note("rekey: no variable is known to hold it; name it with --variable NAME, so that what reads it is found")
        }
        let isStarted = try store.load(made.plan.id) != nil
        if !isStarted, format == .text {
            Console.note("rekey: nothing was written; to start: rekey rotate steps \(Self.argument(request, made))")
        }
        return tell(made.skips)
    }

    /// How the secret of a plan is named again.
    private static func argument(_ request: PlanRequest, _ made: PlanMaking.Made) -> String {
        switch request.naming {
        case .value: "--value-from-stdin"
        case .id, .name: made.secret.secret == nil ? made.plan.subject.variables.first ?? made.plan.id : made.plan.id
        }
    }

    /// Shows the steps of a rotation, which it starts when there is none yet. A plan is made again where `isAbuseTold`.
    package func steps(_ request: PlanRequest?, isAbuseTold: Bool, _ format: RotationFormat) throws -> ExitStatus {
        let known = try request.map { try started($0.naming) } ?? store.one(nil)
        if let known, !isAbuseTold || request == nil {
            try show(known, format)
            return .success
        }
        guard let request else { return .success }
        let made = try PlanMaking(place: place, surroundings: surroundings).make(request)
        let now = Int(surroundings.now)
        let state = try store.update(made.plan.id) { old throws(Trouble) in
            old.map { isAbuseTold ? $0.replanned(as: made.plan) : $0 } ?? RotationState(plan: made.plan, startedAt: now)
        }
        if let state { try show(state, format) }
        return tell(made.skips)
    }

    /// The rotation of a secret, by ID, or by the name of a variable that only one rotation is about.
    private func started(_ naming: SecretNaming) throws(Trouble) -> RotationState? {
        switch naming {
        case .value: return nil
        case .id(let id): return try store.load(id)
        case .name(let name):
            let rotations = try store.all().filter { $0.plan.subject.variables.contains(name) && !$0.isComplete }
            guard rotations.count > 1 else { return rotations.first }
            let ids = rotations.map(\.plan.id).joined(separator: ", ")
            throw Trouble("several rotations are about \(name)", why: "they are \(ids)", next: "name one of them by its ID")
        }
    }

    private func show(_ state: RotationState, _ format: RotationFormat) throws {
        switch format {
        case .text: try Console.deliver(Array(StepList.text(of: state, paint: paint).utf8))
        case .markdown:
            let ticked = Set(state.plan.steps.map(\.id).filter { state.state(of: $0) != .open })
            try Console.deliver(Array(PlanMarkdown.text(of: state.plan, ticked: ticked).utf8))
        case .json: try Console.deliver(PlanJSON.bytes(of: state.plan) { state.state(of: $0).rawValue })
        }
    }

    /// What is to be recorded of one step.
    package struct Mark: Sendable {
        package var step: String
        package var state = RotationState.StepState.done
        package var evidence = ""
        /// `nil` is git's user, else the user of the process.
        package var by: String?
        package var rotation: String?

        package init(step: String) { self.step = step }
    }

    /// Records that a step is done, skipped, or open again.
    package func mark(_ mark: Mark) throws {
        let chosen = try store.one(mark.rotation)
        let key = try FingerprintKey(surroundings, root: String(decoding: place.root, as: UTF8.self))
        let guarded = EvidenceGuard(chosen.plan.subject, key)
        let record = RotationState.StepRecord(
            state: mark.state, by: mark.by ?? user, at: Int(surroundings.now), evidence: mark.evidence)
        let state = try store.update(chosen.plan.id) { state throws(Trouble) in
            let state = state ?? chosen
            try Self.checkEvidence(mark, state)
            return try state.marking(mark.step, record, refusal: guarded.refusal)
        }
        guard let state else { return }
        Console.print("\(mark.step): \(mark.state.rawValue)")
        if let next = state.openSteps.first {
            Console.print("next: \(next.id), \(next.title) (\(state.openSteps.count) of \(state.plan.steps.count) steps open)")
        } else {
            Console.print("all \(state.plan.steps.count) steps are done or skipped: rekey rotate report \(state.plan.id)")
        }
    }

    private static func checkEvidence(_ mark: Mark, _ state: RotationState) throws(Trouble) {
        guard mark.state == .done, mark.evidence.isEmpty, let step = state.plan.steps.first(where: { $0.id == mark.step }) else { return }
        guard !step.evidence.isEmpty else { return }
        throw Trouble(
            "step \(step.id) needs evidence", why: "wanted: \(step.evidence)", next: "rekey rotate done \(step.id) --evidence \"…\"")
    }

    private var user: String {
        if let git = place.repository, let user = try? GitConfiguration.user(of: git) { return user }
        let names = ["USER", "LOGNAME"].compactMap { surroundings.environment[$0] }
        return names.first { !$0.isEmpty } ?? "unknown"
    }

    /// Shows where rotations stand; `.findings` while steps are open.
    package func status(_ id: String?, _ format: RotationFormat) throws -> ExitStatus {
        let rotations = try id.map { id throws(Trouble) in [try store.one(id)] } ?? store.all()
        switch format {
        case .json: try Console.deliver(StatusJSON.bytes(of: rotations))
        case .text, .markdown:
            let tables = rotations.map { StatusTable.text(of: $0) }
            try Console.deliver(Array((tables.isEmpty ? "no rotation was started here\n" : tables.joined(separator: "\n")).utf8))
        }
        return rotations.allSatisfy(\.isComplete) ? .success : .findings
    }

    /// Writes the evidence of a rotation as Markdown to standard output, or to a file.
    package func report(_ id: String?, output: String?) throws {
        let state = try reported(store.one(id))
        let bytes = Array(EvidencePack.text(of: state, madeAt: Int(surroundings.now)).utf8)
        guard let output else { return try Console.deliver(bytes) }
        try OutputFile.deliver(bytes, to: output)
    }

    /// The rotation with its own step of writing the report done, when that is all that is open.
    private func reported(_ state: RotationState) throws(Trouble) -> RotationState {
        let isReport = { (step: PlanStep) in step.who == .rekey && step.commands.contains { $0.hasPrefix("rekey rotate report") } }
        let open = state.openSteps
        guard !open.isEmpty, open.allSatisfy(isReport) else { return state }
        return try StepMarking(store, surroundings).mark(open.map(\.id), of: state.plan.id, .done, "this report") ?? state
    }

    private func tell(_ skips: [Skip]) -> ExitStatus {
        guard !skips.isEmpty else { return .success }
        Console.note("rekey: not everything could be read, so that places may be missing:")
        for skip in skips.sorted().prefix(10) {
            Console.note(SecretFreeText.cleanedMessage("  \(skip.path): \(skip.detail.isEmpty ? skip.reason.rawValue : skip.detail)"))
        }
        if skips.count > 10 { Console.note("  and \(skips.count - 10) more") }
        return .incomplete
    }

    private var paint: (PlanText.Part, String) -> String {
        guard surroundings.wantsColor else { return { $1 } }
        return { part, text in
            // Source: ECMA-48, 8.3.117 Select Graphic Rendition.
            let code =
                switch part {
                case .heading: "1"
                case .command: "36"
                case .warning: "33"
                }
            return "\u{1B}[\(code)m\(text)\u{1B}[0m"
        }
    }
}
