internal import RekeyCore
internal import RekeyRotation
internal import RekeySupabase
internal import Testing

@Suite struct ReplacementCheckTests {
    private static let now: Int64 = 1_767_225_600
    private static let key = "AIza" + "SyDdI0hSynthetic" + "KeyOfATestRun012345"

    private static func chat(space: String = "AAAAxYz12_Q", token: String) -> String {
        "https://chat.googleapis" + ".com/v1/spaces/\(space)/messages?key=\(key)&token=" + token
    }

    private static func slack(team: String = "T0123ABCD", _ secret: String) -> String {
        "https://hooks.slack" + ".com/services/\(team)/B0123ABCD/" + secret
    }

    private static func discord(id: String, _ token: String) -> String { "https://discord" + ".com/api/webhooks/\(id)/" + token }

    private static func teams(tenant: String = "2", _ secret: String) -> String {
        let (group, owner) = (uuid("1"), uuid("3"))
        return "https://acme.webhook.office" + ".com/webhookb2/\(group)@\(uuid(tenant))/IncomingWebhook/\(secret)/\(owner)"
    }

    private static func flow(_ signature: String) -> String {
        "https://prod-12.westeurope.logic.azure" + ".com:443/workflows/" + random(32, "flow", "0123456789abcdef")
            + "/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + signature
    }

    private static func uuid(_ digit: String) -> String {
        [8, 4, 4, 4, 12].map { String(repeating: digit, count: $0) }.joined(separator: "-")
    }

