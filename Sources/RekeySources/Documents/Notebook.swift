internal import RekeyCore

/// A Jupyter notebook: each cell and each output is a text; lines count in the cell, as Jupyter shows them.
///
/// Source: the notebook format 4 and 3 of Jupyter, nbformat.readthedocs.io.
struct Notebook {
    private struct Key: Hashable, Comparable {
        var cell: Int
        /// 0 for the source.
        var output: Int

        static func < (left: Key, right: Key) -> Bool { (left.cell, left.output) < (right.cell, right.output) }
    }

    private let path: [UInt8]
    private var parts: [Key: DocumentPart] = [:]
    /// What led to the last string of each part: the lines of one text are put together, others begin a line.
    private var last: [Key: [JSONStep]] = [:]
    private var kinds: [Int: String] = [:]
    private var language = "python"

    init(_ bytes: [UInt8], path: [UInt8]) {
        self.path = path
        let strings = JSONStrings(bytes)
        strings.lend { add($0, $1, strings) }
    }

    var reading: DocumentReading {
        var reading = DocumentReading()
        for key in parts.keys.sorted() {
            guard var part = parts[key] else { continue }
            part.seenAs = seenAs(key)
            reading.parts.append(part)
        }
        return reading
    }

    private mutating func add(_ path: [JSONStep], _ range: Range<Int>, _ strings: JSONStrings) {
        if path == [.name("metadata"), .name("kernelspec"), .name("language")] { language = strings.word(range) }
        // Why: format 3 has cells in worksheets.
        let steps = path.first == .name("worksheets") ? path.dropFirst(2) : path[...]
        guard steps.count >= 3, steps.first == .name("cells"), case .index(let cell) = steps[steps.startIndex + 1] else { return }
        let rest = Array(steps.dropFirst(2))
        if rest == [.name("cell_type")] { kinds[cell] = strings.word(range) }
        guard let output = Self.output(rest) else { return }
        let key = Key(cell: cell, output: output)
        var part = parts.removeValue(forKey: key) ?? DocumentPart(Self.words(key))
        // Why: every element of a traceback is a line without its end.
        let group = rest.contains(.name("traceback")) ? rest : rest.filter { if case .name = $0 { true } else { false } }
        if last[key] != group { part.beginLine() }
        last[key] = group
        part.append(strings.unescaped(range), from: range)
        parts[key] = part
    }

    /// The number of an output, 0 for the source; `nil` for what is neither, or no text.
    private static func output(_ steps: [JSONStep]) -> Int? {
        guard case .name(let name) = steps.first else { return nil }
        if name == "source" || name == "input" { return 0 }
        guard name == "outputs", steps.count >= 3, case .index(let number) = steps[1], case .name(let member) = steps[2] else { return nil }
        switch member {
        case "text", "evalue", "traceback", "html", "latex", "javascript": return number + 1
        case "data":
            guard steps.count >= 4, case .name(let type) = steps[3] else { return nil }
            return type.hasPrefix("text/") || type == "application/javascript" ? number + 1 : nil
        default: return nil
        }
    }

    private static func words(_ key: Key) -> String {
        key.output == 0 ? "cell \(key.cell + 1)" : "cell \(key.cell + 1) output \(key.output)"
    }

    /// The notebook's path as that of a file in the language of the cell.
    private func seenAs(_ key: Key) -> [UInt8] {
        let isCode = key.output == 0 && kinds[key.cell] ?? "code" == "code"
        let ending = !isCode ? "txt" : ["r": "r", "julia": "jl", "bash": "sh", "javascript": "js"][language.lowercased()] ?? "py"
        return path.dropLast("ipynb".utf8.count) + Array(ending.utf8)
    }
}
