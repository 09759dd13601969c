internal import RekeyCore

/// Runs a hook as a commit would, over a throw-away index, so that nothing of it stays in the repository.
///
/// Unlike everything else here it runs what the repository configures: that is what is asked. New objects go to the scratch folder.
package struct HookRehearsal {
    /// How the hook ended.
    package struct Outcome: Sendable {
        /// Its exit status, or 128 plus the signal.
        package let status: Int32
        /// What it wrote to either output.
        package let output: [UInt8]
    }

    /// The repository, read with the throw-away index and object folder.
    private let repository: Repository
    private let git: [UInt8]
    private let scratch: [UInt8]

    /// The throw-away index below the scratch folder; a copy of the real one may be put there first.
    package static let indexName = "index"
    /// The folder below the scratch folder that takes new objects; has to exist.
    package static let objectsName = "objects"

    /// The file below the scratch folder that a hook reads as its standard input, where it has one.
    package static let inputName = "input"

    /// - Parameter scratch: an existing folder outside the repository, absolute.
    package init(_ repository: Repository, scratch: [UInt8]) throws(GitError) {
        git = try GitProcess.program(for: repository)
        self.scratch = scratch
        var environment = repository.environment.withAbsolutePaths(from: repository.startFolder)
        let objects = environment["GIT_OBJECT_DIRECTORY"] ?? PathBytes.join(repository.commonDirectory, "objects")
        let others = environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"].map { [UInt8(ascii: ":")] + $0 } ?? []
        environment["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = Self.listEntry(objects) + others
        environment["GIT_OBJECT_DIRECTORY"] = PathBytes.join(scratch, Self.objectsName)
        environment["GIT_INDEX_FILE"] = PathBytes.join(scratch, Self.indexName)
        self.repository = Repository(
            root: repository.root, gitDirectory: repository.gitDirectory, commonDirectory: repository.commonDirectory,
            environment: environment, startFolder: repository.startFolder)
    }

    /// The file of the real index, which need not exist.
    package static func indexFile(of repository: Repository) -> [UInt8] {
        let named = repository.environment["GIT_INDEX_FILE"].map { PathBytes.join(repository.startFolder, $0) }
        return named ?? PathBytes.join(repository.gitDirectory, "index")
    }

    /// The version of the git that runs hooks, as in `2.39.5`.
    package static func gitVersion(for repository: Repository) throws(GitError) -> String {
        let words = try GitProcess(repository).output(["version"]).split { $0 == 0x20 || $0 == 0x0A }
        return words.count > 2 ? String(decoding: words[2], as: UTF8.self) : "unknown"
    }

    /// Adds a file of these bytes to the throw-away index, for which the work tree needs no such file.
    package func stage(_ bytes: [UInt8], as path: String) throws(GitError) {
        let process = try GitProcess(repository)
        let id = PathBytes.trimmed(try process.output(["hash-object", "-w", "--stdin"], input: bytes))
        _ = try process.output(["update-index", "--add", "--cacheinfo", "100644,\(String(decoding: id, as: UTF8.self)),\(path)"])
        // Why: else hooks that set unstaged changes aside would take the missing file for one.
        _ = try process.output(["update-index", "--skip-worktree", path])
    }

    /// A commit without parents that holds one file of these bytes, in the throw-away object folder; gives its ID.
    package func commit(_ bytes: [UInt8], as path: String) throws(GitError) -> String {
        let process = try GitProcess(repository)
        let blob = try written(process, ["hash-object", "-w", "--stdin"], bytes)
        let tree = try written(process, ["mktree"], Array("100644 blob \(blob)\t\(path)\n".utf8))
        let people = ["author", "committer"].map { "\($0) rekey doctor <rekey@localhost> 0 +0000\n" }.joined()
        return try written(process, ["hash-object", "-w", "-t", "commit", "--stdin"], Array("tree \(tree)\n\(people)\ncanary\n".utf8))
    }

    private func written(_ process: GitProcess, _ arguments: [String], _ input: [UInt8]) throws(GitError) -> String {
        String(decoding: PathBytes.trimmed(try process.output(arguments, input: input)), as: UTF8.self)
    }

    /// Runs the hook of a server in the place and environment that git gives it, with the input file as its standard input.
    ///
    /// The throw-away object folder is the quarantine. Source: githooks(5) pre-receive; git-receive-pack(1), "Quarantine Environment".
    package func runReceiving(program: [UInt8], variables: [String: [UInt8]] = [:]) throws(GitError) -> Outcome {
        var variables = variables
        variables["GIT_DIR"] = Array(".".utf8)
        variables["GIT_QUARANTINE_PATH"] = PathBytes.join(scratch, Self.objectsName)
        return try run(program: program, [], variables: variables, input: PathBytes.join(scratch, Self.inputName))
    }

    /// Lets git run the hook of this name, over the throw-away index. Needs git 2.36.
    ///
    /// - Parameter variables: added to the environment.
    package func run(hook name: String, variables: [String: [UInt8]] = [:]) throws(GitError) -> Outcome {
        try run(program: git, ["hook", "run", name], variables: variables)
    }

    /// Runs a program in the folder and environment of a hook.
    package func run(program: [UInt8], _ arguments: [String], variables: [String: [UInt8]] = [:]) throws(GitError) -> Outcome {
        try run(program: program, arguments, variables: variables, input: Array("/dev/null".utf8))
    }

    private func run(
        program: [UInt8], _ arguments: [String], variables: [String: [UInt8]], input: [UInt8]
    ) throws(GitError) -> Outcome {
        var environment = repository.environment
        for (name, value) in variables { environment[name] = value }
        let written = PathBytes.join(scratch, "output")
        let words = [
            Array("-c".utf8), Array(Self.shell.utf8), Array("sh".utf8), repository.root ?? repository.gitDirectory, written, input, program,
        ]
        let request = ChildProcess.Request(
            program: Array("/bin/sh".utf8), arguments: words + arguments.map { Array($0.utf8) }, environment: environment.entries, input: []
        )
        do {
            var child = try ChildProcess.start(request)
            let status = try child.run { _ in }
            return Outcome(status: status, output: FileSystem.read(written, limit: 1 << 20) ?? [])
        } catch let error as GitError {
            throw error
        } catch {
            throw .malformedOutput(command: "hook")
        }
    }

    // Why: hooks may open /dev/stdin and /dev/stderr by name, which works with files and not with our sockets.
    private static let shell = #"cd -- "$1" && out=$2 && in=$3 && shift 3 && exec "$@" <"$in" >"$out" 2>&1"#

    /// One folder of a `:` separated list, in quotes where needed. Source: git(1) GIT_ALTERNATE_OBJECT_DIRECTORIES.
    private static func listEntry(_ path: [UInt8]) -> [UInt8] {
        let (quote, backslash) = (UInt8(ascii: "\""), UInt8(ascii: "\\"))
        guard path.contains(UInt8(ascii: ":")) || path.first == quote else { return path }
        return [quote] + path.flatMap { $0 == quote || $0 == backslash ? [backslash, $0] : [$0] } + [quote]
    }
}
