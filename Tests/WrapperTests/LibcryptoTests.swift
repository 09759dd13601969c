internal import Libcrypto
internal import Testing

@Suite struct DigestTests {
    /// Source: FIPS 180-4 sample "abc", and the digest of no bytes.
    @Test(
        "SHA-256 agrees with the published vectors",
        arguments: [
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ])
    func sha256(_ text: String, _ digest: String) {
        #expect(hexadecimal(Digest.sha256(Array(text.utf8).span)) == digest)
    }

    @Test(
        "HMAC agrees with RFC 4231 test case 2",
        arguments: [
            (Digest.Hash.sha256, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            (
                Digest.Hash.sha384,
                "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649"
            ),
        ])
    func hmac(_ hash: Digest.Hash, _ digest: String) throws {
        let code = Digest.hmac(hash, key: Array("Jefe".utf8).span, message: Array("what do ya want for nothing?".utf8).span)
        #expect(hexadecimal(try #require(code)) == digest)
    }

    @Test("HMAC-SHA-256 agrees with RFC 4231 test cases 6 and 1: a key longer than a block, and one of 20 bytes")
    func hmacKeys() throws {
        let long = Digest.hmac(
            .sha256, key: [UInt8](repeating: 0xAA, count: 131).span,
            message: Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8).span)
        #expect(hexadecimal(try #require(long)) == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
        let short = Digest.hmac(.sha256, key: [UInt8](repeating: 0x0B, count: 20).span, message: Array("Hi There".utf8).span)
        #expect(hexadecimal(try #require(short)) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    }

    @Test("an empty key or message is an ordinary input to HMAC")
    func emptyInputs() throws {
        let nothing: [UInt8] = []
        let code = Digest.hmac(.sha256, key: nothing.span, message: nothing.span)
        #expect(hexadecimal(try #require(code)) == "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad")
        #expect(Digest.hmac(.sha512, key: nothing.span, message: nothing.span)?.count == 64)
    }

    @Test("comparison answers for equal, different, shorter and empty bytes")
    func comparison() {
        #expect(Digest.isEqual([1, 2, 3], [1, 2, 3]))
        #expect(!Digest.isEqual([1, 2, 3], [1, 2, 4]))
        #expect(!Digest.isEqual([1, 2, 3], [1, 2]))
        #expect(Digest.isEqual([], []))
    }

    @Test("random bytes have the length asked for and differ")
    func random() throws {
        #expect(try randomBytes(0).isEmpty)
        #expect(try randomBytes(32).count == 32)
        #expect(try randomBytes(32) != randomBytes(32))
    }
}

@Suite struct SignatureTests {
    private let message = Array("the message that was signed".utf8)

    @Test("a fresh key's signature verifies with its public members, and only over its message", arguments: SignatureAlgorithm.allCases)
    func roundTrip(_ algorithm: SignatureAlgorithm) throws {
        let pair = try SigningKeyPair(generating: algorithm)
        let key = try verificationKey(of: pair)
        let signature = try pair.signature(of: message)
        #expect(signature.count == (algorithm == .rs256 ? 256 : 64))
        #expect(key.verifies(signature, of: message) == true)
        #expect(key.verifies(signature, of: message + [0]) == false)
        #expect(key.verifies(signature, of: []) == false)
        let stranger = try verificationKey(of: SigningKeyPair(generating: algorithm))
        #expect(stranger.verifies(signature, of: message) == false)
    }

    @Test("a signature with any byte flipped, or cut short, does not verify", arguments: SignatureAlgorithm.allCases)
    func damage(_ algorithm: SignatureAlgorithm) throws {
        let pair = try SigningKeyPair(generating: algorithm)
        let key = try verificationKey(of: pair)
        let signature = try pair.signature(of: message)
        for index in signature.indices {
            var damaged = signature
            damaged[index] ^= 1
            #expect(key.verifies(damaged, of: message) == false)
            #expect(key.verifies(Array(signature.prefix(index)), of: message) == false)
        }
        #expect(key.verifies([UInt8](repeating: 0, count: signature.count), of: message) == false)
        #expect(key.verifies([UInt8](repeating: 255, count: signature.count), of: message) == false)
    }

