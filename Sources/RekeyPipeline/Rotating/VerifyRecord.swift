internal import RekeyCore
internal import RekeyRotation

/// Writes down what a verification showed, and forgets the way back once nobody needs it.
struct VerifyRecord {
    private let place: WorkPlace
    private let store: RotationStore
    private let surroundings: Surroundings

    init(_ place: WorkPlace, _ store: RotationStore, _ surroundings: Surroundings) {
        (self.place, self.store, self.surroundings) = (place, store, surroundings)
    }

    /// Marks the steps that ask for this verification done, or open again when it did not succeed; tells on standard error.
    func write(_ report: VerificationReport, of state: RotationState) throws(Trouble) {
        let steps = state.plan.steps.filter { step in
            step.who == .rekey && step.commands.contains { $0.hasPrefix("rekey rotate verify") }
        }
        .map(\.id)
        let marking = StepMarking(store, surroundings)
        guard report.status == .success else {
            let done = steps.filter { state.state(of: $0) != .open }
            guard !done.isEmpty else { return }
            try marking.mark(done, of: state.plan.id, .open, "")
            return Console.note("rekey: open again: \(done.joined(separator: ", "))")
        }
        let now = try marking.mark(steps, of: state.plan.id, .done, report.evidence) ?? state
        if !steps.isEmpty { Console.note("rekey: recorded as done: \(steps.joined(separator: ", "))") }
        try forget(now)
        if let next = now.openSteps.first { Console.note("rekey: \(now.openSteps.count) steps open, next: \(next.id)") }
    }

    /// Removes the sealed copies of the old value, unless the old value may be needed again because it still works.
    private func forget(_ state: RotationState) throws(Trouble) {
        let transaction = FileTransaction(in: try place.state())
        let changes = ChangeID.belonging(to: state.plan.id, among: try transaction.list())
        guard !changes.isEmpty else { return }
        if let open = state.openSteps.first(where: { $0.phase == .revoke }) {
            return Console.note(
                "rekey: the way back is kept, encrypted, until the old value is revoked (\(open.id) is open); verify once more after that")
        }
        for change in changes { try transaction.forget(id: change) }
        Console.note("rekey: the way back is forgotten: no copy of the old value is kept, and undo is no longer possible")
    }
}
