internal import RekeyCore
internal import RekeySupabase
internal import RekeyTestSupport
internal import Testing

// Schemes and password in pieces, so that no scanner takes a test for a leak.
private let postgres = "postgres" + "://"
private let postgresql = "postgresql" + "://"
private let word = "s3cr3t" + "-W0rd"

/// A connection with its password marked by `‹` and `›`.
struct ConnectionCase: Sendable, CustomTestStringConvertible {
    var marked: String
    var kind: DatabaseURL.Kind
    var user: String?
    var host: String?
    var port: Int?
    var hasRef = false
    var testDescription: String { marked.replacing("‹", with: "").replacing("›", with: "") }

    /// The text without marks, and where the password stands in it.
    var parts: (text: [UInt8], password: Range<Int>)? {
        guard let open = marked.firstRange(of: "‹"), let close = marked.firstRange(of: "›") else { return nil }
        let before = marked[..<open.lowerBound].utf8.count
        let password = marked[open.upperBound..<close.lowerBound]
        let text = marked[..<open.lowerBound] + password + marked[close.upperBound...]
        return (Array(String(text)), before..<before + password.utf8.count)
    }
}

@Suite struct DatabaseURLTests {
    static let ref = Minting.ref
    static let pooler = "aws-0-eu-west-1.pooler.supabase.com"

    static let connections = [
        ConnectionCase(
            marked: "\(postgresql)postgres:‹\(word)›@db.\(ref).supabase.co:5432/postgres", kind: .direct, user: "postgres",
            host: "db.\(ref).supabase.co", port: 5432, hasRef: true),
        ConnectionCase(
            marked: "\(postgres)postgres.\(ref):‹\(word)›@\(pooler):6543/postgres?pgbouncer=true\"", kind: .pooler,
            user: "postgres.\(ref)", host: pooler, port: 6543, hasRef: true),
        ConnectionCase(
            marked: "\(postgres)postgres:‹\(word)›@\(pooler):6543/postgres?options=reference%3D\(ref)", kind: .pooler, user: "postgres",
            host: pooler, port: 6543, hasRef: true),
        ConnectionCase(
            marked: "jdbc:\(postgresql)db.\(ref).supabase.co:5432/postgres?user=postgres&password=‹\(word)›&ssl=true", kind: .direct,
            user: "postgres", host: "db.\(ref).supabase.co", port: 5432, hasRef: true),
        ConnectionCase(
            marked: "jdbc:\(postgresql)\(pooler):5432/postgres?user=postgres.\(ref)&password=‹\(word)›", kind: .pooler,
            user: "postgres.\(ref)", host: pooler, port: 5432, hasRef: true),
        ConnectionCase(
            marked: "ecto:" + "//app:‹\(word)›@10.1.2.3/app_prod", kind: .local, user: "app", host: "10.1.2.3", port: nil),
        ConnectionCase(
            marked: "prisma+\(postgres)app:‹\(word)›@pg.acme.dev:5433/app", kind: .other, user: "app", host: "pg.acme.dev", port: 5433),
        ConnectionCase(
            marked: "postgresql+asyncpg://app:‹\(word)›@pg.acme.dev/app", kind: .other, user: "app", host: "pg.acme.dev", port: nil),
        ConnectionCase(
            marked: "\(postgres)app:‹p@ss:w0rd›@pg.acme.dev/app", kind: .other, user: "app", host: "pg.acme.dev", port: nil),
        ConnectionCase(
            marked: "\(postgres)app:‹pa/s#s?w0rd›@pg.acme.dev/app", kind: .other, user: "app", host: "pg.acme.dev", port: nil),
        ConnectionCase(
            marked: "\(postgres)app:‹\(word)›@[2001:db8::1]:5432/app", kind: .other, user: "app", host: "[2001:db8::1]", port: 5432),
        ConnectionCase(
            marked: "\(postgres)app:‹\(word)›@one.acme.dev:5432,two.acme.dev:5433/app", kind: .other, user: "app", host: "one.acme.dev",
            port: 5432),
        ConnectionCase(
            marked: "\(postgres)app:‹{{ db.password }}›@pg.acme.dev/app", kind: .other, user: "app", host: "pg.acme.dev", port: nil),
        ConnectionCase(
            marked: "\(postgres)app:‹${env[\"DB_PASS\"]}›@pg.acme.dev/app", kind: .other, user: "app", host: "pg.acme.dev", port: nil),
        ConnectionCase(
            marked: "host=db.\(ref).supabase.co port=5432 user=postgres password=‹\(word)› sslmode=require", kind: .direct,
            user: "postgres", host: "db.\(ref).supabase.co", port: 5432, hasRef: true),
        ConnectionCase(
            marked: "user=postgres.\(ref) password='‹it\\'s s3cr3t›' host=\(pooler)", kind: .pooler, user: "postgres.\(ref)", host: pooler,
            port: nil, hasRef: true),
        ConnectionCase(
            marked: "Host=db.\(ref).supabase.co;Database=postgres;User Id=postgres;Password=‹s3cr3t;W0rd›;SSL Mode=Require", kind: .direct,
            user: "postgres", host: "db.\(ref).supabase.co", port: nil, hasRef: true),
    ]

