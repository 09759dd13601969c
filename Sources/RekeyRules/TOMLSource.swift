internal import RekeyCore
internal import TOMLKit

/// One TOML text with its name, for messages that say file and line.
package struct TOMLSource: Sendable {
    /// As it should be printed: a path relative to where the user stands.
    package let name: String
    package let text: String
    private let lines: [Substring]

    package init(name: String, text: String) {
        self.name = name
        self.text = text
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    }

    func table() throws(Trouble) -> TOMLTable {
        do {
            return try TOMLTable(string: text)
        } catch let error as TOMLParseError {
            throw Trouble(
                "configuration not usable: the TOML does not parse", at: "\(name):\(error.source.begin.line)", why: error.description,
                next: "correct the line, then run: rekey rules check")
        } catch {
            throw Trouble("configuration not usable: the TOML does not parse", at: name, why: "\(error)")
        }
    }

    /// `name:line` of the `index`-th `[[rules]]` header, or of `field` below it.
    func place(ofRule index: Int, field: String? = nil) -> String {
        let headers = headers(of: "rules")
        guard index < headers.count else { return name }
        let end = index + 1 < headers.count ? headers[index + 1] : lines.count
        let found = field.flatMap { field in (headers[index]..<end).first { Self.assigns(lines[$0], field) } }
        return "\(name):\((found ?? headers[index]) + 1)"
    }

    /// `name:line` of the `index`-th `[[table]]` header.
    func place(of table: String, at index: Int) -> String {
        let headers = headers(of: table)
        return index < headers.count ? "\(name):\(headers[index] + 1)" : place(of: table)
    }

    private func headers(of table: String) -> [Int] { lines.indices.filter { Self.trimmed(lines[$0]).hasPrefix("[[\(table)]]") } }

    /// `name:line` of the first line that assigns `field` or opens the table `[field]`.
    func place(of field: String) -> String {
        let found = lines.indices.first { Self.assigns(lines[$0], field) || Self.trimmed(lines[$0]).hasPrefix("[\(field)]") }
        return found.map { "\(name):\($0 + 1)" } ?? name
    }

    private static func trimmed(_ line: Substring) -> Substring { line.drop { $0 == " " || $0 == "\t" } }

    private static func assigns(_ line: Substring, _ field: String) -> Bool {
        let line = trimmed(line)
        guard line.hasPrefix(field) else { return false }
        return line.dropFirst(field.count).first { $0 != " " } == "="
    }
}
