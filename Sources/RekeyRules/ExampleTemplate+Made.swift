internal import RekeyCore
internal import RekeyProof

/// Parts of templates that are computed from others.
extension ExampleTemplate {
    /// `{base64:…}`, `{base64url:…}`, `{escape:…}`, `{sum:…}`, `{pem:…}` and `{macaroon:…}`; `nil` for other names and impossible arguments.
    static func madePart(_ name: Substring, _ argument: Substring, _ generator: inout SplitMix) -> [UInt8]? {
        switch name {
        case "base64", "base64url":
            let inner = expand(Array(argument.utf8)[...], &generator)
            return Base64.encode(inner.span, urlSafe: name == "base64url", padded: name == "base64")
        case "escape": return escaped(expand(Array(argument.utf8)[...], &generator))
        case "sum": return summed(argument, &generator)
        case "pem": return SampleKey(rawValue: String(argument))?.text { random($0, &generator) }
        case "macaroon":
            return Macaroon.sample(
                location: Array(argument.utf8), identifier: random(16, &generator), signature: random(32, &generator))
        default: return nil
        }
    }

    /// `FORMAT:TEXT`: the expansion of `TEXT` with the check digits of that format.
    private static func summed(_ argument: Substring, _ generator: inout SplitMix) -> [UInt8]? {
        guard let colon = argument.firstIndex(of: ":"), let format = ChecksumFormat(rawValue: String(argument[..<colon])) else {
            return nil
        }
        return format.completed(expand(Array(argument[argument.index(after: colon)...].utf8)[...], &generator))
    }

    /// As strings of programs and JSON write it: backslashes before backslashes and quotes, `\n` for line feeds.
    private static func escaped(_ text: [UInt8]) -> [UInt8] {
        text.flatMap { byte -> [UInt8] in
            switch byte {
            case 0x0A: Array(#"\n"#.utf8)
            case UInt8(ascii: "\\"), UInt8(ascii: "\""): [UInt8(ascii: "\\"), byte]
            default: [byte]
            }
        }
    }

    private static func random(_ count: Int, _ generator: inout SplitMix) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
    }
}
