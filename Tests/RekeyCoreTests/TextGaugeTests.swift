internal import RekeyCore
internal import Testing

@Suite struct TextGaugeTests {
    @Test(
        "text has no control bytes and little outside ASCII",
        arguments: [
            ("plain words\r\n\t", true), ("Grüße aus dem schönen Köln am Rhein", true), ("", false), ("a\u{0}b", false),
            ("bell \u{7}", false),
            ("ЯЯЯЯ", false), ("\u{7F}", false),
        ])
    func text(_ text: String, _ isText: Bool) {
        let bytes = Array(text.utf8)
        #expect(TextGauge.isText(bytes.span) == isText)
        guard bytes.count > 2 else { return }
        let whole = bytes + Array(repeating: 0x20, count: (3 - bytes.count % 3) % 3)
        let encoded = Base64.encode(whole.span)
        #expect(Base64.isText(encoded.span, 0..<encoded.count) == isText)
    }

    @Test("foreign characters and ranges outside are no text")
    func foreign() {
        let text = Array("YWJj*WJj".utf8)
        #expect(Base64.isText(text.span, 0..<4) && !Base64.isText(text.span, 0..<8))
        #expect(!Base64.isText(text.span, 4..<9) && !Base64.isText(text.span, 0..<0))
    }
}
