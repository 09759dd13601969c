internal import RekeyCore
internal import RekeySupabase
internal import Testing

/// A minted set, read by an implementation that shares nothing with ours.
@Suite(.enabled(if: IndependentVerification.python != nil, "python3 with the packages cryptography and PyJWT is not here"))
struct MintedSetVerificationTests {
    private let now: Int64 = 1_767_225_600

    private func lines(_ set: MintedKeySet) -> String {
        set.entries.map { "\($0.name)=\(String(decoding: $0.value.revealedBytes, as: UTF8.self))\n" }.joined()
    }

    private func expectAccepted(_ input: String) throws {
        let (status, output) = try IndependentVerification.verify(Self.script, input: "NOW=\(now)\n" + input)
        #expect(status == 0, "\(output)")
        #expect(output.hasSuffix("accepted\n"))
    }

    @Test("signatures, checksums, lengths, key sets and key IDs hold")
    func wholeSets() throws {
        for _ in 0..<5 {
            let set = try KeySetMint().mint(KeySetMint.Request(parts: Set(MintPart.allCases), now: now))
            try expectAccepted("KID=\(try #require(set.keyID))\n" + lines(set))
        }
    }

    @Test("signing keys made for a JWT secret that stays carry it")
    func givenSecret() throws {
        let old = try KeySetMint().mint(KeySetMint.Request(parts: [.jwt], now: now))
        let secret = try #require(old["JWT_SECRET"])
        let rest = Set(MintPart.allCases).subtracting([.jwt])
        let new = try KeySetMint().mint(KeySetMint.Request(parts: rest, existingJWTSecret: secret, now: now))
        try expectAccepted("KID=\(try #require(new.keyID))\n" + lines(old) + lines(new))
    }

    @Test("the verifier is no rubber stamp: values of two sets do not fit", arguments: MintPart.allCases.flatMap(\.variables))
    func mixed(_ variable: String) throws {
        guard !Self.independent.contains(variable) else { return }
        let set = try KeySetMint().mint(KeySetMint.Request(parts: Set(MintPart.allCases), now: now))
        let other = try KeySetMint().mint(KeySetMint.Request(parts: Set(MintPart.allCases), now: now))
        let mixed = set.entries.map { entry in
            let value = entry.name == variable ? other[variable] ?? entry.value : entry.value
            return "\(entry.name)=\(String(decoding: value.revealedBytes, as: UTF8.self))\n"
        }
        let input = "NOW=\(now)\nKID=\(try #require(set.keyID))\n" + mixed.joined()
        #expect(try IndependentVerification.verify(Self.script, input: input).status != 0)
    }

    /// Values that stand for themselves.
    private static let independent: Set<String> = [
        "SUPABASE_PUBLISHABLE_KEY", "SUPABASE_SECRET_KEY", "POSTGRES_PASSWORD", "DASHBOARD_PASSWORD", "SECRET_KEY_BASE",
        "REALTIME_DB_ENC_KEY", "VAULT_ENC_KEY", "PG_META_CRYPTO_KEY", "LOGFLARE_PUBLIC_ACCESS_TOKEN", "LOGFLARE_PRIVATE_ACCESS_TOKEN",
        "S3_PROTOCOL_ACCESS_KEY_ID", "S3_PROTOCOL_ACCESS_KEY_SECRET", "MINIO_ROOT_PASSWORD",
    ]

