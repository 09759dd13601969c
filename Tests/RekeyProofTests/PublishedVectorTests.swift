internal import Deflate
internal import Libcrypto
internal import RekeyCore
internal import Testing

@testable internal import RekeyProof

/// Values that the authors of the algorithms published. What has the form of a key is put together from pieces.
@Suite struct PublishedVectorTests {
    private func bytes(_ hex: String) -> [UInt8] { Digits.unhex(Array(hex.utf8)) ?? [] }

    private func text(_ bytes: [UInt8]?) -> String { String(decoding: bytes ?? [], as: UTF8.self) }

    private func fits(_ format: ChecksumFormat, _ pieces: String...) -> Bool {
        if case .fits = format.verdict(on: Array(pieces.joined().utf8)) { true } else { false }
    }

    @Test("CRC-32: the check value, and the base 62 of GitHub's description")
    func crc32() {
        #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.of([]) == 0)
        #expect(CRC32.of(Array("hello".utf8)) == 907_060_870)
        #expect(text(Digits.write(907_060_870, in: Digits.base62, count: 6)) == "0zNvy2")
        #expect(text(Digits.write(.max, in: Digits.base62, count: 6)) == "4gfFC3")
    }

    @Test("CRC-16/XMODEM: the check value")
    func crc16() { #expect(StellarSeed.crc16(Array("123456789".utf8)[...]) == 0x31C3) }

    @Test("Marvin32: the vectors of SymCrypt")
    func marvin() {
        let (high, low) = Marvin32.hash(Array("abc".utf8), seed: 0xD53C_D9CE_CD08_93B7)
        #expect(UInt64(high) << 32 | UInt64(low) == 0x22C7_4339_4927_69BF)
        #expect(AzureKey.seed("Default0") == 0x4465_6661_756C_7430)
    }

    @Test("Bech32: valid and invalid texts of BIP-173")
    func bech32() {
        for valid in [
            "A12UEL5L", "a12uel5l", "an83characterlonghumanreadablepartthatcontainsthenumber1andtheexcludedcharactersbio1tt5tgs",
            "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
            "11qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqc8247j",
            "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w",
        ] {
            #expect(fits(.bech32, valid), "\(valid)")
        }
        for invalid in ["pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8", "1qzzfhee", "Abc1qpzry9x8gf2tvdw"]
        {
            #expect(!fits(.bech32, invalid), "\(invalid)")
        }
    }

    @Test("Bech32: the secret key of NIP-19")
    func nostr() {
        #expect(fits(.bech32, "nsec", "1vl029mgpspedva04g90vltkh6fvh", "240zqtv9k0t9af8935ke9laqsnlfe5"))
        #expect(!fits(.bech32, "nsec", "1vl029mgpspedva04g90vltkh6fvh", "240zqtv9k0t9af8935ke9laqsnlfe4"))
    }

    @Test("Base58Check: vector 1 of BIP-32 and the sample of the Bitcoin wiki")
    func base58() {
        let chain = "873dff81c02f525623fd1fe5167eac3a" + "55a049de3d314bb42ee227ffed37d508"
        let key = "e8f32e723decf4051aefac8e2c93c9c5" + "b214313817cdb01a1494b917c8436b35"
        let made = ChecksumFormat.base58.completed(Array(("0488ade4" + "000000000000000000" + chain + "00" + key).utf8))
        #expect(
            text(made) == "xpr"
                + "v9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi")
        #expect(fits(.base58, text(made)))
        let wallet = ChecksumFormat.base58.completed(
            Array(("80" + "0c28fca386c7a227600b2fe50b7cae11" + "ec86d3bf1fbe471be89827e19d72aa1d").utf8))
        #expect(text(wallet) == "5Hue" + "CGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ")
        #expect(fits(.base58, text(wallet)))
        #expect(
            ChecksumFormat.base58.verdict(on: Base58.checked([0] + [UInt8](repeating: 7, count: 20)))
                == .foreign("a checked text, but no private key"))
    }

    @Test("seed phrases: vectors of BIP-39")
    func seedPhrases() {
        let phrase = "legal winner thank year wave sausage worth useful legal winner thank yellow"
        #expect(text(ChecksumFormat.bip39.completed(Array(String(repeating: "7f", count: 16).utf8))) == phrase)
        #expect(fits(.bip39, phrase))
        #expect(fits(.bip39, phrase.uppercased()))
        let zero = ChecksumFormat.bip39.completed(Array(String(repeating: "00", count: 16).utf8))
        #expect(text(zero) == String(repeating: "abandon ", count: 11) + "about")
        for sample in [text(zero), String(repeating: "test ", count: 11) + "junk"] {
            guard case .foreign = ChecksumFormat.bip39.verdict(on: Array(sample.utf8)) else {
                Issue.record("documents use it")
                continue
            }
        }
        #expect(!fits(.bip39, "the quick brown fox jumps over the lazy dog and runs away"))
    }

    @Test("the word list is that of BIP-39")
    func words() {
        #expect(SeedWords.all.count == 2_048)
        let file = SeedWords.all.flatMap { $0 + [0x0A] }
        let digest = Digest.sha256(file.span)
        #expect(SampleKey.hex(digest).lowercased() == "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda")
        for (number, word) in SeedWords.all.enumerated() { #expect(SeedWords.number(of: Array(word)) == number) }
        for word in ["", "a", "zzz", "abando", "zoos"] { #expect(SeedWords.number(of: Array(word.utf8)) == nil) }
        #expect(SeedWords.word(2_048).isEmpty)
    }

    @Test("base32: the vectors of RFC 4648")
    func base32() {
        for (plain, encoded) in [
            ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB"), ("foobar", "MZXW6YTBOI"),
        ] {
            #expect(text(Base32.encode(Array(plain.utf8))) == encoded)
            #expect(Base32.decode(Array(encoded.lowercased().utf8)) == Array(plain.utf8))
        }
        #expect(Base32.decode(Array("M1".utf8)) == nil)
    }

    @Test("an AWS key ID says its account")
    func aws() {
        let account: UInt64 = 123_456_789_012
        let bits = (account << 7 | 1 << 47) << 2
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)
        let body = text((0..<10).map { alphabet[Int(bits >> UInt64(45 - 5 * $0) & 31)] })
        #expect(AWSKeyID.proof(of: Array(("AK" + "IA" + body + "QWERTZ").utf8)) == .says("account 123456789012"))
        #expect(AWSKeyID.proof(of: Array(("AK" + "IA1111111111111111").utf8)) == .stands(Proof.Facts()))
        #expect(AWSKeyID.proof(of: Array(("AK" + "IAIOSFODNN7" + "EXAMPLE").utf8)) == .disproved("AWS documentation sample"))
    }

    @Test("GitLab's payload tells whose token it is")
    func gitlab() {
        let random = [UInt8](repeating: 0x5A, count: 16)
        for payload in [random + Array("o:1\np:2s\nu:1z".utf8) + [16], Array("o:1\np:2s\nu:1z".utf8) + random + [16]] {
            let body = Array(("glpat" + "-").utf8) + Base64.encode(payload.span, urlSafe: true)
            let token = ChecksumFormat.gitlab.completed(body) ?? []
            #expect(ChecksumFormat.gitlab.verdict(on: token) == .fits(["user 71", "project 100", "organisation 1"]))
        }
    }
}
