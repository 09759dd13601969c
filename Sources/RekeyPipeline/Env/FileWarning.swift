internal import RekeyCore

/// What is wrong with where a file with secrets lies, and the command that mends it.
package struct FileWarning: Sendable, Equatable {
    /// From the worst on.
    package enum Kind: String, Sendable, CaseIterable {
        case tracked, notIgnored, openToOthers
    }

    package let kind: Kind
    /// One line, with the path.
    package let what: String
    /// A command for the shell, or what to do in words.
    package let fix: String

    /// The warnings for a file that holds secrets; templates are meant to be tracked and read, and of a link git stores only where it leads.
    package static func of(_ text: RepositoryText, _ place: WorkPlace) -> [FileWarning] {
        guard !text.isTemplate else { return [] }
        let shown = place.shown(text.path)
        let word = ShellText.word(shown)
        var warnings: [FileWarning] = []
        let ignoring = "echo \(ShellText.word("/" + text.displayPath)) >> \(ShellText.word(place.shown(Array(".gitignore".utf8))))"
        switch text.standing {
        case _ where text.target != nil: break
        case .tracked where text.isEnvFile:
            warnings.append(
                FileWarning(
                    kind: .tracked, what: "\(shown) IS TRACKED BY GIT: what is in it is committed, and pushed to everyone",
                    fix: "git rm --cached \(word) && \(ignoring)"))
        case .tracked:
            warnings.append(
                FileWarning(
                    kind: .tracked, what: "\(shown) IS TRACKED BY GIT: a secret in it is committed, and pushed to everyone",
                    fix: "write ${NAME} there, and put the value into an env file that git ignores"))
        case .untracked:
            warnings.append(
                FileWarning(kind: .notIgnored, what: "\(shown) is not ignored by git: the next `git add` takes it along", fix: ignoring))
        case .ignored, .outside: break
        }
        if text.isOpenToOthers {
            let mode = String(text.mode & 0o7777, radix: 8)
            let what = "\(shown) can be read by other users of this machine (mode \(mode))"
            warnings.append(FileWarning(kind: .openToOthers, what: what, fix: "chmod 600 \(word)"))
        }
        return warnings
    }

    /// As printed on standard error.
    package var lines: [String] { ["\(kind == .tracked ? "WARNING" : "warning"): \(what)", "  fix: \(fix)"] }
}
