internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// HAR files as requests and responses.
@Suite struct HTTPArchiveTests {
    private static let body = #"{"token": "abc"}"#
    private static let archive = #"""
        {"log": {"version": "1.2", "pages": [{"title": "kept"}], "entries": [{
          "request": {"method": "POST", "url": "https://h/p?key=v1",
            "headers": [{"value": "v2", "name": "X-Api-Key"}, {"name": "Cookie", "value": "s=v3"}],
            "queryString": [{"name": "key", "value": "v1"}], "cookies": [{"name": "s", "value": "v3"}],
            "postData": {"mimeType": "application/json", "text": "{\"a\": \"v4\"}"}},
          "response": {"headers": [{"name": "Server", "value": "x"}],
            "content": {"mimeType": "application/json; charset=utf-8", "encoding": "base64", "text": "\#(encoded)"}}}]}}
        """#
    private static var encoded: String { String(decoding: Base64.encode(Array(body.utf8).span, padded: true), as: UTF8.self) }

    @Test("heads and bodies are texts; what is told twice is read once")
    func texts() throws {
        let sample = try #require(DocumentSample(Self.archive, path: "a.har"))
        #expect(sample.text("entry 1 request") == "POST https://h/p\nX-Api-Key: v2\nCookie: s=v3\nkey: v1\n")
        #expect(sample.text("entry 1 request body") == #"{"a": "v4"}"#)
        #expect(sample.text("entry 1 response") == "Server: x\n")
        #expect(sample.text("entry 1 response body") == Self.body)
        #expect(sample.path("entry 1 response body") == "a.har.json")
        #expect(sample.path("entry 1 request") == "a.har.yaml")
        #expect(sample.rest.contains("kept"))
        for value in ["v1", "v2", "v3", "v4"] { #expect(!sample.rest.contains(value)) }
    }

    @Test("a query that no list tells stays in the address; a wrong encoding leaves the text where it is")
    func others() throws {
        let text =
            #"{"log":{"entries":[{"request":{"method":"GET","url":"https://h/?a=b"},"response":{"content":{"encoding":"base64","text":"*"}}}]}}"#
        let sample = try #require(DocumentSample(text, path: "a.har"))
        #expect(sample.text("entry 1 request") == "GET https://h/?a=b\n")
        #expect(sample.rest.contains("\"*\""))
    }
}
