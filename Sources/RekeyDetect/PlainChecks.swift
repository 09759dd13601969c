internal import RekeyCore

/// Checks that look at the characters of a value only.
enum PlainChecks {
    static func distinct(_ subject: ValidationSubject, minimum: Int) -> ValidationOutcome {
        let distinct = Entropy.distinct(subject.secret.span)
        return distinct >= minimum ? .accepted(Assessment()) : .rejected("placeholder: only \(distinct) different characters")
    }

    /// Values that a program stored in its own format: only references and filler of one character are none.
    static func stored(_ subject: ValidationSubject) -> ValidationOutcome {
        if Placeholder.isReference(subject.secret.span) { return .rejected("a reference to a value kept elsewhere") }
        guard Entropy.distinct(subject.secret.span) > 2 else { return .rejected("placeholder: one or two different characters") }
        var assessment = Assessment()
        assessment.judgesPlaceholders = true
        return .accepted(assessment)
    }

    static func notHex(_ subject: ValidationSubject) -> ValidationOutcome {
        subject.secret.allSatisfy(\.isASCIIHexDigit) ? .rejected("all hexadecimal, so more likely a digest") : .accepted(Assessment())
    }
}
