internal import RekeyCore

/// Azure keys that say in clear text which service made them, and when.
///
/// Source: microsoft/security-utilities, `CommonAnnotatedSecurityKey`; read there, not run on published keys, so a failure means nothing.
enum AzureAnnotatedKey {
    private static let summed = 80
    private static let signature = 76..<80
    private static let digitCount = 4

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard text.count >= summed + digitCount, let digits = digits(of: Array(text.prefix(summed))) else {
            return .foreign("an annotated Azure key has \(summed + digitCount) or more characters")
        }
        return text[summed..<(summed + digitCount)].elementsEqual(digits) ? .fits(facts(in: text)) : .differs(isCertain: false)
    }

    /// `body` is everything before the last four characters.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        guard body.count == summed else { return nil }
        return digits(of: body).map { body + $0 }
    }

    /// The checksum in base 62, most significant digit first, filled up behind; its first four characters.
    private static func digits(of body: [UInt8]) -> [UInt8]? {
        guard let bytes = Base64.decode(body.span) else { return nil }
        let check = Marvin32.checkBytes(bytes, seed: AzureKey.seed("Default0"))
        let value = check.reduce(0) { $0 << 8 | UInt32($1) }
        var digits = Digits.write(value, in: Digits.base62, count: 1)
        while digits.count < digitCount { digits.append(UInt8(ascii: "0")) }
        return Array(digits.prefix(digitCount))
    }

    /// The service by its signature, and the year from the letter behind the fixed part.
    private static func facts(in text: [UInt8]) -> [String] {
        var facts: [String] = []
        switch String(decoding: text[signature], as: UTF8.self) {
        case "AZDO": facts.append("Azure DevOps")
        case "ACOG": facts.append("Azure OpenAI or AI services")
        case "AZEG": facts.append("Azure Event Grid")
        default: break
        }
        // Source: provider facts: offset 58 is the year, `A` for 2024.
        let year = text[58]
        if year.isASCIIUpper { facts.append("made in \(2024 + Int(year - UInt8(ascii: "A")))") }
        return facts
    }
}
