internal import RekeyCore
internal import RekeyRotation

/// Writes down what rekey itself did of a rotation.
struct StepMarking {
    private let store: RotationStore
    private let now: Int64

    init(_ store: RotationStore, _ surroundings: Surroundings) {
        self.store = store
        now = surroundings.now
    }

    /// Gives steps a state with evidence, which holds no secret because rekey made it. Steps that the plan does not have are passed over.
    @discardableResult
    func mark(
        _ steps: [String], of rotation: String, _ state: RotationState.StepState, _ evidence: String
    ) throws(Trouble) -> RotationState? {
        try store.update(rotation) { (there) throws(Trouble) in
            guard var rotation = there else { return nil }
            let known = Set(rotation.plan.steps.map(\.id))
            let record = RotationState.StepRecord(
                state: state, by: "rekey \(Version.text)", at: Int(now), evidence: Self.shortened(evidence))
            for step in steps where known.contains(step) { rotation = try rotation.marking(step, record) { _ in nil } }
            return rotation
        }
    }

    /// Control characters, which a path may have, and what is beyond the limit are left out.
    private static func shortened(_ text: String) -> String {
        let clean = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? "?" : $0 }))
        guard clean.utf8.count > RotationState.longestEvidence else { return clean }
        var cut = ""
        for character in clean where cut.utf8.count + character.utf8.count <= RotationState.longestEvidence - 3 { cut.append(character) }
        return cut + "…"
    }
}
