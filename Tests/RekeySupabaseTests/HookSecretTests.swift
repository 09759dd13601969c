internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct HookSecretTests {
    static let payload = String(decoding: Base64.encode(Array("synthetic hook secret of a test run").span, padded: true), as: UTF8.self)
    static let versioned = "v1," + "whsec_" + payload

    @Test(
        "each form is read where it may be one",
        arguments: [
            (versioned, nil, [HookSecret.Form.versioned]), (versioned, "SEND_SMS_HOOK_SECRET", [.versioned]),
            (versioned + "|" + versioned, nil, [.versioned, .versioned]), ("whsec_" + payload, "SEND_EMAIL_HOOK_SECRET", [.prefixed]),
            ("whsec_" + payload, nil, []), ("whsec_" + payload, "STRIPE_WEBHOOK_SECRET", []), (payload, "SEND_EMAIL_HOOK_SECRET", [.bare]),
            (payload, nil, []), (versioned + "|", nil, []), ("|" + versioned, nil, []), (versioned + "|nonsense", nil, []), ("", nil, []),
            ("v1," + "whsec_" + "short", nil, []), ("v1," + "whsec_" + String(repeating: "A", count: 89), nil, []),
            ("v1," + "whsec_" + payload.replacing("g", with: "-"), nil, []), ("v1a," + "whpk_" + payload, nil, []),
        ] as [(String, String?, [HookSecret.Form])])
    func forms(_ text: String, _ variable: String?, _ forms: [HookSecret.Form]) {
        let secrets = HookSecret.parse(bytes: Array(text), variable: variable)
        #expect(secrets.map(\.form) == forms)
        #expect(secrets.allSatisfy { $0.severity == .high && !$0.isDemo })
    }

    @Test("ranges of a list cover its parts")
    func ranges() {
        let count = Self.versioned.utf8.count
        let ranges = HookSecret.parse(bytes: Array(Self.versioned + "|" + Self.versioned)).map(\.range)
        #expect(ranges == [0..<count, count + 1..<2 * count + 1])
    }

    @Test("the example of the compose file is a demo in every form")
    func demo() throws {
        let payload = String(
            decoding: Base64.encode(Array("This is an example of a shorter Base64 string").span, padded: true), as: UTF8.self)
        for prefix in ["v1," + "whsec_", "whsec_", ""] {
            let secret = try #require(HookSecret.parse(bytes: Array(prefix + payload), variable: "GOTRUE_HOOK_SEND_SMS_SECRETS").first)
            #expect(secret.isDemo)
            #expect(secret.severity == .info)
            #expect(DemoValue.isDemo(variable: nil, bytes: Array(prefix + payload)))
        }
    }

    @Test("cut or damaged lists never trap, and a foreign byte is refused")
    func damage() {
        let text = Array(Self.versioned + "|" + Self.versioned)
        for changed in damaged(text) {
            for secret in HookSecret.parse(bytes: changed) { #expect(secret.range.upperBound <= changed.count) }
        }
        for index in text.indices {
            var changed = text
            changed[index] = 0xFF
            #expect(HookSecret.parse(bytes: changed).isEmpty)
        }
    }

    @Test(
        "hook variables are told by name",
        arguments: [
            ("SEND_SMS_HOOK_SECRET", true), ("SEND_EMAIL_HOOK_SECRETS", true), ("GOTRUE_HOOK_CUSTOM_ACCESS_TOKEN_SECRETS", true),
            ("hook_send_email_secrets", true), ("WEBHOOK_SECRET", false), ("STRIPE_WEBHOOK_SECRET", false), ("HOOK_URL", false),
            ("", false),
        ])
    func variables(_ name: String, _ isHook: Bool) {
        #expect(HookSecret.isHookVariable(name) == isHook)
    }
}
