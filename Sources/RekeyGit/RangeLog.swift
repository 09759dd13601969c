/// One commit of a range with the paths it changes against all of its parents.
struct RangeCommit: Equatable {
    var header: CommitHeader
    var changes: [RawChange]
}

/// Asks `git log` for the commits of a range, oldest first, in one process.
enum RangeLog {
    // Why: merges are compared with all parents at once (`-c`), so that text which enters only in a merge is seen.
    private static let options = [
        "log", "--reverse", "--raw", "-z", "--no-abbrev", "-c", "--root", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative",
        "--ignore-submodules=none", "-O/dev/null", "--no-show-signature", "--no-mailmap", "--no-notes", "--encoding=UTF-8",
        "--format=%H%x00%an <%ae>%x00%aI",
    ]

    /// `findsRenames` gives a renamed file one record; finding them reads blobs, which a look at all of history can do without.
    /// `input` holds more revisions when `--stdin` is among the first ones.
    static func read(
        _ process: GitProcess, _ revisions: [String], input: [UInt8] = [], findsRenames: Bool = true
    ) throws(GitError) -> [RangeCommit] {
        guard findsRenames else { return try parse(process.output(options + ["--no-renames"] + revisions + ["--"], input: input)) }
        do {
            return try parse(process.output(options + ["-M"] + revisions + ["--"], input: input))
        } catch GitError.failed {
            // Why: finding renames reads blobs; without some of them (a partial clone) the plain comparison still works.
            return try parse(process.output(options + ["--no-renames"] + revisions + ["--"], input: input))
        }
    }

    /// Reads commits: three header fields, then raw records; git puts a line feed or an empty field between the two.
    static func parse(_ output: [UInt8]) throws(GitError) -> [RangeCommit] {
        let malformed = GitError.malformedOutput(command: "log")
        var fields = ZeroTerminated(output)
        guard !fields.isCut else { throw malformed }
        var commits: [RangeCommit] = []
        while let field = fields.next() {
            let text = field.drop { $0 == 0x0A }
            if text.isEmpty { continue }
            if RawDiff.startsRecord(text) {
                guard !commits.isEmpty, let change = RawDiff.record(text, &fields) else { throw malformed }
                commits[commits.count - 1].changes.append(change)
            } else {
                guard let author = fields.next(), let date = fields.next() else { throw malformed }
                let words = [text, author, date].map { String(decoding: $0, as: UTF8.self) }
                commits.append(RangeCommit(header: CommitHeader(id: words[0], author: words[1], date: words[2]), changes: []))
            }
        }
        return commits
    }
}
