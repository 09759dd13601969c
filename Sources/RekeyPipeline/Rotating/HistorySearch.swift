internal import RekeyCore
internal import RekeyGit
internal import RekeyRotation
internal import RekeySources

/// Where a repository's commits, branches and index hold a secret.
struct HistoryOccurrences: Sendable {
    /// Commits that bring a version with it, oldest first.
    var commits: [KeptVersions.Commit] = []
    var index: [RotationSubject.Place] = []
    /// Branches whose newest commit holds it, by name.
    var branches: [Branch] = []
    /// What was not read: the answer may then lack something.
    var skips: [Skip] = []

    struct Branch: Sendable {
        var name: String
        var places: [RotationSubject.Place]
    }
}

/// Looks through everything git keeps: commits of all refs and reflogs, and the index. The secret stays in this process.
struct HistorySearch {
    private let kept: KeptVersions

    init(_ repository: Repository) throws(Trouble) {
        do { kept = try KeptVersions(repository) } catch { throw error.trouble }
    }

    /// Finds texts, all of them forms of one secret.
    func occurrences(of values: [SecretText]) throws -> HistoryOccurrences {
        let wanted = values.map { ValueSearch($0.revealedBytes) }
        var lines: [String: [Int]] = [:]
        var found = HistoryOccurrences()
        do {
            found.skips = try kept.read { version, bytes in
                let text = Self.chunk(version, bytes).bytes
                let offsets = wanted.flatMap { $0.occurrences(in: text, most: 50) }
                if !offsets.isEmpty {
                    let index = LineIndex(text.span)
                    lines[version.blob] = Set(offsets.map { index.lineNumber(of: $0) + 1 }).sorted()
                }
                return true
            }
            let blobs = Set(lines.keys)
            found.commits = kept.commits(bringing: blobs)
            found.index = Self.places(kept.index(holding: blobs), lines)
            let heads = try kept.branches(holding: blobs)
            found.branches = heads.branches.map { HistoryOccurrences.Branch(name: $0.name, places: Self.places($0.versions, lines)) }
            found.skips += kept.skips
            if heads.isCut {
                found.skips.append(
                    Skip(path: "branches", reason: .gitError, detail: "only the first \(KeptVersions.mostBranches) were looked at"))
            }
        } catch let error as GitError { throw error.trouble }
        return found
    }

    /// What `look` gives for the first version for which it gives something, oldest first.
    func first<Found>(_ look: (Chunk) throws -> Found?) throws -> (found: Found?, skips: [Skip]) {
        var found: Found?
        do {
            let skips = try kept.read { version, bytes in
                guard !bytes.isEmpty else { return true }
                found = try look(Self.chunk(version, bytes))
                return found == nil
            }
            return (found, skips + kept.skips)
        } catch let error as GitError { throw error.trouble }
    }

    private static func chunk(_ version: KeptVersions.Version, _ bytes: [UInt8]) -> Chunk {
        TextDecoding.chunk(bytes: bytes, provenance: Provenance(kind: .history, path: version.path, blob: version.blob))
    }

    private static func places(_ versions: [KeptVersions.Version], _ lines: [String: [Int]]) -> [RotationSubject.Place] {
        versions.flatMap { version in
            let path = String(decoding: version.path, as: UTF8.self)
            return (lines[version.blob] ?? []).map { RotationSubject.Place(path: path, line: $0) }
        }
    }
}
