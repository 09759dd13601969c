internal import RekeyCore
internal import Testing

@testable internal import RekeySources

/// Notebooks as cells and outputs.
@Suite struct NotebookTests {
    private static let notebook = #"""
        {"cells": [
         {"cell_type": "markdown", "metadata": {"note": "kept"}, "source": "# Title\nwords"},
         {"cell_type": "code", "outputs": [
           {"output_type": "stream", "name": "stdout", "text": ["one\n", "two\n"]},
           {"data": {"text/plain": ["'\u00e9'"], "text/html": ["<td>", "x</td>"], "image/png": "iVBORw0KGgo"}},
           {"ename": "E", "evalue": "went \"wrong\"", "traceback": ["first", "second"]}],
          "source": ["a = \"b\"\n", "c = 'd'"]}],
         "metadata": {"kernelspec": {"language": "python"}}, "nbformat": 4}
        """#

    /// A text of the notebook, and what it is.
    struct Case: CustomTestStringConvertible, Sendable {
        var entry: String
        var text: String
        var path: String
        var testDescription: String { entry }
    }

    static let cases = [
        Case(entry: "cell 1", text: "# Title\nwords", path: "tests/a.txt"),
        Case(entry: "cell 2", text: "a = \"b\"\nc = 'd'", path: "tests/a.py"),
        Case(entry: "cell 2 output 1", text: "one\ntwo\n", path: "tests/a.txt"),
        Case(entry: "cell 2 output 2", text: "'é'\n<td>x</td>", path: "tests/a.txt"),
        Case(entry: "cell 2 output 3", text: "went \"wrong\"\nfirst\nsecond", path: "tests/a.txt"),
    ]

    @Test("cells and outputs are texts, lines put together", arguments: cases)
    func texts(_ c: Case) {
        let sample = DocumentSample(Self.notebook, path: "tests/a.ipynb")
        #expect(sample?.text(c.entry) == c.text)
        #expect(sample?.path(c.entry) == c.path)
    }

    @Test("what no text stands for stays where it is, and nothing is told twice")
    func rest() throws {
        let sample = try #require(DocumentSample(Self.notebook, path: "a.ipynb"))
        #expect(sample.entries == Self.cases.map(\.entry))
        #expect(sample.rest.utf8.count == Self.notebook.utf8.count)
        #expect(sample.rest.contains(#""note": "kept""#))
        #expect(sample.rest.contains("iVBORw0KGgo"))
        #expect(!sample.rest.contains("two"))
        #expect(sample.rest.split(separator: "\n", omittingEmptySubsequences: false).count == 8)
    }

    @Test("in a changed notebook the changed lines of a cell count")
    func added() throws {
        let text = Self.notebook
        let start = try #require(text.firstRange(of: "c = 'd'"))
        let offset = text.utf8.distance(from: text.startIndex, to: start.lowerBound)
        let sample = try #require(DocumentSample(text, path: "a.ipynb", added: [offset..<offset + 7]))
        #expect(sample.chunk("cell 2")?.added == [8..<15])
        #expect(sample.chunk("cell 2 output 1")?.added == [])
    }

    @Test("format 3 has its cells in worksheets")
    func worksheets() {
        let text = #"{"worksheets": [{"cells": [{"input": ["a\n", "b"], "cell_type": "code", "outputs": [{"text": ["c"]}]}]}]}"#
        let sample = DocumentSample(text, path: "a.ipynb")
        #expect(sample?.text("cell 1") == "a\nb")
        #expect(sample?.text("cell 1 output 1") == "c")
    }

    @Test("a file of another form or name is no notebook", arguments: [("{\"cells\": 12345678}", "a.ipynb"), (Self.notebook, "a.json")])
    func others(_ text: String, _ path: String) { #expect(DocumentSample(text, path: path) == nil) }
}
