internal import RekeyCore

/// Where one git repository lies, and the environment its git commands run in. Paths are absolute, without symbolic links.
package struct Repository: Sendable, Equatable {
    /// Top of the work tree; `nil` for a bare repository and inside a `.git` folder.
    package let root: [UInt8]?
    /// The repository's own folder; below `worktrees/` for a linked work tree.
    package let gitDirectory: [UInt8]
    /// The folder that linked work trees share; else the same as `gitDirectory`.
    package let commonDirectory: [UInt8]
    /// What git inherits. Holds `GIT_DIR`, `GIT_INDEX_FILE` and so on only if they are about this repository.
    let environment: GitEnvironment
    /// The folder that relative paths in `environment` start from.
    let startFolder: [UInt8]

    /// The root, or the git directory where there is none, for people.
    package var displayPath: String { String(decoding: root ?? gitDirectory, as: UTF8.self) }

    /// Whether history was cut when it was cloned (`git clone --depth`).
    package var isShallow: Bool { !shallowCommits.isEmpty }

    /// IDs of the commits whose parents were left out; see gitformat-pack, "shallow".
    var shallowCommits: Set<String> {
        let path = environment["GIT_SHALLOW_FILE"] ?? PathBytes.join(commonDirectory, "shallow")
        guard let bytes = FileSystem.read(PathBytes.join(startFolder, path), limit: 64 << 20) else { return [] }
        return Set(bytes.split(separator: 0x0A).map { String(decoding: PathBytes.trimmed($0), as: UTF8.self) })
    }
}

extension Repository {
    /// Finds the repository that holds `path`, as git would, without starting git.
    ///
    /// `GIT_DIR` and `GIT_WORK_TREE` of the environment count for paths inside the work tree they name; any other repository
    /// (a submodule, say) is read without them. Throws `.notARepository` when there is none.
    ///
    /// - Parameters:
    ///   - path: a folder or file, absolute or relative to `workingDirectory`.
    ///   - workingDirectory: `nil` is the process's own.
    package static func discover(
        from path: [UInt8], environment: GitEnvironment = .inherited(), workingDirectory: [UInt8]? = nil
    ) throws(GitError) -> Repository {
        let missing = GitError.notARepository(path: String(decoding: path, as: UTF8.self))
        guard let start = workingDirectory ?? FileSystem.workingDirectory(),
            let target = FileSystem.canonical(PathBytes.join(start, path)),
            let folder = FileSystem.kind(of: target) == .folder ? target : PathBytes.parent(of: target)
        else { throw missing }
        let found = RepositoryLayout.walkingUp(from: folder)
        guard let named = environment["GIT_DIR"], !named.isEmpty else {
            guard let found else { throw missing }
            let ambient = RepositoryLayout.walkingUp(from: start)
            let inherited = ambient?.gitDirectory == found.gitDirectory ? environment : environment.withoutRepositoryVariables()
            return found.repository(inherited, from: start)
        }
        guard let ambient = RepositoryLayout.named(by: environment, from: start) else {
            throw .notARepository(path: String(decoding: named, as: UTF8.self))
        }
        // Why: a repository nested below the named work tree is its own, unless it is the named one itself.
        let isNested = found.map { $0.gitDirectory != ambient.gitDirectory && ($0.root?.count ?? 0) > (ambient.root?.count ?? 0) } ?? false
        let isAmbient = PathBytes.isInside(folder, ambient.root ?? ambient.gitDirectory) && !isNested
        if isAmbient || found?.gitDirectory == ambient.gitDirectory { return ambient.repository(environment, from: start) }
        guard let found else { throw missing }
        return found.repository(environment.withoutRepositoryVariables(), from: start)
    }
}
