internal import Foundation

/// A synthetic secret, made at run time so that none stands in the sources.
struct Planted: Sendable {
    /// What it is, for messages: never the secret.
    let name: String
    /// How it stands in a `.env` file, with the variable.
    let line: String
    /// The bytes that nobody but the owner may see.
    let core: String

    /// A Slack webhook: a secret that one rule finds wherever it stands.
    static let slack: Planted = {
        var mint = Mint(seed: 31)
        return mint.slack()
    }()
}

/// Makes synthetic secrets; the same seed gives the same ones.
struct Mint {
    private var state: UInt64

    init(seed: UInt64 = 1) { state = seed }

    static let alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    static let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    static let base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

    mutating func text(_ count: Int, _ alphabet: String = Mint.alphanumeric) -> String {
        let letters = Array(alphabet)
        return String(
            (0..<count).map { _ in
                // Source: Knuth's MMIX multiplier; only for tests.
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return letters[Int(state >> 33) % letters.count]
            })
    }

    static func base64URL(_ text: String) -> String { base64URL(Data(text.utf8)) }

    static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    mutating func serviceRole() -> Planted {
        let payload = Self.base64URL(
            #"{"iss":"supabase","ref":"\#(text(20, "abcdefghijklmnopqrstuvwxyz"))","role":"service_role","iat":1700000000,"exp":2100000000}"#
        )
        let token = [Self.base64URL(#"{"alg":"HS256","typ":"JWT"}"#), payload, text(43)].joined(separator: ".")
        return Planted(
            name: "service_role token", line: "SUPABASE_SERVICE_ROLE_KEY=\(token)", core: String(payload.dropFirst(8) + token.suffix(44)))
    }

    mutating func supabaseKey() -> Planted {
        let core = text(22) + "_" + text(8)
        return Planted(name: "Supabase secret key", line: "SUPABASE_SECRET_KEY=sb_" + "secret_\(core)", core: core)
    }

    mutating func googleChat() -> Planted {
        let core = text(43)
        let url = "https://chat.googleapis.com/v1/spaces/AAAA\(text(7))/messages?key=AIza" + "SyDdI0h\(text(28))&token=\(core)"
        return Planted(name: "Google Chat webhook", line: "CHAT_WEBHOOK=\(url)", core: core)
    }

    mutating func slack() -> Planted {
        let core = text(24)
        let url = "https://hooks.slack.com/ser" + "vices/T\(text(9, Self.upper))/B\(text(9, Self.upper))/\(core)"
        return Planted(name: "Slack webhook", line: "SLACK_WEBHOOK_URL=\(url)", core: core)
    }

    mutating func database() -> Planted {
        let core = text(18)
        return Planted(
            name: "database URL", line: "DATABASE_URL=postgresql://app:\(core)" + "@db.acme.dev:5432/shop", core: core)
    }

    mutating func privateKey() -> Planted {
        let lines = [
            "MC4CAQAwBQYDK2VwBCIEIA" + text(42), text(64), text(64),
        ]
        let body = (["-----BEGIN " + "PRIVATE KEY-----"] + lines + ["-----END " + "PRIVATE KEY-----"]).joined(separator: "\n")
        return Planted(name: "private key", line: body, core: lines[1])
    }

    /// A password with quotes and other characters that each format writes in its own way.
    mutating func password() -> Planted {
        let core = "\(text(6))$\(text(5))&\\\"\(text(6))"
        return Planted(name: "password", line: #"ADMIN_PASSWORD='\#(core)'"#, core: core)
    }

    mutating func awsID() -> Planted {
        let core = text(16, Self.base32)
        return Planted(name: "AWS key ID", line: "AWS_ACCESS_KEY_ID=AK" + "IA\(core)", core: core)
    }

    mutating func awsSecret() -> Planted {
        let core = text(18) + "/" + text(21)
        return Planted(name: "AWS secret key", line: "AWS_SECRET_ACCESS_KEY=\(core)", core: core)
    }

    /// One of each kind.
    mutating func everything() -> [Planted] {
        [serviceRole(), supabaseKey(), googleChat(), slack(), database(), privateKey(), password(), awsID(), awsSecret()]
    }
}
