internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Source maps as the sources in them.
@Suite struct SourceMapTests {
    private static let map = #"""
        {"version":3,"file":"app.js","sources":["webpack:///./src/api.ts","../lib/b.js",""],"sourcesContent":["let a = \"b\";\n\tc()",null,"d"],"mappings":"AAAA"}
        """#

    @Test("each source is a text, called by its place in the project")
    func sources() throws {
        let sample = try #require(DocumentSample(Self.map, path: "dist/app.js.map"))
        #expect(sample.entries == ["src/api.ts", "source 3"])
        #expect(sample.text("src/api.ts") == "let a = \"b\";\n\tc()")
        #expect(sample.path("src/api.ts") == "src/api.ts")
        #expect(sample.rest.contains("AAAA") && !sample.rest.contains("let a"))
    }

    @Test("maps in sections are read as well")
    func sections() {
        let text = #"{"version":3,"sections":[{"map":\#(Self.map)},{"map":{"sources":["x.js"],"sourcesContent":["y"]}}]}"#
        #expect(DocumentSample(text, path: "a.map")?.entries == ["src/api.ts", "source 3", "x.js"])
    }

    @Test("the map at the end of a script is read", arguments: ["//# %\n", "/*# % */", "//# %\r\n\n"])
    func script(_ form: String) throws {
        let code = "console.log(1)\n"
        let data = String(decoding: Base64.encode(Array(Self.map.utf8).span, padded: true), as: UTF8.self)
        let url = "sourceMappingURL=data:application/json;charset=utf-8;base64," + data
        let text = code + form.split(separator: "%", omittingEmptySubsequences: false).joined(separator: url)
        let sample = try #require(DocumentSample(text, path: "app.js"))
        #expect(sample.text("src/api.ts") == "let a = \"b\";\n\tc()")
        #expect(sample.rest.hasPrefix(code) && !sample.rest.contains(data.prefix(20)))
    }

    /// What a source is called in a map, and the path it gets.
    struct Place: CustomTestStringConvertible, Sendable {
        var name: String
        var path: String
        var testDescription: String { name }
    }

    @Test(
        "a place in the project has no scheme and does not climb",
        arguments: [
            Place(name: "webpack://app/./src/a.js", path: "app/src/a.js"), Place(name: "../../etc/passwd", path: "etc/passwd"),
            Place(name: "/abs/b.ts", path: "abs/b.ts"), Place(name: "..", path: ""),
        ])
    func place(_ c: Place) { #expect(SourceMap.place(c.name) == c.path) }

    @Test("scripts without a map, and maps without sources, are no documents")
    func others() {
        #expect(DocumentSample("console.log(1) // more than some bytes\n", path: "a.js") == nil)
        #expect(DocumentSample("a()\n//# sourceMappingURL=data:application/json;base64,!!!!\n", path: "a.js") == nil)
        #expect(DocumentSample(#"{"version":3,"sources":["a.js"],"mappings":""}"#, path: "a.map") == nil)
    }
}
