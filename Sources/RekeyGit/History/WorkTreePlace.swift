internal import RekeyCore

/// Where a work tree keeps its own head, index and reflog. Source: gitrepository-layout(5), `worktrees`.
struct WorkTreePlace {
    /// Its own folder of the repository.
    let folder: [UInt8]
    /// `nil` for the main work tree.
    let name: [UInt8]?

    /// The main work tree and the linked ones.
    static func all(of repository: Repository) -> [WorkTreePlace] {
        let linked = PathBytes.join(repository.commonDirectory, "worktrees")
        return [WorkTreePlace(folder: repository.commonDirectory, name: nil)]
            + (FileSystem.names(in: linked) ?? []).map { WorkTreePlace(folder: PathBytes.join(linked, $0), name: $0) }
    }

    func holder(_ kind: HistoryExposure.Holder.Kind, _ word: String) -> HistoryExposure.Holder {
        HistoryExposure.Holder(kind: kind, name: name.map { "\(word) of work tree \(String(decoding: $0, as: UTF8.self))" } ?? word)
    }

    /// What its `HEAD` names; `nil` on a branch without a commit.
    func head(_ refs: [[UInt8]: ObjectID], _ process: GitProcess) throws(GitError) -> ObjectID? {
        guard let file = FileSystem.read(PathBytes.join(folder, "HEAD"), limit: 1 << 16) else { return nil }
        let text = PathBytes.trimmed(file)
        let lead = Array("ref:".utf8)
        guard text.starts(with: lead) else { return RefSnapshot.id(text[...]) }
        let ref = PathBytes.trimmed(text.dropFirst(lead.count))
        if let id = refs[ref] { return id }
        // Source: git's refs/reftable-backend.c: the file then holds a name that no ref can have.
        guard ref == Array("refs/heads/.invalid".utf8), name == nil else { return nil }
        let output = try process.output(["rev-parse", "--quiet", "--revs-only", "HEAD"])
        return RefSnapshot.id(PathBytes.trimmed(output)[...])
    }

    /// The entries of its index; `nil` when there is none.
    func index(of repository: Repository) throws(GitError) -> RefSnapshot.Index? {
        let own = folder == repository.gitDirectory ? repository.environment["GIT_INDEX_FILE"] : nil
        let file = PathBytes.join(repository.startFolder, own ?? PathBytes.join(folder, "index"))
        guard FileSystem.kind(of: file) == .file else { return nil }
        var environment = repository.environment
        environment["GIT_INDEX_FILE"] = file
        environment["GIT_DIR"] = repository.commonDirectory
        // Why: git lists no index without a work tree, though nothing of one is read.
        environment["GIT_WORK_TREE"] = repository.root ?? repository.gitDirectory
        let reader = Repository(
            root: repository.root, gitDirectory: repository.gitDirectory, commonDirectory: repository.commonDirectory,
            environment: environment, startFolder: repository.startFolder)
        let output = try GitProcess(reader).output(["ls-files", "-z", "--stage", "--full-name"])
        return RefSnapshot.Index(holder: holder(.index, "index"), head: holder(.head, "HEAD"), entries: try Self.entries(output))
    }

    /// Reads `MODE ID STAGE TAB PATH`. Source: git-ls-files(1), "Output".
    private static func entries(_ output: [UInt8]) throws(GitError) -> [RefSnapshot.Staged] {
        let fields = ZeroTerminated(output)
        guard !fields.isCut else { throw .malformedOutput(command: "ls-files") }
        var entries: [RefSnapshot.Staged] = []
        for field in fields {
            guard let tab = field.firstIndex(of: 0x09) else { throw .malformedOutput(command: "ls-files") }
            let words = field[..<tab].split(separator: 0x20)
            guard words.count == 3, let id = RefSnapshot.id(words[1]) else { throw .malformedOutput(command: "ls-files") }
            // Why: a submodule's ID is a commit of another repository.
            if !words[0].starts(with: "160000".utf8) { entries.append(RefSnapshot.Staged(path: Array(field[(tab + 1)...]), blob: id)) }
        }
        return entries
    }
}
