extension HardNegative {
    /// What the generic rule must leave alone, only ever scored.
    static let heldOut: [HardNegative] =
        heldOutPlaceholders + heldOutReferences + heldOutValues + heldOutTexts + heldOutCode + heldOutSamples

    private static let heldOutSamples = negatives(
        "documented sample",
        [
            ("a.env", "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/{text:K7MDENG/bPxRfiCYEXAMPLEKEY}"),
            ("a.tf", "access_key = \"AKIA{text:I44QH8DHBEXAMPLE}\""), ("a.yml", "  token: ghp_{text:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx}"),
        ])

    private static let heldOutPlaceholders = negatives(
        "placeholder",
        [
            ("app.env", "PGPASSWORD=PASSWORD_GOES_HERE"), ("stack.yml", "  AUTH_SECRET: \"<generate with openssl rand>\""),
            ("a.tfvars", "api_token = \"...\""),
            (".env", "MAIL_PASSWORD=none"), (".env", "PARTNER_KEY=___PARTNER_KEY___"), ("a.yaml", "bindPassword: secret"),
            ("a.json", "{\"accessToken\": \"{your-access-token}\"}"),
            (".env", "HMAC_SECRET=FIXME"), ("b.properties", "mail.password=${mail.password}"), ("c.ini", "auth_pass = dummy"),
            ("d.py", "API_TOKEN = \"API_TOKEN\""),
            ("e.toml", "passwd = \"your_database_password\""), ("f.yaml", "token: abc123"), ("g.env", "SESSION_KEY=0000000000000000"),
            ("h.php", "define('AUTH_KEY', 'put your unique phrase here');"),
            ("i.rb", "config.api_key = 'xxx-xxx-xxx'"), ("j.env", "LICENSE_KEY=ENTER-YOUR-KEY"), ("k.js", "apiSecret: '[REDACTED]',"),
        ])

    private static let heldOutReferences = negatives(
        "reference",
        [
            ("stack.yml", "      PASSWORD_FILE: /run/secrets/db_password"), ("a.yml", "password: \"{{ vault_db_password }}\""),
            ("a.yml", "token: $__file{/etc/secrets/token}"),
            ("a.ex", "password: System.fetch_env!(\"DB_PASS\")"), ("a.rs", "let token = std::env::var(\"TOKEN\")?;"),
            ("a.cs", "var secret = Configuration[\"Jwt:Secret\"];"),
            ("a.kt", "val apiKey = BuildConfig.API_KEY"), ("a.py", "passwd = keyring.get_password('svc', user)"),
            ("a.ps1", "$token = $env:GITHUB_PAT"),
            ("a.go", "fmt.Sprintf(\"token=%s&id=%d\", token, id)"), ("a.groovy", "password = credentials('nexus-password')"),
            ("a.yml", "  secretName: tls-secret"),
            ("a.yml", "  valueFrom:\n    secretKeyRef:\n      name: db\n      key: password"),
            ("a.tf", "api_key = data.vault_generic_secret.api.data[\"key\"]"), ("a.jl", "token = ENV[\"TOKEN\"]"),
            ("a.bat", "set TOKEN=%CI_TOKEN%"), ("a.bicep", "param adminPassword string = newGuid()"),
            ("a.erb", "password: <%= ENV['DB_PASSWORD'] %>"), ("a.j2", "secret_key = {{ app_secret | quote }}"),
            ("a.yml", "apiKey: ref+vault://kv/api#key"), ("a.env", "DB_PASSWORD=op://prod/db/password"),
            ("a.yaml", "password: ENC[AES256_GCM,data:{b64:24},iv:{b64:43}=,tag:{b64:22}==,type:str]"),
        ])

