internal import Libcrypto
internal import RekeyCore
internal import Testing

@testable internal import RekeySupabase

/// One row of the table of token makers.
struct OriginCase: Sendable, CustomTestStringConvertible {
    var name: String
    var payload: String
    var origin: TokenOrigin
    var kind: SupabaseJWT.Class
    var severity: Severity?
    var count: Int?
    var testDescription: String { name }
}

@Suite struct SupabaseJWTTests {
    static let now: Int64 = 1_790_000_000
    static let secret = "private-" + "signing-secret-of-this-test-run"
    static let ref = Minting.ref
    static let service = SupabaseJWT.Class.service(role: "service_role")

    static let origins = [
        OriginCase(
            name: "hosted service_role",
            payload: #"{"iss":"supabase","ref":"\#(ref)","role":"service_role","iat":1700000000,"exp":2015576000}"#,
            origin: .hosted, kind: service, severity: .critical, count: 219),
        OriginCase(
            name: "hosted anon", payload: #"{"iss":"supabase","ref":"\#(ref)","role":"anon","iat":1700000000,"exp":2015576000}"#,
            origin: .hosted, kind: .anon, severity: .info, count: 208),
        OriginCase(
            name: "old hosted service_role", payload: #"{"role":"service_role","iat":1640000000,"exp":1955576000}"#,
            origin: .hostedWithoutRef, kind: service, severity: .critical, count: 157),
        OriginCase(
            name: "old hosted anon", payload: #"{"role":"anon","iat":1640000000,"exp":1955576000}"#,
            origin: .hostedWithoutRef, kind: .anon, severity: .info, count: 147),
        OriginCase(
            name: "CLI shape under a private secret", payload: #"{"iss":"supabase-demo","role":"service_role","exp":1983812996}"#,
            origin: .commandLine, kind: service, severity: .critical, count: 164),
        OriginCase(
            name: "old CLI shape under a private secret", payload: #"{"iss":"supabase-demo","role":"anon"}"#,
            origin: .commandLineWithoutExpiry, kind: .anon, severity: .info, count: 131),
        OriginCase(
            name: "newer CLI service_role", payload: #"{"role":"service_role","iss":"supabase","iat":1700000000,"exp":2015360000}"#,
            origin: .commandLineTypeScript, kind: service, severity: .critical, count: 180),
        OriginCase(
            name: "self-host script anon", payload: #"{"role":"anon","iss":"supabase","iat":1700000000,"exp":1857680000}"#,
            origin: .selfHostedScript, kind: .anon, severity: .info, count: 169),
        OriginCase(
            name: "self-host script service_role",
            payload: #"{"role":"service_role","iss":"supabase","iat":1700000000,"exp":1857680000}"#,
            origin: .selfHostedScript, kind: service, severity: .critical, count: 180),
        OriginCase(
            name: "self-host example shape, pretty-printed, private secret",
            payload: prettyDemo(role: "service_role"), origin: .selfHostedExample, kind: service, severity: .critical, count: 223),
        OriginCase(
            name: "hosted user session",
            payload:
                #"{"iss":"https://\#(ref).supabase.co/auth/v1","sub":"u","aud":"authenticated","exp":1790003600,"role":"authenticated"}"#,
            origin: .hostedSession, kind: .userSession, severity: .high, count: nil),
        OriginCase(
            name: "expired user session",
            payload:
                #"{"iss":"https://\#(ref).supabase.co/auth/v1","sub":"u","aud":"authenticated","exp":1789990000,"role":"authenticated"}"#,
            origin: .hostedSession, kind: .userSession, severity: .low, count: nil),
        OriginCase(
            name: "local user session",
            payload: #"{"iss":"http://127.0.0.1:54321/auth/v1","sub":"u","aud":"authenticated","exp":1790003600,"role":"authenticated"}"#,
            origin: .localSession, kind: .userSession, severity: .low, count: nil),
        OriginCase(
            name: "user session under a custom domain",
            payload: #"{"iss":"https://api.acme.dev/auth/v1","sub":"u","exp":1790003600,"role":"authenticated","session_id":"s"}"#,
            origin: .otherSession, kind: .userSession, severity: .high, count: nil),
        OriginCase(
            name: "supabase_admin", payload: #"{"iss":"supabase","role":"supabase_admin"}"#,
            origin: .unknown, kind: .service(role: "supabase_admin"), severity: .critical, count: nil),
        OriginCase(
            name: "supabase_auth_admin without issuer", payload: #"{"role":"supabase_auth_admin"}"#,
            origin: .unknown, kind: .service(role: "supabase_auth_admin"), severity: .critical, count: nil),
        OriginCase(
            name: "postgres", payload: #"{"iss":"supabase","role":"postgres"}"#,
            origin: .unknown, kind: .service(role: "postgres"), severity: .critical, count: nil),
        OriginCase(
            name: "expired service_role", payload: #"{"iss":"supabase","role":"service_role","iat":1,"exp":1700000000}"#,
            origin: .unknown, kind: service, severity: .medium, count: nil),
        OriginCase(
            name: "another role", payload: #"{"iss":"supabase","ref":"\#(ref)","role":"reporting","iat":1,"exp":2000000000}"#,
            origin: .hosted, kind: .other(role: "reporting"), severity: .medium, count: nil),
        OriginCase(
            name: "authenticated without subject", payload: #"{"iss":"supabase","role":"authenticated","exp":1}"#,
            origin: .unknown, kind: .other(role: "authenticated"), severity: .low, count: nil),
        OriginCase(
            name: "foreign token", payload: #"{"iss":"https://accounts.example.com","sub":"u","aud":"app","role":"postgres"}"#,
            origin: .unknown, kind: .notSupabase, severity: nil, count: nil),
        OriginCase(
            name: "foreign anon", payload: #"{"iss":"https://accounts.example.com","role":"anon"}"#,
            origin: .unknown, kind: .notSupabase, severity: nil, count: nil),
        OriginCase(
            name: "no claims", payload: "{}", origin: .unknown, kind: .notSupabase, severity: nil, count: nil),
    ]

