@unsafe @preconcurrency internal import Glibc
// Why unsafe: `environ` is C's global table; it is read once, before any thread of ours could change it.
internal import RekeyCore

/// The environment a git command inherits, as `NAME=value` bytes.
package struct GitEnvironment: Sendable, Equatable {
    /// One `NAME=value` each; values need not be UTF-8.
    package private(set) var entries: [[UInt8]]

    package init(entries: [[UInt8]]) { self.entries = entries }

    /// The environment of this process, read once.
    package static func inherited() -> GitEnvironment {
        var entries: [[UInt8]] = []
        var next = unsafe environ
        while let text = unsafe next.pointee {
            let length = unsafe strlen(text)
            unsafe entries.append(UnsafeRawBufferPointer(start: text, count: length).map { $0 })
            unsafe next += 1
        }
        return GitEnvironment(entries: entries)
    }

    /// The value of a variable; `nil` when it is not set. Setting it to `nil` removes it.
    package subscript(name: String) -> [UInt8]? {
        get {
            let prefix = Array("\(name)=".utf8)
            return entries.first { $0.starts(with: prefix) }.map { Array($0.dropFirst(prefix.count)) }
        }
        set {
            let prefix = Array("\(name)=".utf8)
            entries.removeAll { $0.starts(with: prefix) }
            if let newValue { entries.append(prefix + newValue) }
        }
    }

    /// Without the variables that tie git to one repository, for reading another one.
    ///
    /// Source: `git rev-parse --local-env-vars`; `GIT_CONFIG_PARAMETERS` and `GIT_CONFIG_COUNT` stay, they are the user's own `-c`.
    func withoutRepositoryVariables() -> GitEnvironment {
        var copy = self
        for name in Self.repositoryVariables { copy[name] = nil }
        return copy
    }

    /// What every git command of ours runs with: nothing fetched, asked, locked or translated; objects as they are stored.
    ///
    /// - Parameter workingDirectory: what relative `GIT_DIR` and the like are relative to.
    func hardened(from workingDirectory: [UInt8]) -> GitEnvironment {
        var copy = self
        for name in Self.removed { copy[name] = nil }
        for (name, value) in Self.fixed { copy[name] = Array(value.utf8) }
        return copy.withAbsolutePaths(from: workingDirectory)
    }

    /// The same with absolute paths of git's own folders, for a program that starts elsewhere.
    func withAbsolutePaths(from workingDirectory: [UInt8]) -> GitEnvironment {
        var copy = self
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY"] {
            if let path = copy[name], !path.isEmpty { copy[name] = PathBytes.join(workingDirectory, path) }
        }
        return copy
    }

    private static let repositoryVariables = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_OBJECT_DIRECTORY", "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE",
        "GIT_GRAFT_FILE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_PREFIX", "GIT_SHALLOW_FILE",
        "GIT_COMMON_DIR", "GIT_INTERNAL_SUPER_PREFIX", "GIT_QUARANTINE_PATH", "GIT_NAMESPACE",
    ]

    private static let removed = [
        "LANGUAGE", "GIT_EXTERNAL_DIFF", "GIT_DIFF_OPTS", "GIT_GLOB_PATHSPECS", "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
        "GIT_LITERAL_PATHSPECS", "GIT_TRACE", "GIT_TRACE_SETUP", "GIT_TRACE_PERFORMANCE", "GIT_TRACE2", "GIT_TRACE2_EVENT",
        "GIT_TRACE2_PERF",
    ]

    // Why: an allow list in the environment outranks `protocol.<name>.allow` of a repository's configuration.
    // Why: a path below /dev/null cannot exist, so that grafts and replacements hide no commit and no content.
    private static let fixed = [
        ("LC_ALL", "C"), ("GIT_OPTIONAL_LOCKS", "0"), ("GIT_NO_LAZY_FETCH", "1"), ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_TERMINAL_PROMPT", "0"), ("GIT_NO_REPLACE_OBJECTS", "1"), ("GIT_GRAFT_FILE", "/dev/null/none"), ("GIT_PAGER", "cat"),
    ]
}
