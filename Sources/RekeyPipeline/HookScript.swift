internal import RekeyCore

/// A hook that rekey brings.
package enum HookName: String, Sendable, CaseIterable {
    case preCommit = "pre-commit"
    case prePush = "pre-push"
    /// For repositories that are pushed to.
    case preReceive = "pre-receive"

    /// What a hook of somebody else may call instead of ours.
    var command: String {
        switch self {
        case .preCommit: "rekey scan --staged --quiet"
        case .prePush: #"rekey scan --pushed --quiet -- "$@""#
        case .preReceive: "rekey scan --received --quiet"
        }
    }
}

/// The text of a hook: `hooks/` of the repository, with the place of the installed program filled in.
package enum HookScript {
    /// The first line of a comment that tells our hooks from others.
    static func marker(_ name: HookName) -> String { "# rekey hook: \(name.rawValue)" }

    /// What the name of a hook that was there before gets.
    static let olderSuffix = ".before-rekey"
    /// Names the older hook that is running, so that it is not started again; see the scripts.
    static let chainVariable = "REKEY_CHAIN"

    private static let emptyPlace = "installed=''\n"

    /// The bytes of `hooks/<name>`.
    package static func template(_ name: HookName) -> String {
        switch name {
        case .preCommit: preCommit
        case .prePush: prePush
        case .preReceive: preReceive
        }
    }

    /// The hook for this machine; `program` is tried after `REKEY` and `PATH`, `nil` leaves that out.
    static func text(_ name: HookName, program: String?) -> String {
        let template = template(name)
        guard let program, let line = template.firstRange(of: emptyPlace) else { return template }
        return template[..<line.lowerBound] + "installed=\(ShellText.quoted(program))\n" + template[line.upperBound...]
    }

    /// Whether rekey wrote this hook, in this or another version.
    static func isOurs(_ text: String, _ name: HookName) -> Bool {
        text.split(separator: "\n", maxSplits: 5, omittingEmptySubsequences: false).prefix(5).contains { $0 == marker(name) }
    }

    /// Whether a text is ours to the last byte, but for the place of the program: what it does is then known.
    static func isUnaltered(_ text: String, _ name: HookName) -> Bool {
        guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix("installed=") }) else { return false }
        let word = String(line.dropFirst("installed=".count))
        let path = ShellText.unquoted(word)
        guard word == ShellText.quoted(path) else { return false }
        return text == Self.text(name, program: path.isEmpty ? nil : path)
    }

    /// The program a hook of ours falls back to; `nil` when it names none.
    static func program(in text: String) -> String? {
        for line in text.split(separator: "\n") {
            if line.hasPrefix("installed=") { return named(line.dropFirst("installed=".count)) }
            if line.hasPrefix("rekey='"), let end = line.firstRange(of: "; \"${REKEY:") {
                return named(line[..<end.lowerBound].dropFirst("rekey=".count))
            }
        }
        return nil
    }

    private static func named(_ word: Substring) -> String? {
        let path = ShellText.unquoted(String(word))
        return path.isEmpty ? nil : path
    }
}
