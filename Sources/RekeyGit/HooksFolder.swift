internal import RekeyCore

/// The folder that git runs a repository's hooks from, and what decided so.
package struct HooksFolder: Sendable, Equatable {
    /// The value of `core.hooksPath` that counts.
    package struct Setting: Sendable, Equatable {
        /// As git expands it: `~` is gone, a relative path is still relative.
        package let value: [UInt8]
        /// `system`, `global`, `local`, `worktree` or `command`.
        package let scope: String
        /// As in `file:/home/ada/.gitconfig`.
        package let origin: String
    }

    /// Absolute; need not exist.
    package let path: [UInt8]
    /// `nil` when git uses the folder inside the repository.
    package let setting: Setting?

    /// Asks git. Throws `GitError`.
    package static func active(in repository: Repository) throws(GitError) -> HooksFolder {
        let plain = HooksFolder(path: PathBytes.join(repository.commonDirectory, "hooks"), setting: nil)
        let output = try GitProcess(repository).output(arguments)
        // Why: the last value is the one that GitProcess itself gives, to keep hooks from running.
        guard let setting = try settings(output).dropLast().last else { return plain }
        // Source: git-config(1) core.hooksPath: a relative path starts where the hook runs.
        let top = repository.root ?? repository.gitDirectory
        return HooksFolder(path: PathBytes.join(top, setting.value), setting: setting)
    }

    private static let arguments = ["config", "--show-scope", "--show-origin", "-z", "--type=path", "--get-all", "core.hooksPath"]

    /// Triples of scope, origin and value.
    private static func settings(_ output: [UInt8]) throws(GitError) -> [Setting] {
        var fields = ZeroTerminated(output)
        var settings: [Setting] = []
        while let scope = fields.next() {
            guard let origin = fields.next(), let value = fields.next() else { throw .malformedOutput(command: "config") }
            let words = [scope, origin].map { String(decoding: $0, as: UTF8.self) }
            settings.append(Setting(value: Array(value), scope: words[0], origin: words[1]))
        }
        return settings
    }
}
