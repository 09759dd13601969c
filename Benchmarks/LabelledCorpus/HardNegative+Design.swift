extension HardNegative {
    /// What the generic rule must leave alone, to tune on.
    static let design: [HardNegative] = placeholders + references + machineValues + texts + code + samples

    /// Keys that documentation prints, and that everybody copies.
    private static let samples = negatives(
        "documented sample",
        [
            ("a.env", "AWS_ACCESS_KEY_ID=AKIA{text:IOSFODNN7EXAMPLE}"),
            (
                "a.js",
                "const token = \"{base64url:{\"alg\":\"HS256\",\"typ\":\"JWT\"}}.{base64url:{\"sub\":\"1234567890\",\"name\":\"John Doe\",\"iat\":1516239022}}."
                    + "SflKxwRJSMeKKF2Q{text:T4fwpMeJf36POk6yJV_adQssw5c}\";"
            ),
        ])

    private static let placeholders = negatives(
        "placeholder",
        [
            (".env", "DB_PASSWORD=changeme"), (".env", "API_KEY=your-api-key-here"), (".env", "SECRET_KEY=<your secret key>"),
            ("config.yaml", "password: \"********\""), ("config.yaml", "api_key: xxxxxxxxxxxxxxxxxxxxxxxx"), (".env", "TOKEN=REPLACE_ME"),
            ("app.py", "password = \"\""), ("config.json", "{\"apiKey\": \"YOUR_API_KEY\"}"), (".env", "AUTH_TOKEN=insert_token_here"),
            ("settings.py", "SECRET_KEY = 'todo'"), ("values.yaml", "adminPassword: \"CHANGE-ME-PLEASE\""), (".env", "SMTP_PASS=null"),
            ("main.tf", "password = \"placeholder\""), ("config.js", "clientSecret: 'client-secret',"),
            ("a.properties", "db.password=@db.password@"),
        ])

    private static let references = negatives(
        "reference",
        [
            ("docker-compose.yml", "      DB_PASSWORD: ${DB_PASSWORD}"), ("docker-compose.yml", "      TOKEN: ${TOKEN:-}"),
            ("config.js", "const apiKey = process.env.API_KEY;"), ("app.py", "password = os.environ[\"DB_PASSWORD\"]"),
            ("app.py", "secret = getenv('SESSION_SECRET')"), ("values.yaml", "password: {{ .Values.db.password }}"),
            ("build.yml", "        token: ${{ secrets.GITHUB_TOKEN }}"), ("main.go", "password := viper.GetString(\"db.password\")"),
            ("main.c", "snprintf(url, sizeof url, \"password=%s\", password);"), ("app.rb", "token = ENV.fetch('TOKEN')"),
            ("App.java", "String password = config.getProperty(\"password\");"), ("main.tf", "password = var.db_password"),
            ("deploy.sh", "TOKEN=\"$(cat /run/secrets/token)\""), ("deploy.sh", "export API_KEY=$API_KEY"),
            ("k8s.yaml", "  password: $(DB_PASSWORD)"),
            ("app.php", "'password' => env('DB_PASSWORD', ''),"), ("t.yaml", "api_key: !vault secret/data/api"),
            ("p.xml", "<password>${env.PASS}</password>"),
        ])

    private static let machineValues = negatives(
        "machine value",
        [
            ("a.json", "{\"tokenId\": \"{uuid}\"}"), ("a.yaml", "key: {uuid}"), ("Podfile.lock", "PODFILE CHECKSUM: {hex:40}"),
            ("package-lock.json", "      \"integrity\": \"sha512-{b64:86}==\","), ("go.sum", "github.com/acme/token v1.2.3 h1:{b64:43}="),
            ("a.py", "commit = \"{hex:40}\""), ("Cargo.lock", "checksum = \"{hex:64}\""), ("a.yaml", "image: acme/api@sha256:{hex:64}"),
            ("a.js", "const tokenExpiry = \"2026-03-01T10:00:00Z\";"), ("a.toml", "secret_version = \"12.4.1\""),
            ("a.yaml", "key_file: /etc/ssl/private/server.pem"),
            ("a.json", "{\"keyboard\": \"qwertz\", \"keyCode\": \"KeyA\"}"),
            ("a.html", "<div id=\"token-{lower:6}\" class=\"password-field\"></div>"),
            ("a.css", ".icon { background: url(data:image/png;base64,iVBORw0KGgo{b64:200}) }"),
            ("a.json", "{\"publicKey\": \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA{b64:43}\"}"),
            ("a.yml", "password_min_length: 12"), ("a.ini", "token_ttl = 3600"), ("a.json", "{\"cacheKey\": \"user:profile:v2\"}"),
            ("a.py", "PRIMARY_KEY = \"customer_id\""), ("a.js", "localStorage.setItem('authToken', response.data.token);"),
        ])

    private static let texts = negatives(
        "text",
        [
            ("locales/en.yml", "  password: \"Password\"\n  password_hint: \"At least eight characters\""),
            ("locales/de.json", "{\"forgot_password\": \"Passwort vergessen?\"}"),
            ("locales/fr.json", "{\"password\": \"Mot de passe\", \"secret\": \"Question secrète\"}"),
            ("README.md", "Set `password` to the password of your account."),
            ("a.html", "<label for=\"password\">Password:</label> <input type=\"password\" name=\"password\">"),
            ("a.py", "help = \"password: the user's password\""),
            ("a.js", "throw new Error('invalid token: expected identifier');"),
            ("a.py", "raise ValueError(\"api_key: must not be empty\")"),
            ("man.txt", "--password FILE   read the password from FILE"), ("a.go", "log.Printf(\"password: %v\", err)"),
            ("a.md", "| token | The access token of the user |"),
        ])

    private static let code = negatives(
        "code",
        [
            ("a.ts", "interface Login { password: string; token?: string; }"), ("a.swift", "let password: String = textField.text ?? \"\""),
            ("a.py", "def login(user, password=None, token=None):"), ("a.java", "private String password;"),
            ("a.go", "Password string `json:\"password\"`"),
            ("a.js", "const password = generatePassword(16);"), ("a.js", "const secret = crypto.randomBytes(32).toString('hex');"),
            ("a.rb", "validates :password, presence: true, length: { minimum: 8 }"), ("a.py", "token = response.json()[\"access_token\"]"),
            ("a.cs", "public string ApiKey { get; set; }"), ("a.kt", "val token = prefs.getString(\"token\", null)"),
            ("a.c", "if (password == NULL) return -1;"),
            ("a.rs", "let secret: Vec<u8> = hkdf.expand(info);"), ("a.php", "$password = $_POST['password'];"),
            ("a.sql", "SELECT password FROM users WHERE token = ?"),
            ("a.js", "expect(form.password).toBe(confirmPassword);"),
            ("a.py", "KEYWORDS = {'token': TokenType.IDENT, 'secret': TokenType.SECRET}"),
        ])

    static func negatives(_ family: String, _ lines: [(path: String, text: String)]) -> [HardNegative] {
        lines.map { HardNegative(family, $0.path, $0.text) }
    }
}
