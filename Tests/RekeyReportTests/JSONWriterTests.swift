internal import Foundation
internal import Testing

@testable internal import RekeyReport

@Suite("JSONWriter")
struct JSONWriterTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let written: String
        var testDescription: String { written }
    }

    @Test(
        "strings are escaped",
        arguments: [
            Case(text: "", written: #""""#),
            Case(text: "a\"b\\c/d", written: #""a\"b\\c/d""#),
            Case(text: "\n\r\t", written: #""\n\r\t""#),
            Case(text: "\u{0}\u{8}\u{1F}\u{7F}", written: #""\u0000\u0008\u001F\u007F""#),
            Case(text: "\u{2028}\u{2029}\u{202E}", written: #""\u2028\u2029\u202E""#),
            Case(text: "é😀", written: "\"é😀\""),
            Case(text: "\u{E0041}", written: #""\uDB40\uDC41""#),
            Case(text: "e\u{301}", written: "\"e\u{301}\""),
        ])
    func strings(_ c: Case) throws {
        let bytes = JSONWriter.bytes(of: .string(c.text), style: .compact)
        #expect(bytes == Array(c.written.utf8))
        let read = try #require(JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed) as? String)
        #expect(Array(read.utf8) == Array(c.text.utf8))
    }

    @Test("every kind of value, compact and indented")
    func layout() {
        let value = JSONValue.object([
            ("z", .array([.integer(-3), .decimal(units: 57, places: 1), .decimal(units: 4, places: 3), .bool(true), .null])),
            ("a", .object([])),
            ("b", .array([])),
        ])
        #expect(text(value, .compact) == #"{"z":[-3,5.7,0.004,true,null],"a":{},"b":[]}"#)
        #expect(
            text(value, .indented) == """
                {
                  "z": [
                    -3,
                    5.7,
                    0.004,
                    true,
                    null
                  ],
                  "a": {},
                  "b": []
                }
                """)
    }

    private func text(_ value: JSONValue, _ style: JSONWriter.Style) -> String {
        String(decoding: JSONWriter.bytes(of: value, style: style), as: UTF8.self)
    }
}
