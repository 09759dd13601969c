/// Rules of the house that a compiler does not check. Each gives faults as `path:line: …`.
enum HouseRules {
    /// Lines a file may have.
    static let lineWall = 400

    /// Calls that end the program on input, and access levels a program has no use for.
    static func forbiddenWords(in file: SourceFile) -> [String] {
        let forbidden = forbidden
        return file.code.enumerated().flatMap { index, line in
            forbidden.filter { line.firstMatch(of: $0.regex) != nil }.map { "\(file.path):\(index + 1): \($0.name)" }
        }
    }

    static func tooLong(_ file: SourceFile) -> [String] {
        file.lineCount > lineWall ? ["\(file.path):\(lineWall + 1): over \(lineWall) lines"] : []
    }

    /// Types and functions offered to other targets without a sentence on what they give.
    static func undocumented(in file: SourceFile) -> [String] {
        let packageDeclaration = packageDeclaration
        return file.code.enumerated().compactMap { index, line in
            guard let declaration = line.firstMatch(of: packageDeclaration), !isWitness(declaration.output.1) else { return nil }
            let above = file.lines[..<index].reversed().drop { $0.trimmingPrefix(while: \.isWhitespace).hasPrefix("@") }
            let isDocumented = above.first?.trimmingPrefix(while: \.isWhitespace).hasPrefix("///") ?? false
            return isDocumented ? nil : "\(file.path):\(index + 1): \(declaration.output.1) has no doc comment"
        }
    }

    /// Files, folders and types named after nothing in particular.
    static func emptyNames(in file: SourceFile) -> [String] {
        let (typeDeclaration, emptyName) = (typeDeclaration, emptyName)
        let names = file.path.split { $0 == "/" || $0 == "." || $0 == "+" }.map { (name: $0, line: 1) }
        let types = file.code.enumerated().compactMap { index, line in
            line.firstMatch(of: typeDeclaration).map { (name: $0.output.1, line: index + 1) }
        }
        return (names + types).filter { $0.name.firstMatch(of: emptyName) != nil }.map {
            "\(file.path):\($0.line): \($0.name) says nothing"
        }
    }

    /// Places in the reports that could reach the bytes of a secret.
    static func secretBytes(in file: SourceFile) -> [String] {
        guard file.target == "RekeyReport" else { return [] }
        return file.code.enumerated().filter { $1.contains("withBytes") || $1.contains("revealedBytes") }.map {
            "\(file.path):\($0.offset + 1): a report reaches secret bytes"
        }
    }

    /// Functions whose meaning a protocol of the standard library gives.
    private static func isWitness(_ name: Substring) -> Bool {
        !(name.first?.isLetter ?? false) || ["hash", "encode"].contains(name)
    }

    // Why: a regex cannot be shared between threads, so each check makes its own.
    private static var forbidden: [(name: String, regex: Regex<Substring>)] {
        [("try!", #/\btry!/#), ("as!", #/\bas!/#), ("fatalError", #/\bfatalError\s*\(/#), ("public", #/\bpublic\b/#)]
    }

    private static var packageDeclaration: Regex<(Substring, Substring)> {
        #/\bpackage\s+(?:[a-z]+\s+)*?(?:struct|enum|class|actor|protocol|typealias|func)\s+([^\s(<:{]+|[<>=~+\-*/%&|^!]+)/#
    }

    private static var typeDeclaration: Regex<(Substring, Substring)> { #/\b(?:struct|enum|class|actor|protocol|typealias)\s+(\w+)/# }

    private static var emptyName: Regex<Substring> {
        #/(?:^|[a-z0-9])(?:Utils?|Utilities|Utility|Helpers?|Managers?|Common|Shared|Extensions?)(?:$|[A-Z])/#
    }
}
