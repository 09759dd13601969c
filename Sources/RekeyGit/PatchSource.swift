package import RekeyCore

/// What a patch adds: unified diffs as git, `diff -u` and mail carry them, one after the other.
package enum PatchSource {
    /// Calls `body` with one chunk for each hunk that adds lines; gives what was read and what was not.
    ///
    /// A chunk holds the new side of the hunk, context included, so that a finding may begin in context; `added` covers the added lines
    /// and `firstLine` is the line number in the new file. In a combined diff a line counts as added when it is added against any parent.
    /// Commit, author and date come from `git log` or mail headers before the diff. Binary changes without text and hunks whose lines do
    /// not add up become skips; the rest is still read. Time is linear in the size of the patch.
    package static func read(_ patch: [UInt8], asked: String = "patch", _ body: (Chunk) throws -> Void) rethrows -> Account {
        var reader = PatchReader(patch, asked: asked)
        try reader.run(body)
        return reader.account
    }
}

/// The state of reading one patch.
private struct PatchReader {
    private var lines: PatchLines
    private var file = PatchFile()
    private var commit: CommitHeader?
    private var followsHunk = false
    private(set) var account: Account

    init(_ patch: [UInt8], asked: String) {
        lines = PatchLines(patch)
        account = Account(asked: asked, bytes: patch.count)
    }

    mutating func run(_ body: (Chunk) throws -> Void) rethrows {
        while let line = lines.peek() {
            let number = lines.number
            let text = line.withoutReturn
            if let hunk = PatchHunk(header: text) {
                lines.take(line)
                try read(hunk, from: number, body)
                continue
            }
            if text.starts(with: "@@ -") || text.starts(with: "@@@ -") { malformed(number, "a hunk header that cannot be read") }
            if followsHunk, isStray(text) { malformed(number, "lines that belong to no hunk") }
            followsHunk = followsHunk && !isStray(text) && text.first == 0x20
            lines.take(line)
            if !readFileHeader(text) { readCommitHeader(text) }
        }
    }

    private mutating func read(_ header: PatchHunk, from number: Int, _ body: (Chunk) throws -> Void) rethrows {
        var hunk = header
        while !hunk.isComplete, let line = lines.peek(), hunk.take(line) { lines.take(line) }
        if hunk.isComplete {
            followsHunk = true
            if let line = lines.peek(), line.first == UInt8(ascii: "\\") {
                hunk.dropLineEnd()
                lines.take(line)
            }
        } else {
            malformed(number, "the hunk has other lines than its header says")
        }
        guard !hunk.added.isEmpty else { return }
        var provenance = Provenance(kind: .patch, path: file.path ?? [])
        provenance.commit = commit?.id
        provenance.author = (commit?.author).flatMap { $0.isEmpty ? nil : $0 }
        provenance.date = (commit?.date).flatMap { $0.isEmpty ? nil : $0 }
        try body(Chunk(bytes: hunk.bytes, provenance: provenance, firstLine: hunk.firstLine, startOffset: nil, added: hunk.added))
    }

    /// Added or removed lines right after a hunk that was complete: its header said too few.
    private func isStray(_ text: ArraySlice<UInt8>) -> Bool {
        if text.starts(with: "+") { return true }
        return text.starts(with: "-") && !text.starts(with: "--- ") && !text.elementsEqual("-- ".utf8) && !text.elementsEqual("--".utf8)
    }

    private mutating func malformed(_ number: Int, _ detail: String) {
        account.skips.append(Skip(path: file.displayPath, reason: .malformedPatch, detail: "line \(number): \(detail)"))
    }

    /// Reads a line that says which file follows; false when it says nothing of the kind.
    private mutating func readFileHeader(_ text: ArraySlice<UInt8>) -> Bool {
        if let rest = text.after("diff --git ") {
            start(PatchFile(gitHeader: rest, path: PatchName.gitHeaderPath(rest)))
        } else if let rest = text.after("diff --cc ") ?? text.after("diff --combined ") {
            start(PatchFile(path: PatchName.unquoted(rest) ?? Array(rest), isCombined: true))
        } else if let rest = text.after("--- "), let next = lines.peek(), let newRest = next.withoutReturn.after("+++ ") {
            lines.take(next)
            if file.hasNames || file.path == nil { start(PatchFile()) }
            file.setNames(old: PatchName.headerPath(rest), new: PatchName.headerPath(newRest))
        } else if let rest = text.after("rename to ") ?? text.after("copy to ") {
            file.path = PatchName.unquoted(rest) ?? Array(rest)
        } else if text.starts(with: "deleted file mode ") {
            file.isDeleted = true
        } else if text.elementsEqual("GIT binary patch".utf8) || isBinaryNotice(text) {
            if !file.isDeleted { binary() }
        } else {
            return false
        }
        return true
    }

    private mutating func start(_ next: PatchFile) {
        file = next
        account.files += 1
    }

    /// `Binary files a/x and b/x differ`, unless the new side is `/dev/null`.
    private func isBinaryNotice(_ text: ArraySlice<UInt8>) -> Bool {
        text.starts(with: "Binary files ") && text.suffix(7).elementsEqual(" differ".utf8)
            && !text.suffix(21).elementsEqual(" and /dev/null differ".utf8)
    }

    private mutating func binary() {
        account.skips.append(
            Skip(path: file.displayPath, reason: .unreadable, detail: "binary change: the patch does not hold its content as text"))
    }

    /// Reads lines of `git log` and of mail that tell about the commit. Source: git-log(1) "Pretty formats", git-format-patch(1).
    private mutating func readCommitHeader(_ text: ArraySlice<UInt8>) {
        if let rest = text.after("commit ") ?? text.after("From ") {
            let id = rest.prefix { $0.isASCIIHexDigit }
            let end = rest.dropFirst(id.count).first
            guard id.count == 40 || id.count == 64, end == nil || end == 0x20 else { return }
            let name = String(decoding: id, as: UTF8.self)
            if commit?.id != name { account.commits += 1 }
            commit = CommitHeader(id: name, author: "", date: "")
            file = PatchFile()
        } else if commit != nil, file.path == nil {
            if let rest = text.after("Author:") ?? text.after("From:") {
                commit?.author = String(decoding: PathBytes.trimmed(rest), as: UTF8.self)
            } else if let rest = text.after("Date:") ?? text.after("AuthorDate:") {
                commit?.date = PatchDate.iso8601(String(decoding: PathBytes.trimmed(rest), as: UTF8.self)) ?? ""
            }
        }
    }
}

/// The file that the hunks to come belong to.
private struct PatchFile {
    /// The rest of the `diff --git` line.
    var gitHeader: ArraySlice<UInt8>?
    var path: [UInt8]?
    var isCombined = false
    var isDeleted = false
    /// Whether `---` and `+++` were seen.
    private(set) var hasNames = false

    init(gitHeader: ArraySlice<UInt8>? = nil, path: [UInt8]? = nil, isCombined: Bool = false) {
        self.gitHeader = gitHeader
        self.path = path
        self.isCombined = isCombined
    }

    var displayPath: String { String(decoding: path ?? [], as: UTF8.self) }

    mutating func setNames(old: [UInt8]?, new: [UInt8]?) {
        hasNames = true
        if !isCombined { path = PatchName.path(old: old, new: new, gitHeader: gitHeader) ?? path }
    }
}
