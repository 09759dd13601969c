internal import RekeyCore
internal import RekeyRules

/// A credential that leaks into logs, and what has to be found of it.
struct LogSecret: Sendable {
    var rule: RuleID
    var severity: Severity
    /// The variable that holds it.
    var name: String
    /// As it is written; the secret proper between `‹` and `›`.
    private var template: String

    /// The credential in a text, and what of it is the secret.
    var value: String { text.0 }
    var secret: String { text.1 }

    private var text: (String, String) {
        let made = ExampleTemplate(template, seed: 7)
        let secret = made.secret.map { made.text[$0] } ?? made.text[...]
        return (String(decoding: made.text, as: UTF8.self), String(decoding: secret, as: UTF8.self))
    }

    // Why cut: no scanner may take a template for what it makes.
    private static let role =
        #"{base64url:{"alg":"HS256","typ":"JWT"}}.{base64url:{"iss":"supabase","ref":"{lower:20}","role":"service_role","#
        + #""iat":17{digit:8},"exp":20{digit:8}}}.{b64url:43}"#

    static let all = [
        LogSecret(
            rule: "supabase.secret-key", severity: .critical, name: "SUPABASE_SECRET_KEY", template: "sb_" + "secret_{b64url:22}_{b64url:8}"
        ),
        LogSecret(rule: "supabase.service-role-jwt", severity: .critical, name: "SERVICE_ROLE_KEY", template: role),
        LogSecret(rule: "stripe.secret-key", severity: .critical, name: "STRIPE_SECRET_KEY", template: "sk_" + "live_51{alnum:97}"),
        LogSecret(rule: "github.pat", severity: .critical, name: "GITHUB_TOKEN", template: "{sum:github:ghp_{alnum:30}}"),
        LogSecret(
            rule: "postgres.url", severity: .critical, name: "DATABASE_URL",
            template: "postgresql:" + "//app:‹{alnum:20}›@db.internal.corp:5432/app"),
        LogSecret(
            rule: "google-chat.webhook", severity: .high, name: "CHAT_WEBHOOK",
            template: "https:" + "//chat.googleapis.com/v1/spaces/AAAA{alnum:7}/messages?key=AIza{alnum:35}&token=‹{b64url:43}›"),
    ]
}
