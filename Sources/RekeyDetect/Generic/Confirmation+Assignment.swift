internal import RekeyCore
internal import RekeySupabase

extension Confirmation {
    /// The generic rule: a credential-named variable with a value that somebody made.
    func considerAssignment(_ index: Int, _ text: Span<UInt8>, word: Range<Int>) throws {
        guard !(lastName.lowerBound <= word.lowerBound && word.upperBound <= lastName.upperBound) else { return }
        guard CredentialName.mayEnd(text, word: word) else {
            return try reject(index, word, .assignment, "the name does not end with a word for a credential")
        }
        guard let nameEnd = Assignment.nameEnd(text, word.upperBound),
            let found = Assignment(text, word: word, nameEnd: nameEnd, syntax: syntax)
        else {
            return try reject(index, word, .assignment, "no value is given to such a name, or not as this kind of file writes values")
        }
        lastName = found.name
        guard found.value.count >= Self.shortestValue else {
            return try reject(index, found.value, .validation, "shorter than \(Self.shortestValue) bytes")
        }
        let name = text.extracting(found.name)
        guard let promise = names.promise(of: name) else {
            return try reject(index, found.value, .assignment, "the name does not promise a credential")
        }
        if text.extracting(found.value).isSame(as: name) {
            return try reject(index, found.value, .placeholder, "the name of the variable itself")
        }
        if CredentialName.isAccessKey(name), stands("secret", near: found.name, in: text) {
            return try reject(index, found.value, .near, "the identifier that belongs to the secret key beside it")
        }
        try judge(index, found, promise, text)
    }

    /// Adds the value of an assignment to a name that promises a credential, unless its score is too low.
    private func judge(_ index: Int, _ found: Assignment, _ promise: CredentialName.Promise, _ text: Span<UInt8>) throws {
        let value = text.extracting(found.value)
        let isComment = syntax == .code && text.isComment(at: found.name.lowerBound)
        let surroundings = CredentialScore.Surroundings(
            promise: promise, style: found.style, isQuoted: found.isQuoted, isComment: isComment, syntax: syntax, place: place)
        let score = CredentialScore(value, in: surroundings, explains: traces)
        guard score.judgement != .harmless else { return try reject(index, found.value, .validation, score.words) }
        let rule = try prepare(index)
        let secret = SecretText(text.copy(found.value))
        let variable = String(decoding: text.copy(found.name), as: UTF8.self)
        var assessment = Assessment()
        assessment.severity = score.judgement == .weak ? .low : rule.rule.severity
        assessment.evidence = ["\(promise.kind == .password ? "password" : "credential") name", Self.entropyEvidence(secret)]
        if traces { assessment.evidence.append(score.words) }
        if ClientExposure.prefix(of: variable) != nil, Self.namesService(variable) { assessment.severity = .critical }
        if DemoValue.isDemo(variable: nil, value: value) {
            assessment.severity = .info
            assessment.evidence.append("documented demo value")
        }
        add(rule, (found.value, found.name.lowerBound..<found.value.upperBound), secret, variable, assessment, text)
    }

    /// As `reject` of a rule, which is only made ready where somebody asked.
    private func reject(_ index: Int, _ range: Range<Int>, _ stage: Rejection.Stage, _ reason: @autoclosure () -> String) throws {
        guard traces else { return }
        reject(try prepare(index), range, stage, reason())
    }

    /// Whether `word`, in any case, stands on one of the lines about `range`.
    private func stands(_ word: String, near range: Range<Int>, in text: Span<UInt8>) -> Bool {
        let lines = text.extracting(text.neighbourhood(of: range, lines: 4)).lowercased()
        return Placeholder.contains(lines.span, word)
    }

    /// Bytes.
    private static let shortestValue = 6

    private static func namesService(_ variable: String) -> Bool {
        let upper = variable.uppercased()
        return upper.contains("SERVICE_ROLE") || upper.contains("SECRET")
    }

    /// Entropy to one decimal, without Foundation's formatting.
    private static func entropyEvidence(_ secret: SecretText) -> String {
        let tenths = Int((secret.entropy * 10).rounded())
        return "entropy \(tenths / 10).\(tenths % 10) bits a byte"
    }
}
