package import RekeyCore
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

    /// Throws a `Trouble` with the line when the text is no TOML.
    package func parse() throws(Trouble) { _ = try table() }

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

    /// `name:line` of the `entry`-th `[[table]]` header below the `index`-th `[[parent]]` header, or of `field` below it.
    func place(ofEntry entry: Int, of table: String, in parent: String, at index: Int, field: String? = nil) -> String {
        let parents = headers(of: parent)
        guard index < parents.count else { return name }
        let end = index + 1 < parents.count ? parents[index + 1] : lines.count
        let entries = headers(of: table).filter { (parents[index]..<end).contains($0) }
        guard entry < entries.count else { return "\(name):\(parents[index] + 1)" }
        return place(ofHeader: entries[entry], before: end, field: field)
    }

    /// `name:line` of the `index`-th `[[table]]` header, or of `field` between it and the next header of any table.
    func place(ofEntry index: Int, of table: String, field: String?) -> String {
        let headers = headers(of: table)
        guard index < headers.count else { return name }
        return place(ofHeader: headers[index], before: lines.count, field: field)
    }

    private func place(ofHeader header: Int, before end: Int, field: String?) -> String {
        let body = (header + 1)..<max(header + 1, end)
        let next = body.first { Self.trimmed(lines[$0]).hasPrefix("[[") } ?? end
        let found = field.flatMap { field in (header..<max(header, next)).first { Self.assigns(lines[$0], field) } }
        return "\(name):\((found ?? header) + 1)"
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
