package import RekeyCore

/// Why git could not answer.
package enum GitError: Error, Sendable, Equatable {
    /// No `git` program in an absolute folder of `PATH`.
    case notInstalled
    /// The system did not start it; the value of `errno`.
    case cannotStart(errno: Int32)
    /// No repository holds this path.
    case notARepository(path: String)
    /// Git refuses a repository that belongs to another user.
    case dubiousOwnership(path: String)
    /// A revision that this repository does not have.
    case badRevision(String)
    /// Git ended with an error: the subcommand, its exit status, the first lines it printed.
    case failed(command: String, status: Int32, message: [String])
    /// Git printed something that its documentation rules out.
    case malformedOutput(command: String)

    /// The form a person reads.
    package var trouble: Trouble {
        switch self {
        case .notInstalled:
            Trouble("git is not installed", why: "no program `git` in an absolute folder of PATH", next: "install git", status: .incomplete)
        case .cannotStart(let errno):
            Trouble("git does not start", why: "system error \(errno)", status: .incomplete)
        case .notARepository(let path):
            Trouble("not a git repository", at: path, next: "name a folder of a git work tree, or scan plain files", status: .usage)
        case .dubiousOwnership(let path):
            Trouble(
                "git refuses this repository: it belongs to another user", at: path,
                why: "its configuration could run programs as you (git's safe.directory check)",
                next: "if you trust it, run: git config --global --add safe.directory \(ShellText.word(path))", status: .incomplete)
        case .badRevision(let revision):
            Trouble(
                "revision not found: \(revision)", why: "this repository has no such commit",
                next: "check the spelling; in a shallow or partial clone fetch it first", status: .usage)
        case .failed(_, _, let message) where isMissingPromisedObject:
            Trouble(
                "not all of this history is here, and rekey fetches nothing", why: message.joined(separator: "; "),
                next: "to get what this partial clone left to its remote, run: git fetch --refetch --no-filter", status: .incomplete)
        case .failed(let command, let status, let message):
            Trouble(
                "git \(command) ended with status \(status)", why: message.isEmpty ? nil : message.joined(separator: "; "),
                status: .incomplete)
        case .malformedOutput(let command):
            Trouble("git \(command) printed something unexpected", next: "update git, or report this", status: .incomplete)
        }
    }

    /// Whether git stopped because an object of a partial clone is not here; we never let it fetch one.
    var isMissingPromisedObject: Bool {
        guard case .failed(_, _, let message) = self else { return false }
        return message.contains { $0.contains("could not fetch") && $0.contains("promisor remote") }
    }

    /// Reads what git wrote on standard error into a reason.
    static func classify(command: String, status: Int32, stderr: [UInt8], folder: [UInt8]) -> GitError {
        let text = String(decoding: stderr, as: UTF8.self)
        let lines = text.split(separator: "\n").map { printable(String($0)) }
        for line in lines {
            // Source: git setup.c, `ensure_valid_ownership`; the second wording is that of 2.35.2.
            if line.contains("dubious ownership in repository at") || line.contains("unsafe repository ('") {
                return .dubiousOwnership(path: quotedPart(line))
            }
            if line.contains("not a git repository") { return .notARepository(path: String(decoding: folder, as: UTF8.self)) }
            for marker in ["bad revision '", "ambiguous argument '"] where line.contains(marker) { return .badRevision(quotedPart(line)) }
            if line.hasPrefix("fatal: bad object ") { return .badRevision(String(line.dropFirst(18))) }
            if line.hasPrefix("fatal: Invalid revision range ") { return .badRevision(String(line.dropFirst(30))) }
        }
        let reasons = lines.filter { $0.hasPrefix("fatal: ") }
        return .failed(command: command, status: status, message: Array((reasons.isEmpty ? lines : reasons).prefix(3)))
    }

    /// What stands between the first and the last single quote.
    private static func quotedPart(_ line: String) -> String {
        guard let start = line.firstIndex(of: "'"), let end = line.lastIndex(of: "'"), start < end else { return "" }
        return String(line[line.index(after: start)..<end])
    }

    /// At most 300 characters, control characters replaced, user names and passwords of URLs left out.
    private static func printable(_ line: String) -> String {
        let clean = String(String.UnicodeScalarView(line.unicodeScalars.prefix(300).map { $0.value < 32 || $0.value == 127 ? "?" : $0 }))
        let words = clean.split(separator: " ", omittingEmptySubsequences: false).map { word -> Substring in
            guard let at = word.lastIndex(of: "@"), let colon = word.firstIndex(of: ":"), colon < at, word[colon...].hasPrefix("://") else {
                return word
            }
            return word[...colon] + "//…" + word[at...]
        }
        return words.joined(separator: " ")
    }
}
