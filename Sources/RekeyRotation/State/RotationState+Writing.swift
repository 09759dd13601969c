internal import RekeyReport

extension RotationState {
    /// The state file: indented UTF-8 JSON with a line feed at the end. Records stand in the order of the plan.
    package func encoded() -> [UInt8] {
        let records: [JSONValue] = plan.steps.compactMap { step in
            guard let record = self.records[step.id] else { return nil }
            return .object([
                ("step", .string(step.id)), ("state", .string(record.state.rawValue)), ("by", .string(record.by)),
                ("at", .integer(record.at)), ("evidence", .string(record.evidence)),
            ])
        }
        let document: JSONValue = .object([
            ("type", .string("rotation")), ("version", .integer(PlanFormat.version)), ("started_at", .integer(startedAt)),
            ("plan", PlanJSON.value(of: plan)), ("records", .array(records)),
        ])
        return JSONWriter.bytes(of: document, style: .indented) + [UInt8(ascii: "\n")]
    }
}
