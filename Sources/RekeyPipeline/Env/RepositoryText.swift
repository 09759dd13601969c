internal import Glibc
internal import RekeyRotation

/// One file of a repository with its bytes, and who can get at them.
package struct RepositoryText: Sendable {
    /// What git does with a file.
    package enum Standing: String, Sendable, CaseIterable {
        case tracked, untracked, ignored
        /// There is no git.
        case outside
    }

    /// Relative to the root; absolute for a file that was named and lies outside it.
    package let path: [UInt8]
    /// What the file holds; of a symbolic link, what its target holds.
    package let bytes: [UInt8]
    package let standing: Standing
    /// Permission bits; 0 where they cannot be told.
    package let mode: UInt32
    /// User ID of the owner.
    package let owner: UInt32
    /// Where a symbolic link leads, absolute; `nil` for a plain file.
    package let target: [UInt8]?

    /// The path for people; unusual bytes are not escaped yet.
    package var displayPath: String { String(decoding: path, as: UTF8.self) }
    /// Whether the group of the file or everybody may read it.
    package var isOpenToOthers: Bool { mode & 0o044 != 0 }
    /// Whether programs read their environment from it.
    package var isEnvFile: Bool { EnvPath.isEnvFile(path) }
    /// Whether it only shows which variables there are.
    package var isTemplate: Bool { EnvPath.isTemplate(path) }
}

/// What the system says of a path that is about to be read.
struct PathFacts {
    /// Of the file itself, or of what a symbolic link leads to.
    let status: FileStatus
    /// Canonical place of what a symbolic link leads to; `nil` for anything else.
    let target: [UInt8]?

    /// Calls `lstat`, and for a symbolic link `stat` and `realpath`; `nil` when there is nothing, or nothing behind the link.
    init?(_ path: [UInt8]) {
        guard !path.contains(0) else { return nil }
        var status = stat()
        guard unsafe lstat(BytePath.terminated(path), &status) == 0 else { return nil }
        guard FileStatus(status).kind == .symbolicLink else {
            (self.status, target) = (FileStatus(status), nil)
            return
        }
        guard unsafe stat(BytePath.terminated(path), &status) == 0, let target = try? BytePath.canonical(path) else { return nil }
        (self.status, self.target) = (FileStatus(status), target)
    }
}
