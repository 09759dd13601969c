package import RekeyCore

/// What a push adds to the repository that it goes to, each object once.
package enum PushSource {
    /// Calls `body` as `RangeSource` does, for the objects that no ref of the other side is known to lead to: commits and their messages,
    /// the files they bring, also those that a later one removes, tags, what tags of trees and blobs hold, and names of refs that are new
    /// there. Deletions add nothing.
    ///
    /// Works inside the quarantine of a pre-receive hook. A shallow clone pushes what it has, and that is read: no cut is told.
    /// Throws `GitError`, or what `body` throws.
    package static func read(
        _ repository: Repository, _ push: Push, limits: GitLimits = GitLimits(), _ body: (Chunk) throws -> Void
    ) throws -> Account {
        var account = Account(asked: push.summary)
        guard !push.updates.isEmpty else { return account }
        let process = try GitProcess(repository)
        let kinds = try kinds(of: push, process)
        let known = KnownRevisions(push, isHere: { kinds[$0] != nil })
        var starts: [NamedObject] = []
        for ref in push.updates {
            guard let kind = kinds[ref.new] else { throw GitError.badRevision(ref.new) }
            starts.append(NamedObject(id: ref.new, kind: kind, ref: ref.name))
        }
        let wanted = try added(starts, known, process)
        let stream = BlobStream(process: process, limit: limits.blobBytes)
        var walk = TagWalk()
        try walk.follow(starts.filter { wanted.contains($0.id) }, stream)
        let commits = try commits(walk.ends.filter { $0.kind == .commit }.map(\.id), known, process)
        account.commits = commits.count
        account.skips = walk.skips
        var reader = RangeReader(process, stream, account, wanted: wanted)
        reader.refs = push.updates.filter(\.isNew).map { Array($0.name.utf8) }
        try reader.read(commits, walk.tags, walk.ends, body)
        reader.account.skips = MissingHistory(repository, process).explained(reader.account.skips)
        return reader.account
    }

    /// The kinds of the objects that the refs lead to, as far as they are here.
    private static func kinds(of push: Push, _ process: GitProcess) throws(GitError) -> [String: ObjectKind] {
        let ids = Set(push.refs.flatMap { [$0.old, $0.new] }).sorted()
        let output = try process.output(["cat-file", "--batch-check"], input: lines(ids))
        var kinds: [String: ObjectKind] = [:]
        for line in output.split(separator: 0x0A) {
            let words = line.split(separator: 0x20)
            guard words.count == 3, let kind = ObjectKind(word: words[1]) else { continue }
            kinds[String(decoding: words[0], as: UTF8.self)] = kind
        }
        return kinds
    }

    /// Every object that the push brings, of all kinds, also those that a partial clone left out: git fetches them to send them on.
    private static func added(_ starts: [NamedObject], _ known: KnownRevisions, _ process: GitProcess) throws(GitError) -> Set<String> {
        let options = ["rev-list", "--objects", "--no-object-names", "--missing=print", "--stdin"]
        let output = try process.output(options + known.words, input: lines(starts.map(\.id) + known.excluded))
        // Source: git-rev-list(1) --missing=print puts `?` before what is not here.
        return Set(output.split(separator: 0x0A).map { String(decoding: $0.drop { $0 == UInt8(ascii: "?") }, as: UTF8.self) })
    }

    private static func commits(
        _ tips: [String], _ known: KnownRevisions, _ process: GitProcess
    ) throws(GitError) -> [RangeCommit] {
        guard !tips.isEmpty else { return [] }
        return try RangeLog.read(process, ["--stdin"] + known.words, input: lines(tips + known.excluded))
    }

    private static func lines(_ words: [String]) -> [UInt8] { Array(words.map { $0 + "\n" }.joined().utf8) }
}
