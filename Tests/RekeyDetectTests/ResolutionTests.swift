internal import RekeyCore
internal import RekeyDetect
internal import RekeySupabase
internal import Testing

@Suite struct ResolutionTests {
    /// What several texts give, resolved together.
    private func resolved(_ texts: [(path: String, text: String)]) throws -> [Finding] {
        var items: [ClaimedFinding] = []
        var refs: Set<String> = []
        for (path, text) in texts {
            let result = try Scanning.scan(text, path: path)
            refs.formUnion(result.projectRefs)
            for detection in result.detections {
                var finding = Finding(
                    rule: detection.rule, provenance: Provenance(kind: .worktree, path: Array(path.utf8)),
                    location: Location(line: 1, column: 1, endLine: 1, endColumn: 1, offset: 0, length: 1), secret: detection.secret)
                finding.severity = detection.severity
                finding.confidence = detection.confidence
                items.append(ClaimedFinding(finding: finding, claim: detection.claim))
            }
        }
        Resolution.resolve(&items, projectRefs: refs)
        return items.map(\.finding)
    }

    private static let secretPrefix = "sb_" + "secret_"

    @Test("a key is proven by a project named in another file")
    func keyByRef() throws {
        let key = Minting.apiKey(Self.secretPrefix, ref: Minting.ref)
        let found = try resolved([("a.env", "KEY=\(key)\n"), ("b.ts", "createClient('https://\(Minting.ref).supabase.co')")])
        #expect(found.map(\.rule) == ["supabase.secret-key"])
        #expect(found.first?.confidence == .proven)
        #expect(found.first?.evidence.contains("checksum fits project \(Minting.ref)") == true)
    }

    @Test("a key stays unproven without its project, and with another one")
    func keyWithoutRef() throws {
        let key = Minting.apiKey(Self.secretPrefix, ref: Minting.ref)
        for other in ["nothing here", "https://\(Minting.otherRef).supabase.co"] {
            let found = try resolved([("a.env", "KEY=\(key)\n"), ("b.ts", other)])
            #expect(found.first?.confidence == .strong)
            #expect(found.first?.evidence.contains { $0.hasPrefix("project unknown") } == true)
        }
    }

    @Test("a self-hosted key is proven by itself")
    func selfHosted() throws {
        let found = try resolved([("a.env", "KEY=\(Minting.apiKey(Self.secretPrefix, ref: SupabaseAPIKey.selfHostedRef))\n")])
        #expect(found.first?.confidence == .proven && found.first?.severity == .critical)
        #expect(found.first?.evidence.contains("checksum fits the self-hosted stack") == true)
    }

