internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct KeyDamageTests {
    private static let now: Int64 = 1_767_225_600
    private static let secretKey = Minting.apiKey("sb_" + "secret_", ref: Minting.ref)
    private static let token = Minting.token(KeyInspectionTests.hostedPayload, secret: KeyInspectionTests.secret)
    private static let accessToken = Array("sbp_" + Minting.hex(40))

    /// A broken key and what is said of it.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let text: [UInt8]
        let damage: KeyDamage
        let kind: KeyInspection.Kind

        init(_ description: String, _ text: [UInt8], _ damage: KeyDamage, _ kind: KeyInspection.Kind) {
            (self.description, self.text, self.damage, self.kind) = (description, text, damage, kind)
        }
    }

    private static func changed(_ text: [UInt8], at index: Int, to byte: Character) -> [UInt8] {
        var text = text
        text[index] = byte.asciiValue ?? 0
        return text
    }

    private static let secondDot = token.lastIndex(of: UInt8(ascii: ".")) ?? 0
    private static let firstDot = token.firstIndex(of: UInt8(ascii: ".")) ?? 0

    @Test(
        "what broke is named, and where",
        arguments: [
            Case("key cut in the checksum", Array(secretKey.dropLast(3)), .cut(part: "the checksum", missing: 3), .secretKey),
            Case("key cut in the random part", Array(secretKey.prefix(20)), .cut(part: "the random part", missing: 21), .secretKey),
            Case("prefix alone", Array(secretKey.prefix(10)), .cut(part: "the random part", missing: 31), .secretKey),
            Case("key too long", secretKey + [65], .surplus(count: 1), .secretKey),
            Case("foreign character", changed(secretKey, at: 12, to: "+"), .foreign(part: "the random part", position: 13), .secretKey),
            Case("foreign checksum", changed(secretKey, at: 40, to: "/"), .foreign(part: "the checksum", position: 41), .secretKey),
            Case(
                "no separator", changed(secretKey, at: 32, to: "A"), .foreign(part: "the place of the underscore", position: 33), .secretKey
            ),
            Case("masked key", Array(secretKey.prefix(14)) + Array("••••••••"), .masked, .secretKey),
            Case("key with an ellipsis", Array(secretKey.prefix(14)) + Array("..."), .masked, .secretKey),
            Case("key with a blank inside", Array(secretKey.prefix(14)) + [32] + Array(secretKey.dropFirst(14)), .broken, .secretKey),
            Case("token cut in the signature", Array(token.dropLast(5)), .cut(part: "the signature", missing: 5), .serviceToken),
            Case("token without its signature", Array(token.prefix(secondDot)), .cut(part: "the signature", missing: nil), .otherToken),
            Case(
                "token ending at the last dot", Array(token.prefix(secondDot + 1)), .cut(part: "the signature", missing: nil), .otherToken),
            Case("token cut in the payload", Array(token.prefix(secondDot - 20)), .cut(part: "the payload", missing: nil), .otherToken),
            Case("token cut in the header", Array(token.prefix(20)), .cut(part: "the header", missing: nil), .otherToken),
            Case("header alone", Array(token.prefix(firstDot)), .cut(part: "the payload", missing: nil), .otherToken),
            Case(
                "payload with a lost character", Array(token.prefix(firstDot + 4)) + Array(token.dropFirst(firstDot + 5)),
                .unreadable(part: "the payload"), .otherToken),
            Case("token too long", token + Array("AAAA"), .surplus(count: 4), .serviceToken),
            Case("four parts", token + Array(".AA"), .surplus(count: 3), .otherToken),
            Case(
                "foreign character in a token", changed(token, at: secondDot + 3, to: "+"),
                .foreign(part: "the signature", position: secondDot + 4), .otherToken),
            Case(
                "access token cut", Array(accessToken.dropLast(2)), .cut(part: "the hexadecimal digits", missing: 2), .personalAccessToken),
            Case("access token too long", accessToken + [65], .foreign(part: "the hexadecimal digits", position: 45), .personalAccessToken),
            Case(
                "access token in capitals", changed(accessToken, at: 5, to: "A"), .foreign(part: "the hexadecimal digits", position: 6),
                .personalAccessToken),
            Case("hook secret cut", Array("v1," + "whsec_" + "AbCdEf"), .cut(part: "the base64 text", missing: nil), .hookSecret),
        ])
    func damage(_ c: Case) {
        let inspection = KeyInspection(bytes: c.text, now: Self.now)
        #expect(inspection.damage == c.damage)
        #expect(inspection.kind == c.kind)
        #expect(inspection.lines.contains { $0.hasPrefix("damaged:") && $0.contains(c.damage.words) })
        #expect(inspection.access == .nothing("works nowhere as it is"))
    }

    @Test("every shorter prefix of a key is damage, never a whole key", arguments: [secretKey, token, accessToken])
    func prefixes(_ key: [UInt8]) {
        for count in 10..<key.count {
            let inspection = KeyInspection(bytes: Array(key.prefix(count)), now: Self.now)
            #expect(inspection.damage != nil)
        }
        #expect(KeyInspection(bytes: key, now: Self.now).damage == nil)
    }
}