    private static let script = """
        import base64, hashlib, json, re, sys, uuid
        import jwt
        from cryptography.hazmat.primitives.asymmetric import ec
        from cryptography.exceptions import InvalidSignature

        v = dict(line.split("=", 1) for line in sys.stdin.read().splitlines())
        now, kid = int(v["NOW"]), v["KID"]
        def un64(text): return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        def number(text): return int.from_bytes(un64(text), "big")
        def need(condition, what):
            if not condition: sys.exit("wrong: " + what)

        # key sets
        signer, symmetric = json.loads(v["JWT_KEYS"])
        public = json.loads(v["JWT_JWKS"])
        need(list(public) == ["keys"], "members of JWT_JWKS")
        verifier, symmetric2 = public["keys"]
        common = ["kty", "kid", "use", "key_ops", "alg", "ext", "crv", "x", "y"]
        need(list(signer) == common + ["d"], "members of the private key")
        need(list(verifier) == common, "members of the public key")
        need(list(symmetric) == ["kty", "k", "alg"] and symmetric == symmetric2, "symmetric key")
        need(symmetric["kty"] == "oct" and symmetric["alg"] == "HS256", "kind of the symmetric key")
        need(un64(symmetric["k"]) == v["JWT_SECRET"].encode(), "JWT secret inside the key sets")
        for key, operations in ((signer, ["sign", "verify"]), (verifier, ["verify"])):
            need((key["kty"], key["use"], key["alg"], key["ext"], key["crv"]) == ("EC", "sig", "ES256", True, "P-256"), "EC key")
            need(key["key_ops"] == operations, "key_ops")
            need(key["kid"] == kid and uuid.UUID(kid).version == 4 and str(uuid.UUID(kid)) == kid, "kid")
            need(all(len(un64(key[m])) == 32 for m in "xy"), "coordinates")
        need((signer["x"], signer["y"]) == (verifier["x"], verifier["y"]), "same point")
        need(len(un64(signer["d"])) == 32, "length of d")
        derived = ec.derive_private_key(number(signer["d"]), ec.SECP256R1()).public_key().public_numbers()
        need((derived.x, derived.y) == (number(signer["x"]), number(signer["y"])), "d belongs to the point")

        # tokens
        options = {"verify_exp": False, "verify_iat": False, "require": ["exp", "iat"]}
        jwks = jwt.PyJWKSet.from_dict(public)
        def check(name, role, header, key, algorithm):
            token = v[name]
            parts = token.split(".")
            need(len(parts) == 3 and "=" not in token, name + " parts")
            need(un64(parts[0]) == header, name + " header")
            payload = '{"role":"%s","iss":"supabase","iat":%d,"exp":%d}' % (role, now, now + 157680000)
            need(un64(parts[1]) == payload.encode(), name + " payload")
            need(len(un64(parts[2])) == (32 if algorithm == "HS256" else 64), name + " signature length")
            claims = jwt.decode(token, key, algorithms=[algorithm], options=options)
            need(claims["role"] == role, name + " role")
            other = "ES256" if algorithm == "HS256" else "HS256"
            try:
                jwt.decode(token, b"another key of thirty-two bytes and more", algorithms=["HS256"], options=options)
                need(False, name + " verifies under another key")
            except jwt.InvalidTokenError: pass
        for name, role in (("ANON_KEY", "anon"), ("SERVICE_ROLE_KEY", "service_role")):
            check(name, role, b'{"alg":"HS256","typ":"JWT"}', v["JWT_SECRET"], "HS256")
            check(name, role, b'{"alg":"HS256","typ":"JWT"}', un64(symmetric["k"]), "HS256")
            header = ('{"alg":"ES256","typ":"JWT","kid":"%s"}' % kid).encode()
            check(name + "_ASYMMETRIC", role, header, jwks[kid].key, "ES256")

        # keys of the new kind
        for name, prefix in (("SUPABASE_PUBLISHABLE_KEY", "sb_" + "publishable_"), ("SUPABASE_SECRET_KEY", "sb_" + "secret_")):
            key = v[name]
            need(re.fullmatch(prefix + "[A-Za-z0-9_-]{22}_[A-Za-z0-9_-]{8}", key), name + " shape")
            digest = hashlib.sha256(("supabase-self-hosted|" + key[:-9]).encode()).digest()
            need(base64.urlsafe_b64encode(digest).decode()[:8] == key[-8:], name + " checksum")

        # the rest: length of the text, then what it encodes
        hexadecimal = {"POSTGRES_PASSWORD": 32, "DASHBOARD_PASSWORD": 32, "REALTIME_DB_ENC_KEY": 16, "VAULT_ENC_KEY": 32,
            "S3_PROTOCOL_ACCESS_KEY_ID": 32, "S3_PROTOCOL_ACCESS_KEY_SECRET": 64, "MINIO_ROOT_PASSWORD": 32}
        for name, count in hexadecimal.items(): need(re.fullmatch("[0-9a-f]{%d}" % count, v[name]), name)
        encoded = {"JWT_SECRET": 30, "SECRET_KEY_BASE": 48, "PG_META_CRYPTO_KEY": 24, "LOGFLARE_PUBLIC_ACCESS_TOKEN": 24,
            "LOGFLARE_PRIVATE_ACCESS_TOKEN": 24}
        for name, count in encoded.items(): need(len(base64.b64decode(v[name], validate=True)) == count, name)
        need(len(v) == 2 + 20, "number of variables")
        print("accepted")
        """
}