    @Test("no key with one changed character is proven")
    func mutated() throws {
        for ref in [Minting.ref, SupabaseAPIKey.selfHostedRef] {
            let key = Array(Minting.apiKey(Self.secretPrefix, ref: ref).utf8)
            for index in key.indices {
                var changed = key
                changed[index] = key[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
                let text = "KEY=\(String(decoding: changed, as: UTF8.self))\nURL=https://\(Minting.ref).supabase.co\n"
                #expect(try !resolved([("a.env", text)]).contains { $0.confidence == .proven }, "character \(index)")
            }
        }
    }

    @Test("a token is proven by the secret of another file, and the secret by the token")
    func signature() throws {
        let secret = Minting.text(40, seed: 9)
        let token = Minting.token(Minting.role("service_role"), secret: secret)
        for texts in [
            [("a.env", "SUPABASE_JWT_SECRET=\(secret)\n"), ("b.env", "KEY=\(token)\n")],
            [("b.env", "KEY=\(token)\n"), ("a.env", "SUPABASE_JWT_SECRET=\(secret)\n")],
        ] {
            let found = try resolved(texts)
            #expect(Set(found.map(\.rule)) == ["supabase.jwt-secret", "supabase.service-role-jwt"])
            #expect(found.allSatisfy { $0.confidence == .proven && $0.severity == .critical })
            #expect(found.flatMap(\.evidence).contains("signature proven with the JWT secret found in a.env"))
            #expect(found.flatMap(\.evidence).contains("signs the token found in b.env, so any role can be forged"))
        }
    }

    @Test("another secret proves nothing")
    func wrongSecret() throws {
        let token = Minting.token(Minting.role("service_role"), secret: Minting.text(40, seed: 9))
        let found = try resolved([("a.env", "SUPABASE_JWT_SECRET=\(Minting.text(40, seed: 10))\n"), ("b.env", "KEY=\(token)\n")])
        #expect(found.count == 2 && !found.contains { $0.confidence == .proven })
    }

    @Test("an oct member of a key set that looks public proves tokens")
    func octTrap() throws {
        let secret = Minting.text(40, seed: 11)
        let member = Minting.base64URL(Array(secret.utf8))
        let token = Minting.token(Minting.role("anon"), secret: secret)
        let found = try resolved([("a.env", "JWT_JWKS={\"keys\":[{\"kty\":\"oct\",\"k\":\"\(member)\"}]}\n"), ("b.env", "KEY=\(token)\n")])
        #expect(Set(found.map(\.rule)) == ["supabase.jwk", "supabase.anon-jwt"])
        #expect(found.allSatisfy { $0.confidence == .proven })
    }
}

@Suite struct HarvestTests {
    /// Every place of `ProjectRefTests`: the prefilter must wake the harvest wherever `ProjectRef.harvest` would read a name.
    @Test(
        "project references are harvested wherever they are named",
        arguments: [
            "https://%.supabase.co", "https://%.storage.supabase.co/", "https://%.functions.supabase.co/hello", "db.%.supabase.co:5432",
            "https://%.supabase.red", "https://%.supabase.in", "https://%.supabase.green", "https:\\/\\/%.supabase.co", "a\\n%.supabase.co",
            "https%3A%2F%2F%.supabase.co%2F", "https://supabase.com/dashboard/project/%/settings", "https://app.supabase.com/project/%",
            "https://api.supabase.com/v1/projects/%/api-keys", "postgres.%", "cli_login_postgres.%:pw@", "options=reference%3D%",
            "options=reference%3d%", "options='reference=%'", "--project-ref %", "--project-ref=%", "\"--project-ref\",\n      \"%\"",
            "project_ref=%&read_only=true", "mcp?project_ref%3D%", "\"projectRef\": \"%\"", "SUPABASE_PROJECT_ID=%",
            "export PROJECT_REF='%'", "SUPABASE_PROJECT_REF: %", "${SUPABASE_PROJECT_ID:-%}", "project_id = \"%\"",
            "{\\\"projectId\\\":\\\"%\\\"}", "\"iss\":\"https://%.supabase.co/auth/v1\"",
        ])
    func harvest(_ template: String) throws {
        let place = template.lastIndex(of: "%") ?? template.startIndex
        let marked = template.contains("%.") ? template.replacing("%.", with: "\(Minting.ref).") : nil
        let text = marked ?? template.replacingCharacter(at: place, with: Minting.ref)
        #expect(try Scanning.scan("some text before\n\(text)\nsome after").projectRefs == [Minting.ref])
    }

    @Test("many references in one line are all harvested")
    func dense() throws {
        let refs = (0..<300).map { Minting.text(20, of: "abcdefghijklmnopqrstuvwxyz", seed: $0) }
        for separator in [" ", "/", ","] {
            let text = refs.map { "https://\($0).supabase.co" }.joined(separator: separator)
            #expect(try Scanning.scan(text).projectRefs == Set(refs), "separator '\(separator)'")
        }
    }
}

extension String {
    fileprivate func replacingCharacter(at index: String.Index, with text: String) -> String {
        String(self[..<index]) + text + String(self[self.index(after: index)...])
    }
}
