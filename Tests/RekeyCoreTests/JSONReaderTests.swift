internal import Testing

@testable internal import RekeyCore

@Suite struct JSONReaderTests {
    @Test(
        "values are read as RFC 8259 says",
        arguments: [
            ("null", ParsedJSON.null), (" true ", .boolean(true)), ("false", .boolean(false)), ("0", .integer(0)), ("-12", .integer(-12)),
            ("1.5", .number(1.5)), ("1e3", .number(1000)), ("9223372036854775807", .integer(.max)), ("\"\"", .string("")),
            (#""a\"\\\/\b\f\n\r\t\u0041\u00e9""#, .string("a\"\\/\u{8}\u{c}\n\r\tAé")), (#""\ud83d\ude00""#, .string("😀")),
            ("[]", .array([])), ("[1, [2]]", .array([.integer(1), .array([.integer(2)])])), ("{}", .object([:])),
            ("{ \"a\" : 1 , \"b\":[ ] }", .object(["a": .integer(1), "b": .array([])])), (#"{"a":1,"a":2}"#, .object(["a": .integer(2)])),
        ])
    func accepts(_ text: String, _ value: ParsedJSON) {
        #expect(JSONReader.wholeValue(of: Array(text.utf8)) == value)
    }

    @Test(
        "what is no JSON is refused",
        arguments: [
            "", " ", "nul", "tru", "01", "-", "1.", ".5", "1e", "+1", "\"", "\"\n\"", #""\x""#, #""\u12""#, #""\ud800""#,
            #""\ud800\u0041""#,
            #""\udc00""#, "[", "[1", "[1,", "[1,]", "[,]", "{", "{\"a\"", "{\"a\":", "{\"a\":1,}", "{a:1}", "1 2", "{}}", "NaN",
            String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
        ])
    func refuses(_ text: String) {
        #expect(JSONReader.wholeValue(of: Array(text.utf8)) == nil)
    }

    @Test("a string that is not UTF-8 is refused")
    func invalidUTF8() {
        #expect(JSONReader.wholeValue(of: [0x22, 0xFF, 0x22]) == nil)
        #expect(JSONReader.wholeValue(of: [0x22, 0xC3, 0x22]) == nil)
    }

    @Test(
        "whole numbers survive other notations, and hostile ones give nothing",
        arguments: [
            ("1700000000", Int64(1_700_000_000)), ("1.7e9", 1_700_000_000), ("1700000000.9", 1_700_000_000),
            ("\"1700000000\"", 1_700_000_000),
            ("-1", -1), ("1e300", nil), ("\"x\"", nil), ("null", nil), ("[1]", nil), ("99999999999999999999", nil), ("\"nan\"", nil),
            ("\"inf\"", nil),
        ])
    func wholeNumbers(_ text: String, _ value: Int64?) {
        #expect(JSONReader.wholeValue(of: Array(text.utf8))?.wholeNumber == value)
    }

    @Test("reading stops at the limit and starts where it is told")
    func limits() {
        var reader = JSONReader(Array("xx[1,2] tail".utf8), at: 2)
        #expect(reader.value() == .array([.integer(1), .integer(2)]))
        #expect(reader.offset == 7)
        var short = JSONReader(Array("[true]".utf8), limit: 4)
        #expect(short.value() == nil)
        var outside = JSONReader(Array("1".utf8), at: 99)
        #expect(outside.value() == nil)
    }
}
