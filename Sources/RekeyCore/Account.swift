/// What a run was asked to read, what it read, and what it did not: the reason rekey may say "clean".
package struct Account: Sendable, Equatable {
    /// What was asked, in words: `work tree of /srv/app`, `staged changes`.
    package var asked: String
    package var files: Int
    package var bytes: Int
    package var commits: Int
    package var skips: [Skip]

    package init(asked: String = "", files: Int = 0, bytes: Int = 0, commits: Int = 0, skips: [Skip] = []) {
        self.asked = asked
        self.files = files
        self.bytes = bytes
        self.commits = commits
        self.skips = skips
    }

    /// Whether everything that was asked for was read.
    package var isComplete: Bool { !skips.contains(where: \.makesIncomplete) }

    /// Adds what another worker or source read.
    package mutating func merge(_ other: Account) {
        files += other.files
        bytes += other.bytes
        commits += other.commits
        skips += other.skips
    }
}

/// One input that was not read.
package struct Skip: Sendable, Hashable, Comparable {
    /// Why.
    package enum Reason: String, Sendable, CaseIterable {
        case excludedByConfiguration = "excluded by configuration"
        case overSizeLimit = "over the size limit"
        case unreadable
        case vanished = "vanished while scanning"
        case notARegularFile = "not a regular file"
        case symbolicLink = "symbolic link, its target text was read"
        case outsideRoot = "symbolic link that leaves the scanned root"
        case deletedInWorkTree = "tracked, deleted in the work tree"
        case submoduleNotCheckedOut = "submodule, not checked out"
        case submoduleCommit = "submodule commit, scanned in its own repository"
        case gitError = "git error"
        case missingObject = "git object missing"
        case malformedPatch = "malformed patch"
        case matchLimit = "match limit reached"
        case decodingLimit = "decoding limit reached"
        case interrupted = "stopped by Ctrl-C"
        case timeLimit = "time limit reached"
        case memoryLimit = "memory limit reached"
        case encrypted
        case unsupportedCompression = "unsupported compression"
        case expansionLimit = "expansion limit reached"
        case depthLimit = "depth limit reached"
        case memberLimit = "member limit reached"

        /// Whether the answer is incomplete because of it (exit status 3).
        package var makesIncomplete: Bool {
            switch self {
            case .excludedByConfiguration, .notARegularFile, .symbolicLink, .outsideRoot, .deletedInWorkTree, .submoduleCommit: false
            case .overSizeLimit, .unreadable, .vanished, .submoduleNotCheckedOut, .gitError, .missingObject, .malformedPatch, .matchLimit,
                .decodingLimit, .interrupted, .timeLimit, .memoryLimit, .encrypted, .unsupportedCompression, .expansionLimit, .depthLimit,
                .memberLimit:
                true
            }
        }

        /// Whether it is something that archives are held to, so that `--allow-limits` is for it.
        package var isArchiveLimit: Bool {
            switch self {
            case .overSizeLimit, .timeLimit, .expansionLimit, .depthLimit, .memberLimit: true
            case .excludedByConfiguration, .unreadable, .vanished, .notARegularFile, .symbolicLink, .outsideRoot, .deletedInWorkTree,
                .submoduleNotCheckedOut, .submoduleCommit, .gitError, .missingObject, .malformedPatch, .matchLimit, .decodingLimit,
                .interrupted, .memoryLimit, .encrypted, .unsupportedCompression:
                false
            }
        }
    }

    package var path: String
    package var reason: Reason
    /// What the system said, and what to do next; empty when the reason says it all.
    package var detail: String
    /// Whether the user said that it does not matter: `--allow-limits`.
    package var isAllowed: Bool

    package init(path: String, reason: Reason, detail: String = "", isAllowed: Bool = false) {
        self.path = path
        self.reason = reason
        self.detail = detail
        self.isAllowed = isAllowed
    }

    /// Whether the answer is incomplete because of it.
    package var makesIncomplete: Bool { reason.makesIncomplete && !isAllowed }

    package static func < (left: Skip, right: Skip) -> Bool {
        (left.path, left.reason.rawValue, left.detail) < (right.path, right.reason.rawValue, right.detail)
    }
}
