/// How long a secret has been in a repository's history, who brought it, and what still holds it.
package struct HistoryExposure: Sendable, Hashable {
    /// A commit, as reports name it.
    package struct Commit: Sendable, Hashable {
        package var id: String
        /// Name and address, invalid UTF-8 replaced.
        package var author: String
        /// The author's date, ISO 8601 with its zone.
        package var date: String

        package init(id: String, author: String, date: String) {
            self.id = id
            self.author = author
            self.date = date
        }
    }

    /// Something that keeps objects: a ref, an index, a stash.
    package struct Holder: Sendable, Hashable {
        /// What kind of thing, the most public first; the raw values are the words of reports.
        package enum Kind: String, Sendable, CaseIterable, Comparable {
            case head, branch
            case remote = "remote-branch"
            case tag, stash, other, index

            package static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

            private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
        }

        package var kind: Kind
        /// `main`, `origin/main`, `v1`, `stash@{0}`, `refs/pull/1/head`, `index`; `HEAD`, with the name of a linked work tree behind it.
        package var name: String

        package init(kind: Kind, name: String) {
            self.kind = kind
            self.name = name
        }
    }

    /// The commit at which it went, on the way from some heads.
    package struct Removal: Sendable, Hashable {
        package var commit: Commit
        /// The first few by kind and name.
        package var heads: [Holder]
        /// How many there are.
        package var headCount: Int

        package init(commit: Commit, heads: [Holder], headCount: Int) {
            self.commit = commit
            self.heads = heads
            self.headCount = headCount
        }
    }

    /// Where it is to be found, at the most public place. The raw values are the words of reports.
    package enum Standing: String, Sendable, CaseIterable {
        /// A ref's newest version holds it, or a message that a ref leads to.
        case present
        /// No ref's newest version holds it, but older ones do.
        case removed
        /// Only commits hold it that no ref leads to, but a reflog.
        case reflog
        /// Only an index holds it.
        case index
        /// Nothing leads to it any more.
        case unreachable
    }

    package var standing: Standing
    /// The first commit that has it; `nil` when no commit has.
    package var first: Commit?
    /// Its path there; `nil` when it is the message that holds it.
    package var firstPath: [UInt8]?
    /// The ID in hex of the version there; `nil` when it is the name that holds it, too.
    package var firstBlob: String?
    /// The history is cut at the first commit: it may be older.
    package var isCut = false
    /// The first commit is a merge, and none of its parents has it.
    package var isFromMerge = false
    /// Commits that have it.
    package var commitCount = 0
    /// The paths it has lived at, the shortest first; the first few.
    package var paths: [[UInt8]] = []
    /// How many there are, as far as they are known.
    package var pathCount = 0
    /// What still holds it, by kind and name; of each kind the first few.
    package var holders: [Holder] = []
    /// How many there are of each kind.
    package var holderCounts: [Holder.Kind: Int] = [:]
    /// The commits that removed it, those from the most public heads first; the first few.
    package var removals: [Removal] = []
    /// How many there are.
    package var removalCount = 0
    /// What holds it in its message or header: `commit ID` or `tag NAME`; the first few.
    package var messages: [String] = []
    /// When the last removal was; `nil` as long as anything holds it, and where nothing removed it.
    package var end: String?

    package init(standing: Standing) { self.standing = standing }
}
