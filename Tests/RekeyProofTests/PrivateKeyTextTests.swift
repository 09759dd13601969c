internal import RekeyCore
internal import Testing

@testable internal import RekeyProof

@Suite struct PrivateKeyTextTests {
    /// Random bytes that repeat with the seed.
    private static func random(seed: UInt64) -> (Int) -> [UInt8] {
        var state = seed
        return { count in
            (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return UInt8(truncatingIfNeeded: state >> 33)
            }
        }
    }

    private static func key(_ kind: SampleKey, seed: UInt64 = 3) -> [UInt8] { kind.text(random: random(seed: seed)) }

    private static func proof(_ text: [UInt8], _ kind: SampleKey) -> Proof {
        kind == .putty || kind == .puttyEncrypted ? PuTTYKey.proof(of: text) : PrivateKeyText.proof(of: text)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var kind: SampleKey
        var words: String
        var isEncrypted = false
        var testDescription: String { kind.rawValue }
    }

    private static let cases = [
        Case(kind: .rsa, words: "RSA key, 2048 bits"), Case(kind: .ec, words: "elliptic curve key, P-256"),
        Case(kind: .pkcs8, words: "Ed25519 key"),
        Case(kind: .encrypted, words: "private key", isEncrypted: true), Case(kind: .rsaEncrypted, words: "RSA key", isEncrypted: true),
        Case(kind: .openssh, words: "Ed25519 key"), Case(kind: .opensshEncrypted, words: "Ed25519 key", isEncrypted: true),
        Case(kind: .pgp, words: "OpenPGP key, elliptic curve"),
        Case(kind: .pgpEncrypted, words: "OpenPGP key, elliptic curve", isEncrypted: true),
        Case(kind: .putty, words: "Ed25519 key"), Case(kind: .puttyEncrypted, words: "Ed25519 key", isEncrypted: true),
    ]

    @Test("every kind has a case") func complete() { #expect(Set(Self.cases.map(\.kind)) == Set(SampleKey.allCases)) }

    @Test("kind, size and passphrase are said", arguments: cases)
    func said(_ c: Case) {
        for seed in 1...20 as ClosedRange<UInt64> {
            let evidence = c.isEncrypted ? [c.words, "encrypted with a passphrase"] : [c.words]
            #expect(
                Self.proof(Self.key(c.kind, seed: seed), c.kind) == .stands(Proof.Facts(evidence, severity: c.isEncrypted ? .medium : nil)))
        }
    }

    @Test("written in one line, indented, commented, quoted or in a diff, it is the same key", arguments: cases)
    func writings(_ c: Case) throws {
        let text = String(decoding: Self.key(c.kind), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var writings = [
            text.replacing("\n", with: "\\n"), text.replacing("\n", with: "\r\n"), text.replacing("\n", with: "\\r\\n") + "\\n\"",
        ]
        if c.kind != .putty, c.kind != .puttyEncrypted {
            writings += [
                lines.joined(separator: "\n    "), lines.joined(separator: "\n# "), lines.joined(separator: "\n// "),
                lines.joined(separator: "\n+"),
                lines.map { "\"\($0)\\n\"" }.joined(separator: " +\n"), text.replacing("\n", with: "\\\\n"),
                text.replacing("/", with: "\\/"),
                text + "\n\nand more text = 1",
            ]
        }
        for writing in writings {
            #expect(Self.proof(Array(writing.utf8), c.kind) == Self.proof(Array(text.utf8), c.kind), "\(writing.prefix(0))")
        }
    }

    @Test("a key that is cut short is none", arguments: cases)
    func cut(_ c: Case) {
        let text = Self.key(c.kind)
        // Why: the end of an encrypted body looks like any other, so only half of it is missed for certain.
        let enough = c.kind == .rsaEncrypted ? 100 : text.count / 2
        for count in 0..<text.count {
            let proof = Self.proof(Array(text.prefix(count)), c.kind)
            if count < enough, case .stands = proof { Issue.record("\(count) of \(text.count)") }
        }
    }

    @Test(
        "noise in armour is no key",
        arguments: [
            "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK", "ENCRYPTED PRIVATE KEY",
            "TSS2 PRIVATE KEY",
        ])
    func noise(_ label: String) {
        func armour(_ body: String) -> Proof {
            PrivateKeyText.proof(of: Array("-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----".utf8))
        }
        for body in [
            "", "...", "REDACTED", String(repeating: "x", count: 64), String(repeating: "A", count: 200),
            "MIIEpAIBAAKCAQEA" + SampleBody.text(640),
        ] {
            guard case .refuted = armour(body) else {
                Issue.record("\(body.prefix(20))")
                continue
            }
        }
        #expect(PrivateKeyText.proof(of: []) == .refuted("no armour of a private key"))
    }

    @Test("numbers that do not multiply are no RSA key")
    func product() {
        let text = Self.key(.rsa)
        guard let armour = KeyArmour(text), var bytes = armour.readings.first else {
            Issue.record("no armour")
            return
        }
        #expect((try? KeyStructure.words(for: bytes)) == "RSA key, 2048 bits")
        bytes[240] ^= 1
        bytes[266] ^= 1
        #expect((try? KeyStructure.words(for: bytes)) == nil)
    }

    @Test("armour in base64 once more")
    func base64() {
        let text = Self.key(.ec)
        let encoded = Base64.encode(text.span, padded: true)
        #expect(PrivateKeyText.proof(ofBase64: encoded) == .says("elliptic curve key, P-256"))
        #expect(PrivateKeyText.proof(ofBase64: Array("REDACTED".utf8)) == .refuted("no armour of a private key"))
    }

    @Test("lengths beyond the end, endless nesting and rare tags throw")
    func hostile() {
        for bytes: [UInt8] in [
            [], [0x30], [0x30, 0x80], [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [0x30, 0x85, 1, 1, 1, 1, 1], [0x1F, 1, 0],
            [0x30, 0x02, 0x02, 0x05],
            [0x30, 0x03, 0x02, 0x01, 0x00], [UInt8](repeating: 0x30, count: 3_000), [UInt8](repeating: 0xFF, count: 300),
        ] {
            #expect(throws: DERReader.Fault.self) { try KeyStructure.words(for: bytes) }
            #expect(throws: DERReader.Fault.self) { try KeyStructure.checkEncrypted(bytes) }
            for proof in [
                OpenSSHKey.proof(of: bytes), PGPKey.proof(of: bytes), OpenSSHKey.proof(of: Array("openssh-key-v1\0".utf8) + bytes),
            ] {
                guard case .refuted = proof else {
                    Issue.record("\(bytes.prefix(8))")
                    continue
                }
            }
        }
    }
}