    /// `count` characters that look random, different for each `seed`.
    private static func random(
        _ count: Int, _ seed: String, _ alphabet: String = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    ) -> String {
        let letters = Array(alphabet)
        var state: UInt64 = seed.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
        return String(
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return letters[Int(state >> 33) % letters.count]
            })
    }

    /// An old value, a new one, and what is said of the change.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        let old: String
        let new: String
        var refusal: ReplacementRefusal?
        var notices: [String] = []
    }

    private static func verdict(_ old: String?, _ new: String) -> ReplacementVerdict {
        let place = ReplacementCheck.Place(old: old.map { SecretText(Array($0.utf8)) }, now: now)
        return ReplacementCheck(ReplacementCheck.kind(of: place), place).judge(bytes: Array(new.utf8))
    }

    private static let oldChat = chat(token: random(43, "old"))
    private static let newChat = chat(token: random(43, "new"))

    @Test(
        "webhook URLs and other values are held against the old one",
        arguments: [
            Case(description: "a new Google Chat webhook of the same space", old: oldChat, new: newChat),
            Case(description: "padding at the end", old: oldChat, new: newChat + "%3D"),
            Case(description: "line end pasted along", old: oldChat, new: newChat + "\n", notices: ["a line end was taken off"]),
            Case(
                description: "the same token with another thread", old: oldChat, new: oldChat + "&threadKey=deploys",
                refusal: .sameSecretInside),
            Case(description: "the same token, padded", old: oldChat, new: oldChat + "%3D", refusal: .sameSecretInside),
            Case(description: "the same URL in quotes", old: oldChat, new: "\"\(oldChat)\"", refusal: .sameAsOld),
            Case(
                description: "another space", old: oldChat, new: chat(space: "AAQAxYz12_Q", token: random(43, "new")),
                refusal: .wrongProject(expected: "AAAAxYz12_Q", found: "AAQAxYz12_Q")),
            Case(
                description: "truncated URL", old: oldChat, new: String(newChat.dropLast(9)),
                refusal: .damaged(.unreadable(part: "the URL"))),
            Case(
                description: "URL cut at the ampersand by a shell", old: oldChat, new: String(newChat.prefix { $0 != "&" }),
                refusal: .damaged(.unreadable(part: "the URL"))),
            Case(
                description: "URL with a blank inside", old: oldChat, new: newChat + " token",
                refusal: .wrongKind(expected: "Google Chat webhook", found: "no webhook URL")),
            Case(
                description: "Slack for Google Chat", old: oldChat, new: slack(random(24, "s")),
                refusal: .wrongKind(expected: "Google Chat webhook", found: "Slack webhook")),
            Case(
                description: "no URL", old: oldChat, new: "hello",
                refusal: .wrongKind(expected: "Google Chat webhook", found: "no webhook URL")),
            Case(
                description: "without TLS", old: oldChat, new: newChat.replacing("https", with: "http"),
                refusal: .wrongKind(expected: "Google Chat webhook", found: "no webhook URL")),
            Case(
                description: "placeholder token", old: oldChat, new: chat(token: String(repeating: "xyz", count: 15)), refusal: .placeholder
            ),
            Case(description: "two URLs", old: oldChat, new: newChat + "\n" + newChat, refusal: .severalValues),
            Case(description: "empty", old: oldChat, new: "", refusal: .empty),
            Case(description: "a new Slack webhook", old: slack(random(24, "a")), new: slack(random(24, "b"))),
            Case(
                description: "the same Slack secret", old: slack(random(24, "a")), new: slack(random(24, "a")) + "/",
                refusal: .sameSecretInside),
            Case(
                description: "another workspace", old: slack(random(24, "a")), new: slack(team: "T9999ABCD", random(24, "b")),
                refusal: .wrongProject(expected: "T0123ABCD", found: "T9999ABCD")),
            Case(
                description: "a new Discord webhook", old: discord(id: "223704706495545355", random(68, "a")),
                new: discord(id: "323704706495545355", random(68, "b"))),
            Case(
                description: "the same Discord webhook under another host", old: discord(id: "223704706495545355", random(68, "a")),
                new: discord(id: "223704706495545355", random(68, "a")).replacing("discord" + ".com", with: "discordapp" + ".com"),
                refusal: .sameSecretInside),
            Case(
                description: "a Discord address alone", old: discord(id: "223704706495545355", random(68, "a")),
                new: "https://discord" + ".com/api", refusal: .damaged(.unreadable(part: "the URL"))),
            Case(
                description: "a new Teams webhook", old: teams(random(32, "a", "0123456789abcdef")),
                new: teams(random(32, "b", "0123456789abcdef"))),
            Case(
                description: "another Teams tenant", old: teams(random(32, "a", "0123456789abcdef")),
                new: teams(tenant: "4", random(32, "b", "0123456789abcdef")),
                refusal: .wrongProject(expected: uuid("2"), found: uuid("4"))),
            Case(description: "a new workflow URL", old: flow(random(43, "a")), new: flow(random(43, "b"))),
            Case(description: "a new password", old: "old passphrase of a test", new: "new passphrase of a test"),
            Case(
                description: "the old password with a line end", old: "old passphrase of a test", new: "old passphrase of a test\n",
                refusal: .sameAsOld),
            Case(
                description: "another provider's token that starts like a JWT", old: "eyJ" + random(60, "o"), new: "eyJ" + random(60, "n")),
            Case(description: "a placeholder for a password", old: "old passphrase of a test", new: "<password>", refusal: .placeholder),
        ])
    func table(_ c: Case) {
        let verdict = Self.verdict(c.old, c.new)
        #expect(verdict.refusal == c.refusal)
        if c.refusal == nil { #expect(verdict.notices == c.notices) }
        let text = "\(verdict) \(verdict.refusal?.words ?? "") \(verdict.refusal?.next ?? "")"
        #expect(!text.contains(Self.random(43, "new").suffix(12)) && !text.contains(Self.random(24, "b").suffix(12)))
    }

    @Test(
        "every kind of webhook address is told, and no shorter prefix of one is",
        arguments: [
            (oldChat, WebhookAddress.Service.googleChat), (slack(random(24, "a")), .slack),
            ("https://hooks.slack" + ".com/triggers/T0123ABCD/1234567890123/" + random(32, "t", "0123456789abcdef"), .slackWorkflow),
            (discord(id: "223704706495545355", random(68, "a")), .discord), (teams(random(32, "a", "0123456789abcdef")), .teams),
            (flow(random(43, "a")), .powerAutomate),
        ])
    func services(_ text: String, _ service: WebhookAddress.Service) {
        let bytes = Array(text.utf8)
        #expect(WebhookAddress(bytes: bytes)?.service == service)
        for count in 0..<bytes.count {
            let shorter = WebhookAddress(bytes: Array(bytes.prefix(count)))
            #expect(shorter == nil || shorter?.secret != WebhookAddress(bytes: bytes)?.secret)
        }
        for index in bytes.indices {
            var changed = bytes
            changed[index] = 0xFF
            #expect(WebhookAddress(bytes: changed) == nil)
        }
    }

    @Test("a Supabase key goes to the Supabase check")
    func supabase() {
        let old = "sbp_" + Self.random(40, "o", "0123456789abcdef")
        #expect(Self.verdict(old, "sbp_" + Self.random(40, "n", "0123456789abcdef")).refusal == nil)
        #expect(
            Self.verdict(old, "sbp_" + Self.random(38, "n", "0123456789abcdef")).refusal
                == .damaged(.cut(part: "the hexadecimal digits", missing: 2)))
    }

    @Test("the caller's rule decides for kinds of its own")
    func generic() {
        let kind = ReplacementCheck.Kind.generic(name: "Acme token") { $0.count == 20 }
        let check = ReplacementCheck(kind, ReplacementCheck.Place(old: nil, now: Self.now))
        #expect(check.judge(bytes: Array(Self.random(20, "n").utf8)).refusal == nil)
        #expect(check.judge(bytes: Array(Self.random(19, "n").utf8)).refusal == .wrongKind(expected: "Acme token", found: "something else"))
    }
}

extension WebhookAddress {
    init?(bytes: [UInt8]) { self.init(bytes.span) }
}

extension ReplacementCheck {
    func judge(bytes: [UInt8]) -> ReplacementVerdict { judge(bytes.span) }
}