    /// The indented payload of the self-hosted example keys; it starts `eyAg` in base64url, two blanks after the brace.
    static func prettyDemo(role: String) -> String {
        "{  \n    \"role\": \"\(role)\",\n    \"iss\": \"supabase-demo\",\n    \"iat\": 1641769200,\n    \"exp\": 1799535600\n}"
    }

    @Test("each maker is recognised by its claims", arguments: origins)
    func origin(_ row: OriginCase) throws {
        let text = Minting.token(row.payload, secret: Self.secret)
        if let count = row.count { #expect(text.count == count) }
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.origin == row.origin)
        #expect(judged.kind == row.kind)
        #expect(judged.severity == row.severity)
        #expect(!judged.demo.isPublic)
    }

    @Test("asymmetric keys of the CLI and of self-hosted stacks are recognised")
    func asymmetricOrigins() throws {
        let pair = try SigningKeyPair(generating: .es256)
        let commandLine = try Minting.token(#"{"iss":"supabase-demo","role":"service_role","exp":2105360000}"#, pair: pair)
        let first = SupabaseJWT(try #require(JSONWebToken(bytes: commandLine)), now: Self.now)
        #expect(first.origin == .commandLineSigningKey)
        #expect(first.demo == .privatelySigned)
        #expect(first.severity == .critical)
        let script = try Minting.token(#"{"role":"anon","iss":"supabase","iat":1700000000,"exp":1857680000}"#, pair: pair)
        #expect(script.split(separator: UInt8(ascii: ".")).last?.count == 86)
        #expect(SupabaseJWT(try #require(JSONWebToken(bytes: script)), now: Self.now).origin == .selfHostedAsymmetric)
    }

    /// Source: the published keys, rebuilt from their claims and the published secrets.
    @Test(
        "published demo keys, rebuilt, are known by their digest",
        arguments: [
            (
                #"{"iss":"supabase-demo","role":"anon","exp":1983812996}"#, DemoJWTSecret.commandLine, 153,
                "public anon key of the Supabase CLI"
            ),
            (
                #"{"iss":"supabase-demo","role":"service_role","exp":1983812996}"#, .commandLine, 164,
                "public service_role key of the Supabase CLI"
            ),
            (#"{"iss":"supabase-demo","role":"anon"}"#, .commandLine, 131, "public anon key of older Supabase CLIs"),
            (#"{"iss":"supabase-demo","role":"service_role"}"#, .commandLine, 141, "public service_role key of older Supabase CLIs"),
        ])
    func knownDemo(_ payload: String, _ secret: DemoJWTSecret, _ count: Int, _ name: String) throws {
        let text = Minting.token(payload, secret: secret.rawValue)
        #expect(text.count == count)
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.demo == .knownDemo(name: name))
        #expect(judged.severity == .info)
        #expect(judged.evidence.contains(name))
    }

    @Test(
        "the self-hosted example keys, rebuilt, are known by their digest",
        arguments: [("anon", "ANON_KEY", 212), ("service_role", "SERVICE_ROLE_KEY", 223)])
    func selfHostedDemo(_ role: String, _ variable: String, _ count: Int) throws {
        let text = Minting.token(Self.prettyDemo(role: role), secret: DemoJWTSecret.selfHosted.rawValue)
        #expect(text.count == count)
        #expect(String(decoding: text, as: UTF8.self).contains(".eyAg"))
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.demo == .knownDemo(name: "public \(variable) of the self-hosted example"))
        #expect(judged.origin == .selfHostedExample)
        #expect(judged.severity == .info)
    }

    @Test("any token under a public secret is demo-signed", arguments: DemoJWTSecret.allCases)
    func demoSigned(_ secret: DemoJWTSecret) throws {
        let text = Minting.token(#"{"role":"service_role","iss":"supabase","iat":1,"exp":2000000000}"#, secret: secret.rawValue)
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.demo == .demoSigned(origin: secret.origin))
        #expect(judged.severity == .info)
    }

    @Test("supabase-demo under neither public secret is privately signed and no demo")
    func privatelySigned() throws {
        let text = Minting.token(#"{"iss":"supabase-demo","role":"service_role","exp":1983812996}"#, secret: Self.secret)
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.demo == .privatelySigned)
        #expect(judged.severity == .critical)
    }

    @Test("naming the CLI's public signing key proves nothing without its signature")
    func borrowedKeyID() throws {
        let keyID = try #require(SigningKey.commandLineDemo.keyID)
        let pair = try SigningKeyPair(generating: .es256)
        let text = try Minting.token(#"{"iss":"supabase-demo","role":"service_role"}"#, pair: pair, keyID: keyID)
        #expect(SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now).demo == .privatelySigned)
    }

    @Test("evidence names role, project and expiry, and holds no part of the token")
    func evidence() throws {
        let payload = #"{"iss":"supabase","ref":"\#(Self.ref)","role":"service_role","iat":1700000000,"exp":2019686400}"#
        let text = Minting.token(payload, secret: Self.secret)
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.projectRef?.rawValue == Self.ref)
        #expect(judged.evidence.prefix(2) == ["role service_role", "project \(Self.ref)"])
        #expect(judged.evidence.contains("expires 2034-01-01"))
        let late = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: 2_019_686_400)
        #expect(late.evidence.contains("expired 2034-01-01"))
        let parts = text.split(separator: UInt8(ascii: ".")).map { String(decoding: $0, as: UTF8.self) }
        #expect(!judged.evidence.contains { line in parts.contains { line.contains($0) } })
    }

    @Test("a role that is no plain name is not quoted")
    func hostileRole() throws {
        let text = Minting.token(#"{"iss":"supabase","role":"\u001b[2Jx","exp":1}"#, secret: Self.secret)
        let judged = SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now)
        #expect(judged.evidence.first == "no readable role")
    }

    @Test("the project comes from the issuer of a session")
    func refOfIssuer() throws {
        let text = Minting.token(
            #"{"iss":"https://\#(Self.ref).supabase.co/auth/v1","sub":"u","role":"authenticated"}"#, secret: Self.secret)
        #expect(SupabaseJWT(try #require(JSONWebToken(bytes: text)), now: Self.now).projectRef?.rawValue == Self.ref)
    }
}

@Suite struct TokenExpiryTests {
    @Test(
        "dates are told in words",
        arguments: [
            (Int64(0), "1970-01-01"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"), (1_709_164_800, "2024-02-29"),
            (1_983_812_996, "2032-11-11"), (1_799_535_600, "2027-01-09"), (253_402_300_799, "9999-12-31"),
            (253_402_300_800, "after year 9999"), (.max, "after year 9999"), (-1, "before 1970"), (.min, "before 1970"),
        ])
    func dates(_ seconds: Int64, _ date: String) {
        #expect(TokenExpiry.date(seconds) == date)
    }

    @Test("a token expires at its second, and never without one")
    func boundary() {
        #expect(TokenExpiry(expiresAt: 100, now: 99) == .expires(at: 100))
        #expect(TokenExpiry(expiresAt: 100, now: 100) == .expired(at: 100))
        #expect(TokenExpiry(expiresAt: nil, now: 100) == .never)
        #expect(TokenExpiry(expiresAt: nil, now: 100).words == "never expires")
    }
}
