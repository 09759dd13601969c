internal import RekeyCore

/// The folders of a repository. Source: gitrepository-layout(5), git(1) "Environment Variables".
struct RepositoryLayout {
    let root: [UInt8]?
    let gitDirectory: [UInt8]
    let commonDirectory: [UInt8]

    func repository(_ environment: GitEnvironment, from start: [UInt8]) -> Repository {
        Repository(
            root: root, gitDirectory: gitDirectory, commonDirectory: commonDirectory, environment: environment, startFolder: start)
    }

    /// The first repository at `folder` or above it; `folder` is absolute.
    static func walkingUp(from folder: [UInt8]) -> RepositoryLayout? {
        var next: [UInt8]? = folder
        while let current = next {
            let dotGit = PathBytes.join(current, ".git")
            switch FileSystem.kind(of: dotGit) {
            case .folder where isGitDirectory(dotGit):
                return at(dotGit, holder: current)
            case .file:
                if let target = target(ofFile: dotGit), isGitDirectory(target) { return at(target, holder: current) }
            case .folder, .other, nil:
                break
            }
            if isGitDirectory(current) { return at(current, holder: nil) }
            next = PathBytes.parent(of: current)
        }
        return nil
    }

    /// The repository that `GIT_DIR` names, with its work tree: `GIT_WORK_TREE`, else the configuration, else `start`.
    static func named(by environment: GitEnvironment, from start: [UInt8]) -> RepositoryLayout? {
        guard let value = environment["GIT_DIR"] else { return nil }
        let path = PathBytes.join(start, value)
        let resolved = FileSystem.kind(of: path) == .file ? target(ofFile: path) : path
        guard let resolved, isGitDirectory(resolved), let found = at(resolved, holder: start) else { return nil }
        guard let workTree = environment["GIT_WORK_TREE"], !workTree.isEmpty else { return found }
        return RepositoryLayout(
            root: FileSystem.canonical(PathBytes.join(start, workTree)), gitDirectory: found.gitDirectory,
            commonDirectory: found.commonDirectory)
    }

    /// The layout of a git directory; `holder` is the work tree unless the configuration says otherwise.
    private static func at(_ path: [UInt8], holder: [UInt8]?) -> RepositoryLayout? {
        guard let gitDirectory = FileSystem.canonical(path) else { return nil }
        let common = commonDirectory(of: gitDirectory)
        guard let holder else { return RepositoryLayout(root: nil, gitDirectory: gitDirectory, commonDirectory: common) }
        var root: [UInt8]? = holder
        // Why: git ignores core.bare and core.worktree of the shared configuration in a linked work tree.
        if common == gitDirectory {
            let settings = CoreSettings(FileSystem.read(PathBytes.join(gitDirectory, "config"), limit: 1 << 20) ?? [])
            if let workTree = settings.workTree {
                root = FileSystem.canonical(PathBytes.join(gitDirectory, workTree))
            } else if settings.isBare {
                root = nil
            }
        }
        return RepositoryLayout(root: root, gitDirectory: gitDirectory, commonDirectory: common)
    }

    /// Whether git would take the folder for a repository: `HEAD`, and `objects` and `refs` there or in the common folder.
    private static func isGitDirectory(_ path: [UInt8]) -> Bool {
        // Why: lstat, for HEAD may be a symbolic link to a branch that does not exist yet.
        guard FileSystem.exists(PathBytes.join(path, "HEAD")) else { return false }
        let common = commonDirectory(of: path)
        return FileSystem.kind(of: PathBytes.join(common, "objects")) == .folder
            && FileSystem.kind(of: PathBytes.join(common, "refs")) == .folder
    }

    private static func commonDirectory(of gitDirectory: [UInt8]) -> [UInt8] {
        guard let text = FileSystem.read(PathBytes.join(gitDirectory, "commondir"), limit: 8192) else { return gitDirectory }
        let path = PathBytes.join(gitDirectory, PathBytes.trimmed(text))
        return FileSystem.canonical(path) ?? gitDirectory
    }

    /// Where a `.git` file points; `nil` when it is not one.
    private static func target(ofFile path: [UInt8]) -> [UInt8]? {
        let prefix = Array("gitdir:".utf8)
        guard let text = FileSystem.read(path, limit: 8192), text.starts(with: prefix), let folder = PathBytes.parent(of: path) else {
            return nil
        }
        return PathBytes.join(folder, PathBytes.trimmed(text.dropFirst(prefix.count)))
    }
}

/// The two settings of a repository's own `[core]` section that say where its work tree is. Source: git-config(1).
struct CoreSettings {
    private(set) var isBare = false
    private(set) var workTree: [UInt8]?

    init(_ file: [UInt8]) {
        for setting in ConfigurationFile(file) where setting.section == "core" {
            if setting.name == "bare" { isBare = setting.isTrue }
            if setting.name == "worktree" { workTree = setting.value }
        }
    }
}
