internal import Libcrypto
internal import Testing

/// Test cases of the GCM specification for AES-256.
///
/// Source: McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test cases 13 to 16, which NIST SP 800-38D refers to.
struct CipherVector: CustomTestStringConvertible, Sendable {
    let name: String
    let key: String
    let nonce: String
    let plaintext: String
    let associatedData: String
    let ciphertext: String
    let tag: String

    var testDescription: String { name }

    private static let zeroKey = String(repeating: "00", count: 32)
    private static let zeroNonce = String(repeating: "00", count: 12)
    private static let key = String(repeating: "feffe9928665731c6d6a8f9467308308", count: 2)
    private static let nonce = "cafebabefacedbaddecaf888"
    private static let plaintext =
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255"
    private static let ciphertext =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad"

    static let all = [
        CipherVector(
            name: "13: nothing", key: zeroKey, nonce: zeroNonce, plaintext: "", associatedData: "", ciphertext: "",
            tag: "530f8afbc74536b9a963b4f1c4cb738b"),
        CipherVector(
            name: "14: one block", key: zeroKey, nonce: zeroNonce, plaintext: String(repeating: "00", count: 16), associatedData: "",
            ciphertext: "cea7403d4d606b6e074ec5d3baf39d18", tag: "d0d1c8a799996bf0265b98b5d48ab919"),
        CipherVector(
            name: "15: four blocks", key: key, nonce: nonce, plaintext: plaintext, associatedData: "", ciphertext: ciphertext,
            tag: "b094dac5d93471bdec1a502270e3cc6c"),
        CipherVector(
            name: "16: associated data, a short last block", key: key, nonce: nonce, plaintext: String(plaintext.dropLast(8)),
            associatedData: "feedfacedeadbeeffeedfacedeadbeefabaddad2", ciphertext: String(ciphertext.dropLast(8)),
            tag: "76fc6ece0f4e1768cddf8853bb2d551b"),
    ]
}

@Suite("AES-256-GCM") struct AuthenticatedCipherTests {
    private let text = Array("the old value and the new".utf8)
    private let data = Array("record 1".utf8)

    @Test("opens the published vectors", arguments: CipherVector.all)
    func vectors(_ vector: CipherVector) throws {
        var bytes = binary(vector.key)
        let key = try CipherKey(wiping: &bytes)
        #expect(bytes == [UInt8](repeating: 0, count: 32))
        let sealed = binary(vector.nonce) + binary(vector.ciphertext) + binary(vector.tag)
        let opened = try AuthenticatedCipher.open(sealed, key: key, associatedData: binary(vector.associatedData))
        #expect(opened == binary(vector.plaintext))
    }

    @Test("what is sealed opens, is longer by the overhead, and never looks the same twice", arguments: [0, 1, 15, 16, 17, 100_000])
    func roundTrip(_ count: Int) throws {
        let key = try CipherKey()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        let sealed = try AuthenticatedCipher.seal(bytes, key: key, associatedData: data)
        #expect(sealed.count == count + AuthenticatedCipher.overhead)
        let opened = try AuthenticatedCipher.open(sealed, key: key, associatedData: data)
        #expect(opened == bytes)
        let again = try AuthenticatedCipher.seal(bytes, key: key, associatedData: data)
        #expect(again != sealed)
    }

    @Test("any flipped byte and every shorter prefix is refused")
    func damage() throws {
        let key = try CipherKey()
        let sealed = try AuthenticatedCipher.seal(text, key: key, associatedData: data)
        for index in sealed.indices {
            var damaged = sealed
            damaged[index] ^= 0x10
            #expect(fault(damaged, key, data) == .notAuthentic)
            #expect(fault(Array(sealed.prefix(index)), key, data) == .notAuthentic)
        }
        #expect(fault(sealed + [0], key, data) == .notAuthentic)
        #expect(fault(sealed, key, data) == nil)
    }

    @Test("another key or other associated data is refused")
    func strangers() throws {
        let key = try CipherKey()
        let sealed = try AuthenticatedCipher.seal(text, key: key, associatedData: data)
        let stranger = try CipherKey()
        #expect(fault(sealed, stranger, data) == .notAuthentic)
        #expect(fault(sealed, key, Array("record 2".utf8)) == .notAuthentic)
        #expect(fault(sealed, key, []) == .notAuthentic)
    }

    @Test("a key has 32 bytes, gives them back, and is random", arguments: [0, 31, 33])
    func keys(_ wrongCount: Int) throws {
        var wrong = [UInt8](repeating: 1, count: wrongCount)
        #expect(throws: LibcryptoError.malformedKey) { _ = try CipherKey(wiping: &wrong) }
        var bytes = (0..<32).map { UInt8($0) }
        let key = try CipherKey(wiping: &bytes)
        #expect(key.withBytes(copy) == (0..<32).map { UInt8($0) })
        let fresh = try CipherKey()
        #expect(fresh.withBytes(copy) != key.withBytes(copy))
    }

    private func copy(_ bytes: Span<UInt8>) -> [UInt8] { bytes.indices.map { bytes[$0] } }

    private func fault(_ sealed: [UInt8], _ key: borrowing CipherKey, _ data: [UInt8]) -> AuthenticatedCipher.Fault? {
        do throws(AuthenticatedCipher.Fault) {
            _ = try AuthenticatedCipher.open(sealed, key: key, associatedData: data)
            return nil
        } catch { return error }
    }

    private func binary(_ text: String) -> [UInt8] {
        let digits = Array(text)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { UInt8(String(digits[$0...$0 + 1]), radix: 16) }
    }
}
