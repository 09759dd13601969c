internal import Foundation

/// One Swift file under `Sources/`.
struct SourceFile: Sendable {
    /// From the repository's root, as in `Sources/RekeyCore/Account.swift`.
    let path: String
    /// As written.
    let lines: [String]
    /// Without comments and string literals, line by line as `lines`.
    let code: [String]

    init(path: String, text: String) {
        self.path = path
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        code = CodeText.of(text).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The target the file belongs to: its folder, below `Wrappers/` for wrappers.
    var target: String {
        let folders = path.split(separator: "/").dropFirst()
        return String((folders.first == "Wrappers" ? folders.dropFirst() : folders).first ?? "")
    }

    /// Number of lines; the end of the last one starts no new line.
    var lineCount: Int { lines.last == "" ? lines.count - 1 : lines.count }

    /// The modules it imports, with the line of each, counted from 1.
    var imports: [(module: String, line: Int)] {
        let importLine = Self.importLine
        return code.enumerated().compactMap { index, line in
            line.firstMatch(of: importLine).map { (String($0.output.1), index + 1) }
        }
    }

    private static var importLine: Regex<(Substring, Substring)> {
        #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:[a-z]+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)/#
    }
}

/// The files of this repository.
enum SourceTree {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every Swift file under `Sources/`, sorted by path.
    static let files: [SourceFile] = {
        let folder = root.appending(path: "Sources")
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().compactMap { path in
            guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else { return nil }
            return SourceFile(path: "Sources/\(path)", text: text)
        }
    }()
}
