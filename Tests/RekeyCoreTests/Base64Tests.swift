internal import Foundation
internal import RekeyCore
internal import Testing

@Suite("base64")
struct Base64Tests {
    private static func sample(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 73 &+ 251) } }

    @Test("what is encoded decodes again, in both alphabets, padded or not", arguments: 0...66)
    func roundTrip(count: Int) {
        let bytes = Self.sample(count)
        for urlSafe in [false, true] {
            for padded in [false, true] {
                let text = Base64.encode(bytes.span, urlSafe: urlSafe, padded: padded)
                #expect(Base64.decode(text.span) == bytes)
            }
        }
    }

    @Test("encoding is Foundation's", arguments: 0...66)
    func foundation(count: Int) {
        let bytes = Self.sample(count)
        let standard = Data(bytes).base64EncodedString()
        #expect(String(decoding: Base64.encode(bytes.span, padded: true), as: UTF8.self) == standard)
        let urlSafe = standard.replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
        #expect(String(decoding: Base64.encode(bytes.span, urlSafe: true), as: UTF8.self) == urlSafe)
    }

    // Source: RFC 4648, section 10.
    @Test(
        "published vectors",
        arguments: [
            ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
        ])
    func vectors(text: String, encoded: String) {
        #expect(Base64.encode(Array(text.utf8).span, padded: true) == Array(encoded.utf8))
        #expect(Base64.decode(Array(encoded.utf8).span) == Array(text.utf8))
    }

    @Test(
        "what is not base64 is refused",
        arguments: [
            "Z", "Zm9vY", "Zm9v Zg", "Zm\n9v", "Zg=a", "Z===", "====", "Zm9v===", "=Zm9v", "Zm9v.Zg", "Zm9vé", "\0\0\0\0",
        ])
    func refused(text: String) { #expect(Base64.decode(Array(text.utf8).span) == nil) }

    @Test("alphabets may be mixed")
    func mixed() { #expect(Base64.decode(Array("+-/_".utf8).span) == Base64.decode(Array("++//".utf8).span)) }

    @Test("any bytes are read without a trap")
    func anyBytes() {
        for byte in UInt8.min...UInt8.max where byte != UInt8(ascii: "=") {
            for count in 1...5 {
                let text = [UInt8](repeating: byte, count: count)
                #expect((Base64.decode(text.span) != nil) == (byte.isBase64 && count % 4 != 1))
            }
        }
    }
}
