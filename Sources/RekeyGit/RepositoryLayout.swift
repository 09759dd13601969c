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
        var isInCore = false
        for line in file.split(separator: 0x0A) {
            var text = PathBytes.trimmed(line)
            if text.first == UInt8(ascii: "["), let end = text.firstIndex(of: UInt8(ascii: "]")) {
                isInCore = PathBytes.trimmed(text[1..<end]).map(\.asciiLowercased) == Array("core".utf8)
                text = PathBytes.trimmed(text[(end + 1)...])
            }
            guard isInCore, !text.isEmpty else { continue }
            let parts = text.split(separator: UInt8(ascii: "="), maxSplits: 1)
            let name = PathBytes.trimmed(parts.first ?? []).map(\.asciiLowercased)
            let value = parts.count > 1 ? Self.unquoted(PathBytes.trimmed(parts[1])) : nil
            if name == Array("bare".utf8) { isBare = Self.isTrue(value) }
            if name == Array("worktree".utf8) { workTree = value }
        }
    }

    private static func isTrue(_ value: [UInt8]?) -> Bool {
        guard let value else { return true }
        return ["true", "yes", "on", "1"].contains(String(decoding: value.map(\.asciiLowercased), as: UTF8.self))
    }

    private static func unquoted(_ value: [UInt8]) -> [UInt8] {
        guard value.count >= 2, value.first == UInt8(ascii: "\""), value.last == UInt8(ascii: "\"") else { return value }
        var result: [UInt8] = []
        var isEscaped = false
        for byte in value[1..<(value.count - 1)] {
            if !isEscaped, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else {
                result.append(byte)
                isEscaped = false
            }
        }
        return result
    }
}
