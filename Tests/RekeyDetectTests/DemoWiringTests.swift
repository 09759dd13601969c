internal import RekeyCore
internal import RekeyDetect
internal import RekeySupabase
internal import RekeyTestSupport
internal import Testing

@Suite struct DemoWiringTests {
    private static let secret = DemoJWTSecret.selfHosted.rawValue
    private static let service = Minting.token(Minting.role("service_role"), secret: secret)
    private static let anon = Minting.token(Minting.role("anon"), secret: secret)

    private func severity(_ text: String, path: String = ".env") throws -> [Severity] {
        try Scanning.scan(text, path: path).detections.map(\.severity)
    }

    @Test("a key that anyone can mint is information only")
    func alone() throws {
        for key in [Self.service, Self.anon] { #expect(try severity("KEY=\(key)\n") == [.info]) }
        let found = try #require(try Scanning.scan("KEY=\(Self.service)\n").detections.first)
        #expect(found.confidence == .proven && found.claim == .demo)
    }

    @Test(
        "it is raised when the same file names a server that others reach",
        arguments: [
            "SUPABASE_URL=https://api.acme.io", "API_EXTERNAL_URL=https://acme.dev:8443/x", "SUPABASE_PUBLIC_URL=http://203.0.113.9:8000",
            "SUPABASE_URL=https://kwzqxvbnmlpotrewasdf.supabase.co",
        ])
    func wired(_ line: String) throws {
        for text in ["\(line)\nSERVICE_ROLE_KEY=%\n", "SERVICE_ROLE_KEY=%\n\n\n\n\n\n\n\n\n\n\(line)\n"] {
            #expect(try severity(text.replacing("%", with: Self.service)) == [.critical])
            #expect(try severity(text.replacing("SERVICE_ROLE_KEY=%", with: "ANON_KEY=\(Self.anon)")) == [.high])
        }
    }

    @Test(
        "it is not raised for this machine, its containers or placeholders",
        arguments: [
            "SUPABASE_URL=http://localhost:8000", "SUPABASE_URL=http://127.0.0.1:54321", "SUPABASE_URL=http://0.0.0.0:8000",
            "SUPABASE_URL=http://kong:8000", "SUPABASE_URL=http://host.docker.internal:8000", "SUPABASE_URL=http://supabase.local",
            "SUPABASE_URL=https://your-project.supabase.co", "SUPABASE_URL=https://xyzcompany.supabase.co",
            "SUPABASE_URL=https://supabase.example.com", "SUPABASE_URL=", "SUPABASE_URL=${URL}", "SITE_NAME=https://api.acme.io",
            "SUPABASE_URL=http://192.168.1.10:8000",
        ])
    func local(_ line: String) throws {
        #expect(try severity("\(line)\nSERVICE_ROLE_KEY=\(Self.service)\n") == [.info])
    }

    @Test("in code only a URL nearby counts")
    func code() throws {
        let near = "const c = createClient('https://api.acme.io', '\(Self.service)')\n"
        #expect(try severity(near, path: "src/client.ts") == [.critical])
        let far = "createClient('https://api.acme.io')\n" + String(repeating: "//\n", count: 40) + "const k = '\(Self.service)'\n"
        #expect(try severity(far, path: "src/client.ts") == [.info])
    }

    @Test("many demo keys in one file take linear time", arguments: [".env", "a.ts"])
    func linear(_ path: String) throws {
        func text(_ count: Int) -> String { (0..<count).map { "K\($0)='\(Self.anon)'\n" }.joined() }
        let (small, large) = (text(400), text(800))
        var found = 0
        let short = try ThreadTime.measure { found = try Scanning.scan(small, path: path).detections.count }
        #expect(found == 400)
        let long = try ThreadTime.measure { found = try Scanning.scan(large, path: path).detections.count }
        #expect(found == 800)
        #expect(long < short * 3 + .milliseconds(300), "\(short), \(long)")
    }
}

@Suite struct ClientExposureScanTests {
    @Test(
        "a service key in a variable that browsers see is critical, and says why; an anon key there is information",
        arguments: ["NEXT_PUBLIC_", "VITE_", "EXPO_PUBLIC_", "REACT_APP_", "PUBLIC_", "NUXT_PUBLIC_", "GATSBY_"])
    func exposed(_ prefix: String) throws {
        let secret = Minting.text(40, seed: 3)
        let service = Minting.token(Minting.role("service_role"), secret: secret)
        let found = try #require(try Scanning.scan("\(prefix)SUPABASE_KEY=\(service)\n", path: ".env").detections.first)
        #expect(found.severity == .critical && found.variable == "\(prefix)SUPABASE_KEY")
        #expect(found.evidence.contains { $0.hasPrefix(prefix) })
        let anon = Minting.token(Minting.role("anon"), secret: secret)
        let harmless = try #require(try Scanning.scan("\(prefix)SUPABASE_ANON_KEY=\(anon)\n", path: ".env").detections.first)
        #expect(harmless.severity == .info)
        #expect(!harmless.evidence.contains { $0.hasPrefix(prefix) })
    }

    @Test("the value is judged, not the name")
    func value() throws {
        let key = Minting.apiKey("sb_" + "secret_", ref: Minting.ref)
        let found = try #require(try Scanning.scan("NEXT_PUBLIC_SUPABASE_ANON_KEY=\(key)\n", path: ".env").detections.first)
        #expect(found.rule.id == "supabase.secret-key" && found.severity == .critical)
        let hook = "VITE_STRIPE=" + "sk_" + "live_" + Minting.text(40) + "\n"
        #expect(try Scanning.scan(hook, path: ".env").detections.map(\.severity) == [.critical])
    }
}
