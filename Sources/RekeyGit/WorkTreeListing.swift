package import RekeyCore

/// The paths of a work tree as git sees them: tracked, and untracked but not ignored.
package struct WorkTreeListing: Sendable, Equatable {
    /// Which part of a work tree, and whether ignored files count.
    package struct Options: Sendable {
        package var includesIgnored: Bool
        /// A file or folder relative to the root; `nil` is everything.
        package var path: [UInt8]?

        package init(includesIgnored: Bool = false, path: [UInt8]? = nil) {
            self.includesIgnored = includesIgnored
            self.path = path
        }
    }

    /// Relative to the root, sorted by bytes, each once. Some may not exist on disk any more.
    package private(set) var paths: [[UInt8]] = []
    /// Those of `paths` that git does not track.
    package private(set) var untracked: Set<[UInt8]> = []
    /// Checked-out submodules, relative to the root: repositories of their own, none of their files are in `paths`.
    package private(set) var submodules: [[UInt8]] = []
    /// Repositories inside the work tree that are not registered as submodules, relative to the root.
    package private(set) var nestedRepositories: [[UInt8]] = []
    /// Submodules that are not checked out.
    package private(set) var skips: [Skip] = []

    /// Asks git, in one process.
    package static func read(_ repository: Repository, _ options: Options = Options()) throws(GitError) -> WorkTreeListing {
        var arguments = ["ls-files", "-z", "-t", "--stage", "--cached", "--others", "--full-name"]
        if !options.includesIgnored { arguments.append("--exclude-standard") }
        arguments.append("--")
        let limit = options.path.map { $0.isEmpty ? [] : [$0] } ?? []
        // Why: the threads that git starts for an index of more than 500 files cost this call a quarter of its time.
        let oneThread = ["-c", "core.preloadIndex=false", "-c", "index.threads=1"]
        let output = try GitProcess(repository).output(arguments, paths: limit, settings: oneThread)
        return try WorkTreeListing(parsing: output, root: repository.root ?? repository.gitDirectory)
    }

    /// Reads `ls-files -z -t --stage` output. Source: git-ls-files(1), "Output".
    init(parsing output: [UInt8], root: [UInt8]) throws(GitError) {
        let fields = ZeroTerminated(output)
        guard !fields.isCut else { throw .malformedOutput(command: "ls-files") }
        var modules: [[UInt8]] = []
        for field in fields {
            guard field.count > 2, let tag = field.first else { throw .malformedOutput(command: "ls-files") }
            let rest = field.dropFirst(2)
            if tag == UInt8(ascii: "?") {
                if rest.last == PathBytes.slash {
                    nestedRepositories.append(Array(rest.dropLast()))
                } else {
                    paths.append(Array(rest))
                    untracked.insert(Array(rest))
                }
                continue
            }
            guard let tab = rest.firstIndex(of: 0x09) else { throw .malformedOutput(command: "ls-files") }
            let path = Array(rest[(tab + 1)...])
            if rest.starts(with: Array("160000 ".utf8)) { modules.append(path) } else { paths.append(path) }
        }
        paths = Self.sortedOnce(paths)
        nestedRepositories = Self.sortedOnce(nestedRepositories)
        for module in Self.sortedOnce(modules) {
            if FileSystem.exists(PathBytes.join(PathBytes.join(root, module), ".git")) {
                submodules.append(module)
            } else {
                skips.append(
                    Skip(
                        path: String(decoding: module, as: UTF8.self), reason: .submoduleNotCheckedOut,
                        detail: "to include it, run: git submodule update --init"))
            }
        }
    }

    /// Sorted by bytes; an unmerged path, which git lists once a stage, stays once.
    private static func sortedOnce(_ paths: [[UInt8]]) -> [[UInt8]] {
        var result: [[UInt8]] = []
        result.reserveCapacity(paths.count)
        for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) where path != result.last { result.append(path) }
        return result
    }
}
