package import RekeyCore
internal import RekeySupabase

extension RotationState {
    /// Reads a state file. Strict: another version, a field too many or too few, or a record of no step is an error, which holds no value
    /// of the file.
    package init(decoding bytes: [UInt8]) throws(Trouble) {
        guard let value = JSONReader.wholeValue(of: bytes) else {
            throw Trouble("rotation state not usable: it is not JSON", next: "make the plan again: rekey rotate plan")
        }
        guard value["version"]?.wholeNumber == Int64(PlanFormat.version), value["type"]?.text == "rotation" else {
            throw StrictObject.trouble("version", "is one that this rekey does not read")
        }
        let fields = try StrictObject(value, at: "rotation", known: ["type", "version", "started_at", "plan", "records"])
        let plan = try PlanReading.plan(fields.object("plan", known: PlanReading.known))
        var records: [String: StepRecord] = [:]
        for entry in try fields.objects("records", known: ["step", "state", "by", "at", "evidence"]) {
            let step = try entry.string("step")
            guard plan.steps.contains(where: { $0.id == step }) else { throw entry.trouble("step", "is no step of the plan") }
            guard records[step] == nil else { throw entry.trouble("step", "is used twice") }
            let state = try entry.choice("state", StepState.self)
            guard state != .open else { throw entry.trouble("state", "is open, which needs no record") }
            records[step] = StepRecord(
                state: state, by: try entry.string("by"), at: try entry.integer("at"), evidence: try entry.string("evidence"))
        }
        self.init(plan: plan, startedAt: try fields.integer("started_at"), records: records)
    }
}
