internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

/// What the generic rule says and what it leaves alone, end to end.
@Suite struct JudgementTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var path: String
        var testDescription: String { "\(path): \(text)" }

        init(_ text: String, _ path: String = ".env") { (self.text, self.path) = (text, path) }
    }

    private static let password = "kR7" + "$mQ2x" + "Lp9!vT"
    private static let token = Minting.text(32, seed: 21)
    private static let hex = Minting.text(40, of: "0123456789abcdef", seed: 22)
    private static let uuid = "3f2b8c1e-" + "9a4d-4e6f-8b7a-" + "5c0d1e2f3a4b"

    @Test(
        "a secret that somebody made is found",
        arguments: [
            Case("DB_PASSWORD=\(password)"), Case("DB_PASSWORD='\(password)'"), Case("export ADMIN_PASSWORD=\(token)", "deploy.sh"),
            Case("API_TOKEN=\(token)"), Case("api_key: \(token)", "config/app.yml"), Case("const apiKey = \"\(token)\"", "src/app.ts"),
            Case("\"clientSecret\": \"\(token)\"", "config.json"), Case("secret_key = \"\(hex)\"", "settings.py"),
            Case("services:\n  web:\n    environment:\n      - SESSION_SECRET=\(token)\n", "docker-compose.yml"),
            Case("ENV AUTH_TOKEN=\(token)", "Dockerfile"),
            Case("if (password === '\(password)') {", "a.ts"), Case("client.setAuthToken(\"\(token)\")", "src/app.ts"),
            Case("rcuSchemaPassword = '\(password)'", "setup.py"), Case("client.password=parakeet", "client.properties"),
            Case("sysPassword=Oracle" + "_12c", "dbca.rsp"), Case("  password: 'Zq9§wY4" + "-!Fg1L6'", "users.yml"),
            Case("        - name: DB_PASSWORD\n          value: \(token)\n", "k8s/deploy.yaml"),
        ])
    func found(_ c: Case) throws {
        #expect(try Scanning.scan(c.text + "\n", path: c.path).detections.count == 1)
    }

    @Test(
        "references, templates, placeholders, identifiers and texts stay silent",
        arguments: [
            Case("url: redis://%env(resolve:REDIS_PASSWORD)%@%env(resolve:REDIS_HOST)%", "config/cache.yaml"),
            Case("API_TOKEN=$API_TOKEN"), Case("API_TOKEN=${API_TOKEN:-}"), Case("API_TOKEN=$(cat /run/secrets/token)"),
            Case("api_token: {{ .Values.apiToken }}", "templates/a.yaml"),
            Case("api_token: ${{ secrets.API_TOKEN }}", ".github/workflows/ci.yml"),
            Case("const token = process.env.API_TOKEN_VALUE", "a.ts"), Case("token = os.environ['API_TOKEN_VALUE_1']", "a.py"),
            Case("API_TOKEN=<your-token-here-12345>"), Case("API_TOKEN=your_api_token_here_123"), Case("API_TOKEN=changeme1234567890"),
            Case("API_TOKEN=xxxxxxxxxxxxxxxxxxxx1234"), Case("API_TOKEN=********************"), Case("API_TOKEN=op://vault/item/field9"),
            Case("API_TOKEN=vault:secret/data/app#token1"), Case("API_TOKEN="),
            Case("GOTRUE_SMTP_PASS: GOTRUE_SMTP_PASS", "values.yaml"), Case("SMTP_PASSWORD=SMTP_PASSWORD"), Case("API_TOKEN_9=API_TOKEN_9"),
            Case("API_TOKEN=true"), Case("API_TOKEN=null"),
            Case("SESSION_TOKEN_ID=\(uuid)"), Case("password_hash = \"\(hex)\"", "a.py"), Case("tokenDigest: \"\(hex)\"", "a.ts"),
            Case("\"integrity\": \"sha512-\(token)\(token)==\"", "package-lock.json"), Case("secret = \"\(hex)\"", "yarn.lock"),
            Case("integrity=\"sha384-\(token)\(token)\"", "index.html"), Case("TOKEN_FILE=/var/run/secrets/token9"),
            Case("tokenPath = './config/tokens/main1.json'", "a.ts"), Case("password: \"Passwort vergessen?\"", "locales/de.yml"),
            Case("\"password\": \"Ihr neues Passwort\"", "src/i18n/de.json"), Case("passwordLabel = 'Enter9Password'", "a.ts"),
            Case("token: TokenProviderService2", "a.ts"), Case("let secret: SecretTextValue16", "a.swift"),
            Case("tokenizer = \"bert-base-uncased-v1-2024\"", "a.py"), Case("publicKey = \"\(token)\"", "a.ts"),
            Case("access_key = \(token)\nsecret_key = x", ".s3cfg"), Case("ACCESS_KEY_ID=\(token)"),
            Case("PASSWORD_MIN_LENGTH=12"), Case("csrf_token = \"\(token)\"", "a.py"), Case("nextPageToken = \"\(token)\"", "a.ts"),
            Case("if (password === 'password') {", "a.ts"), Case("if (token === 'nextPageToken') {", "a.ts"),
            Case("password = getPassword('main9')", "a.py"),
        ])
    func silent(_ c: Case) throws {
        #expect(try Scanning.ids(c.text + "\n", path: c.path) == [])
    }

    @Test(
        "names that promise a credential, and names that only sound like it",
        arguments: [
            ("DB_PASSWORD", true), ("dbPassword", true), ("db-password", true), ("apiKey", true), ("API_KEY", true), ("apikey", true),
            ("client_secret", true), ("clientSecret", true), ("SECRET_KEY_BASE", true), ("JWT_SECRET", true), ("authToken", true),
            ("smtp_pass", true), ("ENCRYPTION_KEY", true), ("accessKeyId", false), ("filterFirstPass", false), ("client_key", false),
            ("consumerKey", false),
            ("accessKey", true), ("tokenizer", false), ("passport", false),
            ("password_hash", false),
            ("publicKey", false), ("secretName", false), ("token_type", false), ("passwordField", false), ("keyboard", false),
            ("monkey", false),
            ("bypass", false), ("compass", false), ("tokens_per_minute", false), ("csrfToken", false), ("", false), ("_", false),
            ("123", false),
        ])
    func names(_ name: String, _ promises: Bool) {
        let bytes = Array(name.utf8)
        let promise = CredentialName.promise(of: bytes.span)
        #expect((promise != nil) == promises)
    }

    @Test(
        "fillers and references are placeholders, random text is not",
        arguments: [
            ("changeme", true), ("your-api-key", true), ("XXXXXXXXXXXX", true), ("aaaaaaaaaaaa", true), ("$NAME", true), ("${NAME}", true),
            ("{{ name }}", true), ("<token>", true), ("%TOKEN%", true), ("ENV['X']", true), ("", true), ("abab", true),
            ("$2a$10$abcdeXYZ", false),
        ])
    func placeholders(_ value: String, _ isPlaceholder: Bool) {
        let bytes = Array(value.utf8)
        let reason = Placeholder.reason(bytes.span)
        #expect((reason != nil) == isPlaceholder)
    }

    @Test("random machine-made text is never a placeholder of a fixed structure")
    func structured() {
        var refused = 0
        for seed in 0..<2_000 {
            let bytes = Array(Minting.text(40, seed: seed).utf8)
            if Placeholder.reason(bytes.span, structured: true) != nil { refused += 1 }
        }
        #expect(refused == 0)
    }
}
