internal import RekeyCore
internal import RekeyRotation

/// Answers `rekey rotate undo`: brings files back to what they held before a change, or forgets how to.
package struct RotateUndoSession {
    private let surroundings: Surroundings
    private let place: WorkPlace
    private let transaction: FileTransaction
    private let store: RotationStore

    /// Finds the repository and settles changes that were cut short.
    package init(_ surroundings: Surroundings) throws {
        self.surroundings = surroundings
        place = try WorkPlace(surroundings)
        try place.recover()
        let state = try place.state()
        transaction = FileTransaction(in: state)
        store = RotationStore(in: state)
    }

    /// Takes back the last change of a rotation, or the change of that name; `nil` is the only one there is.
    package func undo(_ id: String?) throws {
        let change = try last(id)
        let rotation = try rotation(of: change)
        let files = try transaction.undo(id: change).map { place.shown(Path.relative($0, to: place.root) ?? $0) }
        Console.print("taken back: \(files.joined(separator: ", "))")
        Console.print("they hold what they held before; recreate or restart what reads them")
        guard let rotation else { return }
        let steps = rotation.plan.steps.filter { step in
            step.who == .rekey && rotation.state(of: step.id) != .open
                && step.commands.contains { $0.hasPrefix("rekey rotate apply") || $0.hasPrefix("rekey rotate verify") }
        }
        .map(\.id)
        if !steps.isEmpty {
            try StepMarking(store, surroundings).mark(steps, of: rotation.plan.id, .open, "")
            Console.print("open again: \(steps.joined(separator: ", "))")
        }
        if let revoked = rotation.plan.steps.first(where: { $0.phase == .revoke && rotation.state(of: $0.id) == .done }) {
            Console.note(
                "WARNING: \(revoked.id) is done, so that the value brought back may be dead: rekey rotate apply \(rotation.plan.id)")
        }
    }

    /// Removes the sealed copies of a rotation's changes, or of the change of that name.
    package func forget(_ id: String?) throws {
        let change = try last(id)
        let changes = id.map { ChangeID.belonging(to: $0, among: (try? transaction.list()) ?? []) } ?? [change]
        for change in changes { try transaction.forget(id: change) }
        Console.print("forgotten: no copy of the old values is kept, and undo is no longer possible")
    }

    private func last(_ id: String?) throws(Trouble) -> String {
        let all = try transaction.list()
        if let id {
            if let change = ChangeID.belonging(to: id, among: all).last { return change }
            throw Trouble(
                "nothing to take back for that ID", at: place.shown(place.root),
                why: "nothing was changed, or it was taken back or forgotten already",
                next: all.isEmpty ? nil : "there are: \(all.joined(separator: ", "))")
        }
        guard let only = all.first else {
            throw Trouble("nothing to take back", at: place.shown(place.root), why: "no change is remembered here")
        }
        guard all.count == 1 else {
            throw Trouble("several changes are remembered", why: "they are \(all.joined(separator: ", "))", next: "name one of them")
        }
        return only
    }

    private func rotation(of change: String) throws(Trouble) -> RotationState? {
        for state in try store.all() where ChangeID.belonging(to: state.plan.id, among: [change]) == [change] { return state }
        return nil
    }
}
