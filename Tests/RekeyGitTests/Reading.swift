internal import RekeyCore
internal import RekeyGit
internal import RekeyTestSupport

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

    /// What the range source reads, in its order.
    func range(_ revisions: String...) throws -> (chunks: [Chunk], account: Account) {
        var chunks: [Chunk] = []
        let account = try RangeSource.read(repository(), revisions: revisions) { chunks.append($0) }
        return (chunks, account)
    }
}
