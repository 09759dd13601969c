internal import Libcrypto
internal import RekeyCore
internal import RekeySupabase
internal import Testing

@Suite struct SupabaseAPIKeyTests {
    private let ref = Minting.ref

    /// Source: computed vectors over the random part `AAECAwQFBgcICQoLDA0ODw`, base64url of the bytes 0 to 15.
    @Test(
        "checksums agree with the vectors",
        arguments: [
            ("abcdefghijklmnop" + "qrst", "sb_" + "secret_", "n2lWgSaS"), ("abcdefghijklmnop" + "qrst", "sb_" + "publishable_", "lskoBE47"),
            ("supabase-self-hosted", "sb_" + "secret_", "KwxO5rOa"), ("supabase-self-hosted", "sb_" + "publishable_", "kF53ynCj"),
        ])
    func vectors(_ ref: String, _ prefix: String, _ checksum: String) throws {
        let random = Minting.base64URL(Array(0...15))
        let key = try #require(SupabaseAPIKey(bytes: Array(prefix + random + "_" + checksum)))
        #expect(key.checksum(for: ref) == Array(checksum))
        #expect(key.isSelfHosted == (ref == SupabaseAPIKey.selfHostedRef))
        if let project = ProjectRef(ref) { #expect(key.fits(ref: project)) }
        #expect(key.hasHostedShape)
        #expect(!key.isPlaceholder)
        #expect(!key.isCommandLineConstant)
    }

    @Test("changing any one character stops a key fitting", arguments: SupabaseAPIKey.Kind.allCases)
    func mutation(_ kind: SupabaseAPIKey.Kind) throws {
        let project = try #require(ProjectRef(ref))
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        let hosted = Minting.apiKey(kind.rawValue, ref: ref)
        let selfHosted = Minting.apiKey(kind.rawValue, ref: SupabaseAPIKey.selfHostedRef)
        #expect(SupabaseAPIKey(bytes: hosted)?.fits(ref: project) == true)
        #expect(SupabaseAPIKey(bytes: selfHosted)?.isSelfHosted == true)
        for index in hosted.indices {
            for byte in alphabet where byte != hosted[index] {
                var changed = hosted
                changed[index] = byte
                #expect(SupabaseAPIKey(bytes: changed)?.fits(ref: project) != true)
            }
            for byte in alphabet where byte != selfHosted[index] {
                var changed = selfHosted
                changed[index] = byte
                #expect(SupabaseAPIKey(bytes: changed)?.isSelfHosted != true)
            }
        }
    }

    @Test("underscores and hyphens in the random part are read by offset")
    func separators() throws {
        let project = try #require(ProjectRef(ref))
        for random in ["____AwQFBgcICQoLDA0O__", "--ECAwQFBg_ICQoLDA0O--", "_AECAwQFBgcICQoLDA0_D_"] {
            let key = try #require(SupabaseAPIKey(bytes: Minting.apiKey("sb_" + "secret_", random: random, ref: ref)))
            #expect(key.fits(ref: project))
            #expect(!key.hasHostedShape)
        }
    }

    @Test("every shorter prefix, a longer text and foreign bytes are refused", arguments: SupabaseAPIKey.Kind.allCases)
    func damage(_ kind: SupabaseAPIKey.Kind) {
        let key = Minting.apiKey(kind.rawValue, ref: ref)
        for text in damaged(key) { #expect(SupabaseAPIKey(bytes: text) == nil) }
        #expect(SupabaseAPIKey(bytes: (key + Array("A"))) == nil)
        for byte: UInt8 in [0, UInt8(ascii: "."), UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "/"), 0xFF] {
            for index in key.indices {
                var changed = key
                changed[index] = byte
                #expect(SupabaseAPIKey(bytes: changed) == nil)
            }
        }
    }

    @Test("the CLI's constants are known by digest and are public")
    func commandLine() throws {
        let publishable = "sb_" + "publishable_" + "ACJWlzQHlZjB" + "rEguHvfOxg" + "_" + "3BJgxAaH"
        let secret = "sb_" + "secret_" + "N7UND0UgjKTV" + "K-Uodkm0Hg" + "_" + "xSvEMPvz"
        for text in [publishable, secret] {
            let key = try #require(SupabaseAPIKey(bytes: Array(text)))
            #expect(key.isCommandLineConstant)
            #expect(key.hasHostedShape)
            #expect(!key.isSelfHosted)
            #expect(key.severity == .info)
            #expect(key.owner(among: [try #require(ProjectRef(ref))]) == .commandLine)
        }
    }

    @Test("the owner is the ref that fits, then the self-hosted constant, then unknown")
    func owner() throws {
        let project = try #require(ProjectRef(ref))
        let other = try #require(ProjectRef(String(ref.reversed())))
        let hosted = try #require(SupabaseAPIKey(bytes: Minting.apiKey("sb_" + "secret_", ref: ref)))
        #expect(hosted.owner(among: [other, project]) == .project(project))
        #expect(hosted.owner(among: [other]) == .unknown)
        #expect(hosted.severity == .critical)
        #expect(hosted.evidence(for: .project(project)).contains("project \(ref)"))
        let local = try #require(SupabaseAPIKey(bytes: Minting.apiKey("sb_" + "publishable_", ref: SupabaseAPIKey.selfHostedRef)))
        #expect(local.owner(among: [other, project]) == .selfHosted)
        #expect(local.severity == .info)
    }

    @Test(
        "filler is told from random characters",
        arguments: [
            ("xxxxxxxxxxxxxxxxxxxxxx", true), ("your_secret_key_here_x", true), ("REPLACE_WITH_YOUR_KEY_", true),
            ("AAAAaBcDeFgHiJkLmNoPqR", true),
            ("1234567890abcdefghijkl", true), ("N7kNDqUgjKTmVz4Rodkm9H", false), ("x-xx7qUgjKTmVz4Rodkm9H", false),
        ])
    func placeholders(_ random: String, _ isPlaceholder: Bool) throws {
        let key = try #require(SupabaseAPIKey(bytes: Array("sb_" + "secret_" + random + "_" + "Zk3vPq9T")))
        #expect(key.isPlaceholder == isPlaceholder)
    }

    /// Source: computed; the Management API answers HMAC-SHA256 with the project ref as key.
    @Test("the HMAC that the Management API answers agrees with the vector")
    func managementDigest() throws {
        let code = Digest.hmac(.sha256, key: Array(ref).span, message: Array("hunter2-" + "demo").span)
        let text = try #require(code).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        #expect(text == "540bd765cb99512138cc05e3ee78e337fb030e2633109f772f43394cba6a46ec")
    }
}
