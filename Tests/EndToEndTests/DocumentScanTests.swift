internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// `rekey scan` of documents, as a user sees it.
@Suite struct DocumentScanTests {
    private let workspace: Workspace
    /// A webhook in a string of JSON.
    private let value = String(Planted.slack.line.drop { $0 != "=" }.dropFirst())

    init() throws { workspace = try Workspace() }

    private func shell(_ script: String) throws {
        let outcome = try Program.run(program: "/bin/sh", ["-ec", script], in: workspace.path)
        try #require(outcome.status == 0, "\(outcome.everything)")
    }

    private func scan(_ arguments: String...) throws -> Program.Outcome {
        try Program.run(["scan", "--no-color"] + arguments, in: workspace.path)
    }

    private func notebook(_ lines: [String]) -> String {
        let source = lines.map { "    \"\($0)\\n\"" }.joined(separator: ",\n")
        return "{\"cells\": [\n {\"cell_type\": \"code\", \"outputs\": [], \"source\": [\n\(source)\n ]}], \"nbformat\": 4}\n"
    }

    /// A PDF without compression that writes a secret in two pieces.
    private var pdf: String {
        let operators = "BT [(\(value.dropLast(9)))-20(\(value.suffix(9)))] TJ ET"
        return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n"
            + "3 0 obj<</Type/Page/Contents 4 0 R>>endobj\n4 0 obj<</Length \(operators.utf8.count)>>stream\n\(operators)\nendstream endobj\n"
    }

    @Test("a cell of a notebook is a place, once; a comment in the cell excuses it")
    func cell() throws {
        try workspace.write("a.ipynb", notebook(["import os", "url = '\(value)'"]))
        let outcome = try scan()
        #expect(outcome.status == 1 && outcome.stdout.contains("\na.ipynb!/cell 1:2:"))
        #expect(outcome.stdout.contains("1 credential in 1 place"))
        let json = try scan("--format", "json").stdout
        #expect(json.contains("\"entry\": \"cell 1\"") && json.contains("\"path\": \"a.ipynb\""))
        try workspace.write("a.ipynb", notebook(["# rekey:allow[slack.webhook] gone", "url = '\(value)'"]))
        #expect(try scan().status == 0)
    }

    @Test("of a staged notebook only changed cells count")
    func staged() throws {
        try shell("git init -q . && git config user.name a && git config user.email a@b")
        try workspace.write("a.ipynb", notebook(["url = '\(value)'", "b = 1"]))
        try shell("git add . && git commit -qm first")
        try workspace.write("a.ipynb", notebook(["url = '\(value)'", "b = 2"]))
        try shell("git add .")
        #expect(try scan("--staged").status == 0)
        try workspace.write("a.ipynb", notebook(["url = '\(value)' ", "b = 2"]))
        try shell("git add .")
        let outcome = try scan("--staged")
        #expect(outcome.status == 1 && outcome.stdout.contains("a.ipynb!/cell 1:1:"))
    }

    @Test("a PDF is read in files, archives, on standard input, when staged and in the history")
    func everywhere() throws {
        try workspace.write("app/a.pdf", pdf)
        try shell("tar cf b.tar app")
        let outcome = try scan()
        #expect(outcome.stdout.contains("\napp/a.pdf!/page 1:1:") && outcome.stdout.contains("\nb.tar!/app/a.pdf!/page 1:1:"))
        try shell("git init -q . && git config user.name a && git config user.email a@b && git add app")
        #expect(try scan("--staged").stdout.contains("app/a.pdf!/page 1:1:"))
        try shell("git commit -qm first")
        #expect(try scan("--history").stdout.contains("app/a.pdf!/page 1:1:"))
        let piped = try Program.run(
            program: "/bin/sh", ["-c", "exec \"$0\" scan --no-color - < app/a.pdf", Program.path], in: workspace.path)
        #expect(piped.status == 1 && piped.stdout.contains("-!/page 1:1:"))
    }

    @Test("an encrypted PDF is named and makes the scan incomplete")
    func encrypted() throws {
        try workspace.write("a.pdf", pdf + "trailer <</Encrypt 9 0 R>>\n")
        let outcome = try scan()
        #expect(outcome.status == 3 && outcome.stdout.contains("a.pdf  encrypted: the PDF is encrypted"))
    }

    @Test("a source in a source map is judged by its own path")
    func sourceMap() throws {
        let name = "app.js.map"
        func map(_ source: String) -> String {
            "{\"version\":3,\"sources\":[\"webpack:///\(source)\"],\"sourcesContent\":[\"a();\\nlet b = \\\"\(value)\\\";\"],\"mappings\":\"\"}"
        }
        try workspace.write(name, map("./src/api.ts"))
        #expect(try scan().stdout.contains("\napp.js.map!/src/api.ts:2:"))
        #expect(try scan().stdout.contains("1 credential in 1 place"))
    }
}
