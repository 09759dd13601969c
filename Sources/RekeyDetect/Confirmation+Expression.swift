internal import RekeyCore

extension Confirmation {
    /// Why free text behind a telling name is program text and no secret; `nil` when it may be one.
    ///
    /// Rules with a fixed structure never come here. Where values are quoted, a bare word is an expression and a readable one a label;
    /// configuration may hold readable secrets, but no calls and no `a.b.c`.
    func expressionReason(_ secret: Range<Int>, in view: Span<UInt8>, isNamed: Bool) -> String? {
        let value = view.extracting(secret)
        if KnownForm.isIdentifierPath(value) { return "an identifier" }
        guard isNamed else { return nil }
        switch syntax {
        case .assignments, .yaml, .shell: return KnownForm.isCall(value) ? "an expression" : nil
        case .code, .text:
            if !isQuoted(secret, view) {
                if syntax == .text { return isTight(secret, view) ? nil : "not quoted, so an expression" }
                guard isLineOfEnvironment(secret, view) else { return "not quoted, so an expression" }
            } else if isSecondArgument(secret, view) {
                return "an argument behind another one"
            }
            let surroundings = CredentialScore.Surroundings(
                promise: CredentialName.Promise(kind: .password, isVague: false), style: .equals, isQuoted: true, isComment: false,
                syntax: syntax, place: place)
            let score = CredentialScore(value, in: surroundings, explains: traces)
            return score.judgement == .harmless ? score.words : nil
        }
    }

    /// Whether the same quote opens and closes the value, or the tags of an element do.
    private func isQuoted(_ secret: Range<Int>, _ view: Span<UInt8>) -> Bool {
        guard secret.lowerBound > 0, secret.upperBound < view.count else { return false }
        let quote = view[secret.lowerBound - 1]
        let next = view[secret.upperBound]
        if quote == UInt8(ascii: ">") { return next == UInt8(ascii: "<") }
        guard "\"'`".utf8.contains(quote) else { return false }
        return next == quote || (next == UInt8(ascii: "\\") && secret.upperBound + 1 < view.count && view[secret.upperBound + 1] == quote)
    }

    /// `sign(jwtSecret, "value")`: the name is an argument of its own, not the key of this value.
    private func isSecondArgument(_ secret: Range<Int>, _ view: Span<UInt8>) -> Bool {
        var index = secret.lowerBound - 1
        while index > 0, view[index - 1] == 0x20 || view[index - 1] == 0x09 { index -= 1 }
        guard index > 1, view[index - 1] == UInt8(ascii: ",") else { return false }
        return !"\"'`".utf8.contains(view[index - 2])
    }

    /// `NAME=value` alone on its line and in capitals: a file for the environment, in a string of several lines.
    private func isLineOfEnvironment(_ secret: Range<Int>, _ view: Span<UInt8>) -> Bool {
        let line = view.line(at: secret.lowerBound)
        guard isTight(secret, view), secret.upperBound == line.upperBound else { return false }
        var index = line.lowerBound
        while index < line.upperBound, view[index] == 0x20 || view[index] == 0x09 { index += 1 }
        guard index < secret.lowerBound - 1 else { return false }
        return (index..<secret.lowerBound - 1).allSatisfy {
            (0x41...0x5A).contains(view[$0]) || view[$0].isASCIIDigit || view[$0] == UInt8(ascii: "_")
        }
    }

    /// `NAME=value` without blanks, as environments are printed.
    private func isTight(_ secret: Range<Int>, _ view: Span<UInt8>) -> Bool {
        secret.lowerBound > 0 && view[secret.lowerBound - 1] == UInt8(ascii: "=")
    }
}