    @Test("every form is read, and the password found", arguments: connections)
    func forms(_ row: ConnectionCase) throws {
        let (text, password) = try #require(row.parts)
        for lead in ["", "DATABASE_URL=", "url: \""] {
            let shift = lead.utf8.count
            let connection = try #require(DatabaseURL(bytes: Array(lead + String(decoding: text, as: UTF8.self)), at: shift))
            #expect(connection.passwordRange == password.lowerBound + shift..<password.upperBound + shift)
            #expect(connection.range.lowerBound == shift)
            #expect(connection.user == row.user)
            #expect(connection.host == row.host)
            #expect(connection.port == row.port)
            #expect(connection.kind == row.kind)
            #expect(connection.ref?.rawValue == (row.hasRef ? Self.ref : nil))
        }
    }

    @Test("cut or damaged connections never trap, and ranges stay inside", arguments: connections)
    func damage(_ row: ConnectionCase) throws {
        let (text, _) = try #require(row.parts)
        for changed in damaged(text) + damaged(text, flipping: 0x1D) {
            for offset in [-1, 0, changed.count / 2, changed.count, .max] {
                guard let connection = DatabaseURL(bytes: changed, at: offset) else { continue }
                #expect(connection.range.upperBound <= changed.count)
                #expect(connection.range.contains(connection.passwordRange.lowerBound))
                #expect(connection.passwordRange.upperBound <= connection.range.upperBound)
            }
        }
    }

    @Test(
        "what has no password or no scheme of ours is refused",
        arguments: [
            "", "postgres", "\(postgres)", "\(postgres)host/db", "\(postgres)user@host/db", "\(postgres)user:@host/db", "mysql://a:b@c/d",
            "http://a:b@c/d", "\(postgres)localhost:5432/db?email=a@b.c", "\(postgres) a:b@c", "password=x", "host=a port=1",
            "\(postgres)\"a:b@c",
        ])
    func refuses(_ text: String) {
        #expect(DatabaseURL(bytes: Array(text), at: 0) == nil)
    }

    @Test("a keyword string found at its password is read from its start")
    func walksBack() throws {
        let text = Array("db = \"host=pg.acme.dev user=app password=\(word) dbname=app\"")
        let offset = "db = \"host=pg.acme.dev user=app ".utf8.count
        let connection = try #require(DatabaseURL(bytes: text, at: offset))
        #expect(connection.host == "pg.acme.dev")
        #expect(connection.range == 6..<text.count - 1)
    }