    @Test("private members have the length of their kind and differ from key to key", arguments: SignatureAlgorithm.allCases)
    func privateMembers(_ algorithm: SignatureAlgorithm) throws {
        let first = try SigningKeyPair(generating: algorithm)
        let second = try SigningKeyPair(generating: algorithm)
        let lengths = first.withPrivateMember { $0.count }
        #expect(algorithm == .rs256 ? (250...256).contains(lengths) : lengths == 32)
        let digests = [first.withPrivateMember(Digest.sha256), second.withPrivateMember(Digest.sha256)]
        #expect(digests[0] != digests[1])
    }

    /// Source: RFC 8037 appendix A.4, public key and signature of "Example of Ed25519 signing".
    @Test("the Ed25519 vector of RFC 8037 verifies")
    func publishedEdwards() throws {
        let key = try VerificationKey(ed25519: bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"))
        let signature = bytes(
            "860c98d2297f3060a33f42739672d61b53cf3adefed3d3c672f320dc021b411e"
                + "9d59b8628dc351e248b88b29468e0e41855b0fb7d83bb15be902bfccb8cd0a02")
        let input = "eyJhbGciOiJFZERTQSJ9" + "." + "RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc"
        #expect(key.verifies(signature, of: Array(input.utf8)) == true)
    }

    @Test("members of wrong length or off the curve are malformed")
    func malformed() throws {
        let good = try SigningKeyPair(generating: .es256).publicMembers
        for count in 0..<32 {
            #expect(throws: LibcryptoError.malformedKey) { _ = try VerificationKey(p256X: Array(good[0].prefix(count)), y: good[1]) }
            #expect(throws: LibcryptoError.malformedKey) { _ = try VerificationKey(ed25519: Array(good[0].prefix(count))) }
        }
        var offCurve = good[1]
        offCurve[31] ^= 1
        #expect(throws: LibcryptoError.malformedKey) { _ = try VerificationKey(p256X: good[0], y: offCurve) }
        let tooLarge = [UInt8](repeating: 255, count: 32)
        #expect(throws: LibcryptoError.malformedKey) { _ = try VerificationKey(p256X: tooLarge, y: tooLarge) }
    }

    @Test("RSA numbers outside the sizes we compute with are refused")
    func rsaBounds() throws {
        let members = try SigningKeyPair(generating: .rs256).publicMembers
        let exponent = members[1]
        for count in [0, 1, 64, 1026, 100_000] {
            let modulus = [UInt8](repeating: 255, count: count)
            #expect(throws: LibcryptoError.unsupportedSize) { _ = try VerificationKey(rsaModulus: modulus, exponent: exponent) }
        }
        for exponent: [UInt8] in [[], [0], [1], [UInt8](repeating: 255, count: 9), [UInt8](repeating: 1, count: 400)] {
            #expect(throws: LibcryptoError.unsupportedSize) { _ = try VerificationKey(rsaModulus: members[0], exponent: exponent) }
        }
        var even = members[0]
        even[even.count - 1] &= 0xFE
        #expect(throws: LibcryptoError.malformedKey) { _ = try VerificationKey(rsaModulus: even, exponent: exponent) }
    }

    private func verificationKey(of pair: borrowing SigningKeyPair) throws -> VerificationKey {
        let members = pair.publicMembers
        return switch pair.algorithm {
        case .es256: try VerificationKey(p256X: members[0], y: members[1])
        case .rs256: try VerificationKey(rsaModulus: members[0], exponent: members[1])
        case .edDSA: try VerificationKey(ed25519: members[0])
        }
    }
}

private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
}

private func bytes(_ hexadecimal: String) -> [UInt8] {
    let digits = hexadecimal.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
}
