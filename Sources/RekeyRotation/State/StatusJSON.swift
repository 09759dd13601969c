internal import RekeyCore
internal import RekeyReport

/// What `rotate status --format json` says of rotations; the field names are stable.
package enum StatusJSON {
    /// Indented UTF-8 with a line feed at the end.
    package static func bytes(of rotations: [RotationState]) -> [UInt8] {
        let document: JSONValue = .object([
            ("type", .string("rotation-status")), ("version", .integer(PlanFormat.version)),
            ("complete", .bool(rotations.allSatisfy(\.isComplete))), ("rotations", .array(rotations.map(value))),
        ])
        return JSONWriter.bytes(of: document, style: .indented) + [UInt8(ascii: "\n")]
    }

    private static func value(of rotation: RotationState) -> JSONValue {
        let plan = rotation.plan
        return .object([
            ("id", .string(plan.id)), ("title", .string(plan.subject.title)), ("abuse", .string(plan.abuse.rawValue)),
            ("started_at", .integer(rotation.startedAt)), ("complete", .bool(rotation.isComplete)),
            ("open", .integer(rotation.openSteps.count)), ("next", .text(rotation.openSteps.first?.id)),
            ("steps", .array(plan.steps.map { value(of: $0, rotation.records[$0.id]) })),
        ])
    }

    private static func value(of step: PlanStep, _ record: RotationState.StepRecord?) -> JSONValue {
        .object([
            ("id", .string(step.id)), ("phase", .string(step.phase.rawValue)), ("title", .string(step.title)),
            ("who", .string(step.who.rawValue)), ("state", .string((record?.state ?? .open).rawValue)), ("by", .text(record?.by)),
            ("at", .number(record?.at)), ("evidence", .text(record?.evidence)),
        ])
    }
}
