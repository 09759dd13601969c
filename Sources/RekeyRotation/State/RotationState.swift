package import RekeyCore

/// A rotation under way: its plan, and what was done of it. Holds no byte of a secret.
package struct RotationState: Sendable, Hashable {
    package let plan: RotationPlan
    /// When the plan became a rotation, in seconds since 1970.
    package let startedAt: Int
    /// What was done, by step ID; a step without a record is open.
    package private(set) var records: [String: StepRecord]

    /// A rotation of which nothing is done.
    package init(plan: RotationPlan, startedAt: Int) { self.init(plan: plan, startedAt: startedAt, records: [:]) }

    init(plan: RotationPlan, startedAt: Int, records: [String: StepRecord]) {
        self.plan = plan
        self.startedAt = startedAt
        self.records = records
    }

    /// What happened to one step.
    package struct StepRecord: Sendable, Hashable {
        package var state: StepState
        /// Who says so.
        package var by: String
        /// Seconds since 1970.
        package var at: Int
        package var evidence: String

        package init(state: StepState, by: String, at: Int, evidence: String) {
            self.state = state
            self.by = by
            self.at = at
            self.evidence = evidence
        }
    }

    /// Where a step stands.
    package enum StepState: String, Sendable, Hashable, CaseIterable {
        case open
        case done
        case skipped
    }

    /// Longest evidence in bytes; a reference fits, a log does not.
    package static let longestEvidence = 2_000

    /// The state of a step; open for a step that the plan does not have.
    package func state(of step: String) -> StepState { records[step]?.state ?? .open }

    /// Steps still to do, in the order of the plan.
    package var openSteps: [PlanStep] { plan.steps.filter { state(of: $0.id) == .open } }

    /// Whether every step is done or skipped.
    package var isComplete: Bool { openSteps.isEmpty }

    /// The rotation under a plan made again, for example because abuse was seen: what was done stays done where the step is still there.
    package func replanned(as plan: RotationPlan) -> RotationState {
        let steps = Set(plan.steps.map(\.id))
        return RotationState(plan: plan, startedAt: startedAt, records: records.filter { steps.contains($0.key) })
    }

    /// The rotation with one more record; a record of `open` takes an earlier one back.
    ///
    /// Throws for a step that the plan does not have, for skipping without a reason, and for evidence that is too long, has control
    /// characters, or that `refusal` gives a reason against, for example because it looks like a secret.
    package func marking(
        _ step: String, _ record: StepRecord, refusal: (String) -> String?
    ) throws(Trouble) -> RotationState {
        guard plan.steps.contains(where: { $0.id == step }) else {
            let next = openSteps.first.map { "the next open step is \($0.id)" } ?? "all steps are done"
            throw Trouble("no such step in rotation \(plan.id)", next: "\(next); rekey rotate status lists all")
        }
        if record.state == .skipped, record.evidence.isEmpty {
            throw Trouble("step \(step) cannot be skipped without a reason", next: "add --evidence \"why\"")
        }
        guard record.evidence.utf8.count <= Self.longestEvidence, record.evidence.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else {
            throw Trouble(
                "evidence not usable for step \(step)", why: "it is longer than \(Self.longestEvidence) bytes or has control characters",
                next: "give a sentence, an ID or a link")
        }
        for text in [record.evidence, record.by] {
            guard let why = refusal(text) else { continue }
            throw Trouble(
                "evidence refused for step \(step)", why: why, next: "describe the proof without the secret, for example by its ID")
        }
        var records = records
        records[step] = record.state == .open ? nil : record
        return RotationState(plan: plan, startedAt: startedAt, records: records)
    }
}
