internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport
internal import Testing

/// A chunk as tests compare it: its path and the text of its new lines.
struct Added: Equatable, CustomStringConvertible {
    var path: String
    var text: String

    var description: String { "\(path): \(text.debugDescription)" }

    init(_ path: String, _ text: String) {
        self.path = path
        self.text = text
    }

    init(_ chunk: Chunk) {
        path = chunk.provenance.displayPath
        let ranges = chunk.added ?? [chunk.bytes.indices]
        text = ranges.map { String(decoding: chunk.bytes[$0], as: UTF8.self) }.joined(separator: "…")
    }
}

/// A text beside files, as tests compare it.
struct Said: CustomStringConvertible {
    let description: String

    init(_ chunk: Chunk) {
        let text = String(decoding: chunk.bytes, as: UTF8.self)
        description = "\(String(decoding: chunk.provenance.entry, as: UTF8.self)): \(text.debugDescription)"
    }
}

extension GitEnvironment {
    init(_ values: [String: String]) { self.init(entries: values.map { Array("\($0.key)=\($0.value)".utf8) }) }
}

extension GitFixture {
    /// The repository as rekey finds it, with `extra` variables set.
    func repository(_ extra: [String: String] = [:], at folder: String? = nil) throws -> Repository {
        let start = Array((folder ?? path).utf8)
        let values = GitEnvironment(environment.merging(extra) { _, new in new })
        return try Repository.discover(from: start, environment: values, workingDirectory: start)
    }

    /// What the staged source reads, sorted by path.
    func staged(_ extra: [String: String] = [:], limits: GitLimits = GitLimits()) throws -> (added: [Added], account: Account) {
        var added: [Added] = []
        let account = try StagedSource.read(repository(extra), limits: limits) { added.append(Added($0)) }
        return (added.sorted { $0.path < $1.path }, account)
    }

    /// The versions of files that the range source reads, in its order.
    func range(_ revisions: String...) throws -> (chunks: [Chunk], account: Account) {
        var chunks: [Chunk] = []
        let account = try RangeSource.read(repository(), revisions: revisions) { chunks.append($0) }
        return (chunks.filter(\.provenance.entry.isEmpty), account)
    }

    /// What the range source reads beside files, in its order: `entry: text`.
    func rangeTexts(_ revisions: String...) throws -> [String] {
        var texts: [String] = []
        _ = try RangeSource.read(repository(), revisions: revisions) { chunk in
            if !chunk.provenance.entry.isEmpty { texts.append(Said(chunk).description) }
        }
        return texts
    }

    /// What the push source reads of git's lines, sorted: `path: new lines` of files, `entry: text` of the rest; names of refs only if
    /// `withRefNames`.
    func push(_ lines: String..., side: Push.Side, withRefNames: Bool = false) throws -> (said: [String], account: Account) {
        let push = try #require(Push(lines: Array(lines.map { $0 + "\n" }.joined().utf8), side: side))
        var said: [String] = []
        let account = try PushSource.read(repository(), push) { chunk in
            said.append(chunk.provenance.entry.isEmpty ? Added(chunk).description : Said(chunk).description)
        }
        return (said.sorted().filter { withRefNames || !$0.hasPrefix("ref name") }, account)
    }
}
