internal import RekeyCore

/// Discord's bot tokens start with the bot's ID in base64.
///
/// Source: docs.discord.com, "Reference: Snowflakes": milliseconds since 2015 in the upper 42 bits.
package enum Snowflake {
    private static let epochSeconds: Int64 = 1_420_070_400
    private static let digitCounts = 17...20

    /// Judges `token`, whose first part ends at the first dot.
    package static func proof(of token: [UInt8]) -> Proof {
        guard let dot = token.firstIndex(of: UInt8(ascii: ".")), case let part = Array(token[..<dot]),
            let digits = Base64.decode(part.span),
            digitCounts.contains(digits.count), digits.allSatisfy(\.isASCIIDigit),
            let number = UInt64(String(decoding: digits, as: UTF8.self))
        else { return .refuted("its first part is no ID in base64") }
        let seconds = epochSeconds + Int64(number >> 22) / 1000
        return .says("bot \(number), made \(CalendarDate(secondsSince1970: Int(seconds)))")
    }
}