    @Test(
        "placeholders are told from passwords",
        arguments: [
            ("[YOUR-PASSWORD]", "db.\(ref).supabase.co", true), ("[PASSWORD]", pooler, true), ("%5BYOUR-PASSWORD%5D", pooler, true),
            ("<password>", pooler, true), ("<your password>", pooler, true), ("${DB_PASSWORD}", pooler, true),
            ("$DB_PASSWORD", pooler, true),
            ("$(cat pw)", pooler, true), ("{{password}}", pooler, true), ("{{ .Values.password }}", pooler, true),
            ("{password}", pooler, true),
            ("#{password}", pooler, true), ("%s", pooler, true), ("%(DB_PASS)s", pooler, true), ("xxxx", pooler, true),
            ("********", pooler, true), ("...", pooler, true), ("password", pooler, true), ("your-password", pooler, true),
            ("YOUR_DB_PASSWORD", pooler, true), ("changeme", pooler, true), ("change_me_now", pooler, true), ("DB_PASSWORD", pooler, true),
            ("postgres", "localhost", true), ("postgres", "db", true), ("app", "localhost", true), ("postgres", "pg.acme.dev", false),
            ("\(word)", "localhost", false), ("\(word)", pooler, false), ("Pa$$w0rd9", pooler, false),
            ("$3cr3tW0rd", pooler, false),
            ("Xk29dLqpZ", pooler, false), ("your-super-secret-and-long-postgres-" + "password", pooler, false),
        ])
    func placeholders(_ password: String, _ host: String, _ isPlaceholder: Bool) throws {
        let connection = try #require(DatabaseURL(bytes: Array("\(postgresql)app:\(password)@\(host):5432/app"), at: 0))
        #expect(connection.isPlaceholderPassword == isPlaceholder)
    }

    @Test("the documented password of a self-hosted stack is a demo value")
    func demo() throws {
        let password = "your-super-secret-and-long-postgres-" + "password"
        let connection = try #require(DatabaseURL(bytes: Array("\(postgres)postgres:\(password)@pg.acme.dev/postgres"), at: 0))
        #expect(connection.isDemoPassword)
        #expect(!connection.isLocalDevelopment)
    }

    @Test(
        "local development databases are recognised",
        arguments: [
            ("\(postgresql)postgres:postgres@127.0.0.1:54322/postgres", true),
            ("\(postgresql)postgres:postgres@localhost:54320/postgres", true),
            ("\(postgresql)postgres:postgres@127.0.0.1:54329/postgres", true), ("\(postgresql)postgres:password@db:5432/app", true),
            ("\(postgresql)postgres:\(word)@127.0.0.1:54322/postgres", false),
            ("\(postgresql)postgres:postgres@pg.acme.dev/postgres", false),
        ])
    func local(_ text: String, _ isLocal: Bool) throws {
        #expect(try #require(DatabaseURL(bytes: Array(text), at: 0)).isLocalDevelopment == isLocal)
    }

    @Test("the password is percent-decoded in URLs, and evidence never holds it")
    func decoding() throws {
        let connection = try #require(DatabaseURL(bytes: Array("\(postgres)postgres:a%40b%2Fc%@db.\(Self.ref).supabase.co/x"), at: 0))
        #expect(connection.password == SecretText(Array("a@b/c%")))
        #expect(connection.evidence == ["direct connection to a hosted project", "project \(Self.ref)", "user postgres"])
    }

    @Test("text without end is read to the limit only")
    func bounded() {
        let text = Array("\(postgres)app:" + String(repeating: "a", count: 1_000_000) + "@host/db")
        #expect(DatabaseURL(bytes: text, at: 0) == nil)
        let words = Array(String(repeating: "host=a password=b ", count: 50_000))
        #expect(DatabaseURL(bytes: words, at: words.count / 2 - 1)?.range.count ?? 0 <= 8_192)
    }

    @Test("text full of opened groups is read in bounded time", arguments: ["[", "{{", "${", "<a", "?", "&password=", "@"])
    func hostileGroups(_ unit: String) {
        let text = Array(String(repeating: postgres + String(repeating: unit, count: 4), count: 4_000).utf8)
        let time = ThreadTime.measure {
            for offset in stride(from: 0, to: text.count, by: postgres.utf8.count + 4 * unit.utf8.count) {
                _ = DatabaseURL(bytes: text, at: offset)
            }
        }
        // Unoptimised and beside other work; searching again and again takes minutes.
        #expect(time < .seconds(20))
    }
}