    private static let heldOutValues = negatives(
        "machine value",
        [
            ("poetry.lock", "    {file = \"token-1.0.whl\", hash = \"sha256:{hex:64}\"},"), ("yarn.lock", "  integrity sha512-{b64:86}=="),
            ("a.json", "{\"keyId\": \"{uuid}\", \"alg\": \"RS256\"}"),
            ("Gemfile.lock", "   revision: {hex:40}"), ("flake.lock", "        \"narHash\": \"sha256-{b64:43}=\","),
            ("a.yaml", "  checksum/secret: {hex:64}"), ("a.html", "<script integrity=\"sha384-{b64:64}\" src=\"token.js\"></script>"),
            ("a.c", "#define TOKEN_BUFFER_SIZE 4096"), ("a.py", "secret_length = 32"), ("a.toml", "token_lifetime = \"15m\""),
            ("a.xml", "<string name=\"password_toggle\">{lower:6}</string>"),
            ("a.svg", "<image href=\"data:image/jpeg;base64,/9j/4AAQSkZJRg{b64:300}\"/>"),
            ("a.pem", "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE{b64:86}==\n-----END PUBLIC KEY-----"),
            ("a.json", "{\"partitionKey\": \"tenant#42\", \"sortKey\": \"order#2026-01-01\"}"),
            ("a.ts", "const STORAGE_KEY = 'acme.preferences.v3';"), ("a.js", "testId: 'password-input',"),
            ("a.yaml", "  hotkey: ctrl+shift+k"), ("a.csv", "key,token,count\nalpha,beta,12"), ("a.css", ".token.keyword { color: #a0f }"),
            ("a.sql", "CREATE INDEX users_token_key ON users (token);"),
            ("known_hosts", "git.acme.dev ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB{b64:340}"),
            ("a.json", "{\"secretArn\": \"arn:aws:secretsmanager:eu-west-1:{digit:12}:secret:db-{alnum:6}\"}"),
            ("a.yaml", "passwordSecret:\n  name: db-credentials\n  key: password"),
            ("a.map", "{\"version\":3,\"mappings\":\"AAAA,SAASA,KAAK{alpha:120}\"}"),
        ])

    private static let heldOutTexts = negatives(
        "text",
        [
            ("lang/es.php", "'password' => 'La contraseña debe tener seis caracteres.',"),
            ("i18n/it.ts", "enterPassword: 'Inserisci la password',"), ("po/nl.po", "msgid \"Password\"\nmsgstr \"Wachtwoord\""),
            ("a.vue", "<input v-model=\"form.password\" placeholder=\"Password\" />"),
            ("a.rst", "The token: a string returned by the server."), ("a.py", "\"\"\"secret -- the shared secret, as bytes\"\"\""),
            ("a.js", "placeholder=\"Enter your API key\""), ("a.cc", "LOG(ERROR) << \"Bad token: unexpected end\";"),
            ("a.md", "```\nlogin --password <password>\n```"), ("a.properties", "error.password=The password is wrong"),
            ("a.tsx", "<Field label=\"Secret access key\" name=\"secretAccessKey\" />"),
            ("a.rb", "# password: the plain password given by the user"), ("a.strings", "\"password.title\" = \"Choose a password\";"),
        ])

    private static let heldOutCode = negatives(
        "code",
        [
            ("a.ts", "type Credentials = { apiKey: ApiKey; secret: Secret };"),
            ("a.py", "password: Optional[str] = Field(default=None, min_length=8)"),
            ("a.go", "type Config struct { Token string `yaml:\"token\"` }"),
            ("a.java", "@Value(\"${api.secret}\") String apiSecret;"),
            ("a.rs", "pub struct Auth { pub token: String, password: SecretString }"), ("a.js", "const token = jwt.sign(payload, secret);"),
            ("a.py", "self.token = self._next_token()"), ("a.c", "char *password = getpass(\"Password: \");"),
            ("a.swift", "keychain.set(password, forKey: \"password\")"), ("a.cs", "Assert.Equal(expected.Token, actual.Token);"),
            ("a.php", "$hash = password_hash($password, PASSWORD_BCRYPT);"),
            ("a.rb", "t.string :encrypted_password, null: false, default: ''"), ("a.scala", "case Token(secret) => verify(secret)"),
            ("a.cpp", "auto key = map.find(\"secret\");"), ("a.graphql", "type Session { token: String!, refreshToken: String }"),
            ("a.proto", "string client_secret = 3;"), ("a.hs", "data Token = Token { secret :: ByteString }"),
            ("a.ts", "private readonly tokenKey = Symbol('token');"), ("a.js", "password: Joi.string().min(8).required(),"),
            ("a.py", "parser.add_argument('--api-key', dest='api_key', default=None)"),
            ("a.lua", "local token = tokens[i]"), ("a.css.ts", "export const secretPanel = style({ display: 'none' });"),
            ("a.vb", "Public Property Password As String"),
            ("a.dart", "final TextEditingController passwordController = TextEditingController();"),
        ])
}
