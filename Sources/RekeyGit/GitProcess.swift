internal import RekeyCore

/// Runs the installed git on one repository, with everything a repository could configure to run turned off.
///
/// Each call starts one process, which is most of what a hook costs: callers ask once for all they need.
struct GitProcess {
    private let program: [UInt8]
    private let environment: [[UInt8]]
    private let folder: [UInt8]

    init(_ repository: Repository) throws(GitError) {
        program = try Self.program(for: repository)
        environment = repository.environment.hardened(from: repository.startFolder).entries
        folder = repository.root ?? repository.gitDirectory
    }

    /// Looks for git in the absolute folders of `PATH`.
    // Why: a relative folder would be looked up below the repository being scanned, which may hold its own `git`.
    static func program(for repository: Repository) throws(GitError) -> [UInt8] {
        let path = repository.environment["PATH"] ?? Array("/usr/local/bin:/usr/bin:/bin".utf8)
        let candidates = path.split(separator: UInt8(ascii: ":")).filter { $0.first == PathBytes.slash }
        guard let program = candidates.lazy.map({ PathBytes.join(Array($0), "git") }).first(where: FileSystem.isRunnable) else {
            throw .notInstalled
        }
        return program
    }

    /// All of standard output, when git ends with status 0. `settings` stand before the subcommand.
    func output(
        _ arguments: [String], paths: [[UInt8]] = [], input: [UInt8] = [], settings: [String] = []
    ) throws(GitError) -> [UInt8] {
        var collected: [UInt8] = []
        do {
            try stream(arguments, paths: paths, input: input, settings: settings) { collected += $0 }
        } catch let error as GitError {
            throw error
        } catch {
            throw .malformedOutput(command: arguments.first ?? "")
        }
        return collected
    }

    /// Lends standard output block by block. Throws `GitError`, or what `body` throws.
    func stream(
        _ arguments: [String], paths: [[UInt8]] = [], input: [UInt8] = [], settings: [String] = [],
        _ body: (ArraySlice<UInt8>) throws -> Void
    ) throws {
        let words = [Array("-C".utf8), folder] + (Self.settings + settings + arguments).map { Array($0.utf8) } + paths
        var child = try ChildProcess.start(
            ChildProcess.Request(program: program, arguments: words, environment: environment, input: input))
        let status = try child.run(body)
        guard status == 0 else {
            throw GitError.classify(command: arguments.first ?? "", status: status, stderr: child.errorBytes, folder: folder)
        }
    }

    /// Options before the subcommand: design.md section 9.
    private static let settings = [
        "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never",
        "-c", "log.showSignature=false",
    ]
}
