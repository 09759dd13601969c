internal import RekeyCore
internal import RekeySupabase
internal import Testing

/// Keys by name, as Edge Functions get them.
@Suite struct APIKeyMapTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let kind: KeyInspection.Kind
        var isDamaged = false
        var says: [String] = []
        var testDescription: String { name }
    }

    private static func key(_ prefix: String, _ random: String = "AAECAwQFBgcI" + "CQoLDA0ODw", ref: String = Minting.ref) -> String {
        String(decoding: Minting.apiKey("sb_" + prefix, random: random, ref: ref), as: UTF8.self)
    }

    private static let secret = key("secret_")
    private static let other = key("secret_", "BBECAwQFBgcI" + "CQoLDA0ODw")
    private static let publishable = key("publishable_")
    private static let ownStack = key("secret_", ref: SupabaseAPIKey.selfHostedRef)

    static let cases: [Case] = [
        Case(
            name: "one secret key", text: #"{"default":"\#(secret)"}"#, kind: .secretKeyMap,
            says: ["default: secret API key", "unproven:", "full access", "revoke the key that leaked"]),
        Case(
            name: "two secret keys", text: #"{"default":"\#(secret)","jobs":"\#(other)"}"#, kind: .secretKeyMap,
            says: ["jobs: secret API key"]),
        Case(name: "publishable key", text: #"{ "default" : "\#(publishable)" }"#, kind: .publishableKeyMap, says: ["public by design"]),
        Case(name: "both kinds", text: #"{"a":"\#(publishable)","b":"\#(secret)"}"#, kind: .secretKeyMap, says: ["full access"]),
        Case(
            name: "as an assignment", text: "SUPABASE_SECRET_KEYS='{\"default\":\"\(secret)\"}'\n", kind: .secretKeyMap,
            says: ["the name in front of the value was taken off"]),
        Case(name: "escaped, as in logs", text: #"{\"default\":\"\#(secret)\"}"#, kind: .secretKeyMap, says: ["default: secret API key"]),
        Case(name: "of a stack of one's own", text: #"{"default":"\#(ownStack)"}"#, kind: .secretKeyMap, says: ["proven:", "self-hosted"]),
        Case(
            name: "one key cut off", text: #"{"default":"\#(secret)","jobs":"\#(other.dropLast(3))"}"#, kind: .secretKeyMap,
            isDamaged: true,
            says: ["jobs: ", "3 characters are missing", "works nowhere"]),
        Case(
            name: "a name that is no name", text: #"{"\u001b[2J":"\#(secret)"}"#, kind: .secretKeyMap,
            says: ["a name that cannot be shown"]),
        Case(name: "other texts beside keys", text: #"{"default":"\#(secret)","note":"x"}"#, kind: .unknown),
        Case(name: "empty", text: "{}", kind: .unknown),
        Case(name: "not closed", text: #"{"default":"\#(secret)""#, kind: .unknown),
    ]

    @Test("a map is told with every key in it, and none is shown", arguments: cases)
    func told(_ c: Case) {
        let inspection = KeyInspection(bytes: Array(c.text.utf8), now: KeyInspectionTests.now)
        #expect(inspection.kind == c.kind)
        #expect((inspection.damage != nil) == c.isDamaged)
        let text = inspection.lines.joined(separator: "\n")
        for phrase in c.says { #expect(text.contains(phrase), "\(text)") }
        for key in [Self.secret, Self.other, Self.publishable, Self.ownStack] { #expect(!text.contains(key.suffix(12))) }
        #expect(!text.unicodeScalars.contains("\u{1B}"))
    }

    @Test("keys are held against the project given")
    func projects() throws {
        let ref = try #require(ProjectRef(Minting.ref))
        let foreign = try #require(ProjectRef(String(Minting.ref.reversed())))
        let text = Array(#"{"default":"\#(Self.secret)","jobs":"\#(Self.other)"}"#.utf8)
        let fits = KeyInspection(bytes: text, known: KeyInspection.Known(refs: [ref]), now: KeyInspectionTests.now)
        #expect(fits.projectRef == ref && !fits.isRefuted)
        #expect(KeyInspection(bytes: text, known: KeyInspection.Known(refs: [foreign]), now: KeyInspectionTests.now).isRefuted)
    }

    @Test("damaged maps give an answer, never a trap")
    func hostile() {
        let text = Array(#"{"default":"\#(Self.secret)","jobs":"\#(Self.other)"}"#.utf8)
        for length in 0..<text.count { _ = KeyInspection(bytes: Array(text.prefix(length)), now: 0).lines }
        let deep = Array((String(repeating: "{\"a\":", count: 200) + "1").utf8)
        #expect(KeyInspection(bytes: deep, now: 0).kind == .unknown)
    }
}
