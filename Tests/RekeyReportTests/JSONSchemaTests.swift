internal import Testing

@Suite("the schema validator of these tests")
struct JSONSchemaTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let schema: String
        let fits: String
        let doesNotFit: String
        var testDescription: String { name }
    }

    @Test(
        "every keyword accepts what fits and refuses what does not",
        arguments: [
            Case(name: "type object", schema: #"{"type":"object"}"#, fits: "{}", doesNotFit: "[]"),
            Case(name: "type integer", schema: #"{"type":"integer"}"#, fits: "3", doesNotFit: "3.5"),
            Case(name: "type number", schema: #"{"type":"number"}"#, fits: "3.5", doesNotFit: "true"),
            Case(name: "type boolean", schema: #"{"type":"boolean"}"#, fits: "true", doesNotFit: "1"),
            Case(name: "type null", schema: #"{"type":"null"}"#, fits: "null", doesNotFit: #""""#),
            Case(name: "required", schema: #"{"required":["a"]}"#, fits: #"{"a":null}"#, doesNotFit: #"{"b":1}"#),
            Case(name: "properties", schema: #"{"properties":{"a":{"type":"string"}}}"#, fits: #"{"a":"x"}"#, doesNotFit: #"{"a":1}"#),
            Case(
                name: "no additional properties", schema: #"{"properties":{"a":{}},"additionalProperties":false}"#, fits: #"{"a":1}"#,
                doesNotFit: #"{"a":1,"b":2}"#),
            Case(name: "enum", schema: #"{"enum":["a",1]}"#, fits: "1", doesNotFit: #""1""#),
            Case(name: "items", schema: #"{"items":{"type":"string"}}"#, fits: #"["a"]"#, doesNotFit: #"["a",1]"#),
            Case(name: "pattern", schema: #"{"pattern":"^[a-f]+$"}"#, fits: #""abc""#, doesNotFit: #""abcg""#),
            Case(name: "anyOf", schema: #"{"anyOf":[{"type":"string"},{"type":"null"}]}"#, fits: "null", doesNotFit: "1"),
            Case(name: "allOf", schema: #"{"allOf":[{"minimum":1},{"maximum":3}]}"#, fits: "2", doesNotFit: "4"),
            Case(name: "$ref", schema: ##"{"$ref":"#/$defs/a","$defs":{"a":{"type":"string"}}}"##, fits: #""x""#, doesNotFit: "1"),
        ])
    func keyword(_ c: Case) throws {
        let schema = JSONSchema(root: try JSONTree(parsing: c.schema.utf8))
        #expect(schema.faults(in: try JSONTree(parsing: c.fits.utf8)) == [])
        #expect(schema.faults(in: try JSONTree(parsing: c.doesNotFit.utf8)).count == 1)
    }

    @Test("a schema it cannot follow is refused", arguments: [#"{"maxLength":3}"#, ##"{"$ref":"#/$defs/gone"}"##, #"{"pattern":"("}"#])
    func strict(_ schema: String) throws {
        #expect(!JSONSchema(root: try JSONTree(parsing: schema.utf8)).faults(in: .string("x")).isEmpty)
    }
}
