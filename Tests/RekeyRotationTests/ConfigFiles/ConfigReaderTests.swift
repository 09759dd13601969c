import Foundation
import RekeyCore
import RekeyTestSupport
import Testing

@testable import RekeyRotation

@Suite("configuration files with made-up values, read by Python")
struct ConfigReaderTests {
    static let templates: [(path: String, text: String)] = [
        ("a.json", "{\"a\": [1, {\"TARGET\": \"old\"}], \"b\": \"keep\"}"), ("a.yaml", "a:\n  - TARGET: old\n    b: keep\nc: 'x'\n"),
        ("b.yaml", "a: {TARGET: old, b: keep}\n"), ("c.yaml", "TARGET: \"old\" # note\nb: keep\n"),
        ("d.yaml", "TARGET: 'old'\r\nb: keep\r\n"),
        ("e.yaml", "x:\n  TARGET: |\n    old\n    lines\n  b: keep\n"), ("f.yaml", "x:\n  TARGET: |-\n    old\n\n  b: keep\n"),
        ("a.toml", "[x]\nTARGET = \"old\" # note\nb = 'keep'\n"), ("b.toml", "TARGET = 'old'\nb = \"keep\"\n"),
        ("c.toml", "x = { TARGET = \"\"\"old\"\"\", b = \"keep\" }\n"),
    ]

    /// Walks any document for the values of a name; prints each file's as a zero-ended string, or nothing.
    static let script = """
        import sys, json, tomllib, yaml
        def find(node, name):
            for key, value in node.items() if isinstance(node, dict) else enumerate(node):
                if key == name: return value
                if isinstance(value, (dict, list)):
                    found = find(value, name)
                    if found is not None: return found
        def load(path):
            if path.endswith("json"): return json.load(open(path, encoding="utf-8"))
            if path.endswith("toml"): return tomllib.load(open(path, "rb"))
            return yaml.safe_load(open(path, "rb"))
        for path in sys.stdin.read().split():
            try:
                tree = load(path)
                value, kept = find(tree, "TARGET"), find(tree, "b")
                told = b"1" + value.encode() if kept == "keep" else b"0"
            except Exception: told = b"0"
            sys.stdout.buffer.write(told + b"\\0")
        """

    @Test("Python reads the value that was set, and the other as before")
    func python() throws {
        guard (try? output(of: ["python3", "-c", "import yaml, tomllib"], input: "")) != nil else {
            try Test.cancel("no python3 with yaml and tomllib: pip install pyyaml")
        }
        let workspace = try Workspace()
        var (paths, values, refused) = ([String](), [[UInt8]](), 0)
        var random = SeededNumbers(seed: 11)
        for (path, text) in Self.templates {
            let bytes = Array(text.utf8)
            let file = try #require(ConfigFile(path: path, bytes: bytes))
            let place = try #require(file.places(named: "TARGET").first)
            for number in 0..<300 {
                let value = SampleValue.any(&random)
                guard let edit = try? file.edit(place, to: SecretText(value)) else {
                    refused += 1
                    continue
                }
                let name = "\(number).\(path)"
                try workspace.write(name, ByteEdit.apply([edit], to: bytes) ?? [])
                paths.append(workspace.path(name))
                values.append(value)
            }
        }
        let answers = try output(of: ["python3", "-c", Self.script], input: paths.joined(separator: "\n")).split(
            separator: 0, omittingEmptySubsequences: false
        ).dropLast()
        try #require(answers.count == values.count)
        var (agreed, wrong) = (0, [String]())
        for (path, (value, answer)) in zip(paths, zip(values, answers)) {
            if answer.elementsEqual([0x31] + value) {
                agreed += 1
            } else {
                wrong.append("\(path.split(separator: "/").last ?? ""): \(String(decoding: value, as: UTF8.self).debugDescription)")
            }
        }
        #expect(wrong.isEmpty, "\(wrong.count) differ, such as\n\(wrong.prefix(8).joined(separator: "\n"))")
        #expect(agreed > 2500 && refused < 500)
    }

    private func output(of command: [String], input: String) throws -> [UInt8] {
        let workspace = try Workspace()
        try workspace.write("input", input)
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: workspace.path("input")))
        (process.standardOutput, process.standardError) = (pipe, FileHandle.nullDevice)
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw EnvReaderProgram.Failure(description: "status \(process.terminationStatus)") }
        return bytes
    }
}
