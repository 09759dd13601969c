internal import RekeyCore
internal import Testing

@Suite struct ProvenanceTests {
    /// A place, and the path that says what kind of text it is.
    struct Case: CustomTestStringConvertible, Sendable {
        var kind: Provenance.Kind
        var path: String
        var entry = ""
        var text: String
        var testDescription: String { "\(kind) \(path) \(entry)" }
    }

    static let cases = [
        Case(kind: .worktree, path: "log/app.log.gz", text: "log/app.log.gz"),
        Case(kind: .archive, path: "log/app.log.gz", text: "log/app.log"), Case(kind: .archive, path: ".gz", text: ".gz"),
        Case(kind: .archive, path: "a.zip", entry: "tests/a.py", text: "tests/a.py"),
        Case(kind: .archive, path: "a.tar", entry: "b.zip!/lib/c.tgz!/src/d.js", text: "src/d.js"),
        Case(kind: .staged, path: "a.zip", entry: "app/.env", text: "app/.env"),
        Case(kind: .archive, path: "a.tar", entry: "logs/x!y.txt.zst", text: "logs/x!y.txt"),
        Case(kind: .range, path: "", entry: "commit message", text: ""),
    ]

    @Test("the innermost path tells what a text is, without the ending of its compression", arguments: cases)
    func textPath(_ c: Case) {
        let provenance = Provenance(kind: c.kind, path: Array(c.path.utf8), entry: Array(c.entry.utf8))
        #expect(String(decoding: provenance.textPath, as: UTF8.self) == c.text)
    }

    @Test("the path for people joins archive and path inside, and leaves messages without one")
    func displayPath() {
        let inside = Provenance(kind: .archive, path: Array("a.zip".utf8), entry: Array("b/c".utf8))
        let layer = Provenance(kind: .image, path: Array("app:1".utf8), entry: Array("layer 2 (RUN x) b/c".utf8))
        let message = Provenance(kind: .range, path: [], entry: Array("commit message".utf8))
        #expect(inside.displayPath == "a.zip!/b/c" && layer.displayPath == "app:1 layer 2 (RUN x) b/c" && message.displayPath.isEmpty)
    }
}
