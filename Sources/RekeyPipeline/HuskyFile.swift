internal import RekeyCore

/// Our two lines in a `.husky/pre-commit` that otherwise belongs to the team.
///
/// They come first: what follows may leave early, and would leave rekey out.
enum HuskyFile {
    private static var markerLine: String {
        HookScript.marker(.preCommit) + " (this line and the next; `rekey hook uninstall` takes them out)"
    }

    /// The command that stops the script it stands in; `program` is what `REKEY` may replace, `nil` the `rekey` in `PATH`.
    static func command(program: String?) -> String {
        guard let program else { return "\"${REKEY:-rekey}\" scan --staged --quiet || exit $?" }
        return "rekey=\(ShellText.quoted(program)); \"${REKEY:-$rekey}\" scan --staged --quiet || exit $?"
    }

    /// The file with our lines, once.
    static func adding(_ file: HookFile, program: String?, at place: HookPlace) throws(Trouble) -> HookChange {
        guard [.missing, .foreign, .ours].contains(file.kind) else {
            throw Trouble(
                "hook not installed: husky's file is no regular file", at: file.path,
                next: "add this line to what it leads to: \(command(program: nil))")
        }
        let text = adding(to: without(file.text), program: program)
        return HookChange(file: file, text: text == file.text ? nil : text, isWholeFile: false)
    }

    static func adding(to text: String, program: String?) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        lines.insert(contentsOf: [markerLine, command(program: program)], at: start(lines))
        return lines.joined(separator: "\n")
    }

    /// The text without our lines, as it was before.
    static func without(_ text: String) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.firstIndex(where: { $0 == markerLine }) else { return text }
        lines.removeSubrange(first..<min(first + 2, lines.count))
        return lines.joined(separator: "\n")
    }

    static func holdsBlock(_ file: HookFile) -> Bool { file.text.split(separator: "\n").contains { $0 == markerLine } }

    /// Behind `#!` and behind husky's own start, which knows how to skip hooks.
    private static func start(_ lines: [String]) -> Int {
        if let husky = lines.prefix(5).firstIndex(where: { $0.hasPrefix(".") && $0.contains("husky.sh") }) { return husky + 1 }
        return lines.first?.hasPrefix("#!") == true ? 1 : 0
    }
}
