internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct ProjectRefTests {
    static let ref = Minting.ref

    @Test(
        "a ref is exactly 20 lower-case letters",
        arguments: [
            (ref, true), (String(ref.dropLast()), false), (ref + "u", false), ("abcdefghijklmnopqrs1", false),
            ("Abcdefghijklmnopqrst", false),
            ("", false), ("abcdefghij-lmnopqrst", false), ("abcdefghijklmnopqrsé", false),
        ])
    func shape(_ text: String, _ isRef: Bool) {
        #expect((ProjectRef(text) != nil) == isRef)
    }

    @Test(
        "refs are harvested where projects are named",
        arguments: [
            "https://\(ref).supabase.co", "https://\(ref).supabase.co/rest/v1/", "\"https://\(ref).supabase.co\"",
            "wss://\(ref).supabase.co/x",
            "https://\(ref).storage.supabase.co/", "https://\(ref).functions.supabase.co/hello", "db.\(ref).supabase.co:5432",
            "https://\(ref).supabase.red", "https://\(ref).supabase.in", "https:\\/\\/\(ref).supabase.co", "a\\n\(ref).supabase.co",
            "https%3A%2F%2F\(ref).supabase.co%2F", "https%3a%2f%2f\(ref).supabase.co",
            "https://supabase.com/dashboard/project/\(ref)/settings",
            "https://app.supabase.com/project/\(ref)", "https://api.supabase.com/v1/projects/\(ref)/api-keys", "postgres.\(ref)",
            "user=postgres.\(ref):x@aws-0-eu-west-1.pooler.supabase.com:6543/postgres", "cli_login_postgres.\(ref):pw@",
            "options=reference%3D\(ref)", "options=reference%3d\(ref)", "options='reference=\(ref)'", "--project-ref \(ref)",
            "--project-ref=\(ref)", "\"--project-ref\", \"\(ref)\"", "\"--project-ref\",\n      \"\(ref)\"",
            "project_ref=\(ref)&read_only=true",
            "mcp?project_ref%3D\(ref)", "project_ref = \"\(ref)\"", "\"projectRef\": \"\(ref)\"", "SUPABASE_PROJECT_ID=\(ref)",
            "SUPABASE_PROJECT_ID=\"\(ref)\"", "export PROJECT_REF='\(ref)'", "SUPABASE_PROJECT_REF: \(ref)",
            "NEXT_PUBLIC_SUPABASE_PROJECT_ID=\(ref)", "${SUPABASE_PROJECT_ID:-\(ref)}", "project_id = \"\(ref)\"",
            "{\\\"projectId\\\":\\\"\(ref)\\\"}", "\"iss\":\"https://\(ref).supabase.co/auth/v1\"",
        ])
    func harvest(_ text: String) {
        #expect(ProjectRef.harvest(bytes: Array(text)).map(\.rawValue) == [Self.ref])
    }

    @Test(
        "twenty letters elsewhere are no ref",
        arguments: [
            ref, "let \(ref) = 1", "\(ref).example.co", "\(ref).supabase.com", "\(ref).supabase.core", "x\(ref).supabase.co",
            "1\(ref).supabase.co", "a-\(ref).supabase.co", "A\(ref).supabase.co", "\(ref)u.supabase.co", "\(ref)1.supabase.co",
            "user.\(ref)@", "project/\(ref)", "project_reference \(ref)", "prefer \(ref)", "PROJECT_NAME=\(ref)",
            "project_ref" + String(repeating: " ", count: 200) + ref, "projects\n\(ref)", "project_ref\(ref)",
        ])
    func ignores(_ text: String) {
        #expect(ProjectRef.harvest(bytes: Array(text)).isEmpty)
    }

    @Test("each ref comes once, in order, and cut or damaged text never traps")
    func orderAndDamage() {
        let other = String(Self.ref.reversed())
        let text = Array("https://\(Self.ref).supabase.co postgres.\(other) https://\(Self.ref).supabase.co --project-ref \(other)")
        #expect(ProjectRef.harvest(bytes: text).map(\.rawValue) == [Self.ref, other])
        for damaged in damaged(text) { _ = ProjectRef.harvest(bytes: damaged) }
        #expect(ProjectRef.harvest(bytes: [UInt8]()).isEmpty)
    }

    @Test("time grows with the text, not with its square")
    func linear() {
        let unit = Array("project_ref=\(Self.ref) postgres.\(Self.ref): ")
        let text = (0..<8_000).flatMap { index in unit + Array("\(index)") }
        let clock = ContinuousClock()
        let short = clock.measure { _ = ProjectRef.harvest(bytes: Array(text.prefix(text.count / 8))) }
        let long = clock.measure { _ = ProjectRef.harvest(bytes: text) }
        #expect(long < short * 8 * 4 + .milliseconds(50))
    }
}
