internal import RekeyCore
internal import RekeyDetect
internal import RekeySources

/// The files of a repository that rotations look at, and what the scanner finds in them.
struct RepositoryFindings: Sendable {
    let texts: RepositoryTexts
    /// In the order of a report, proven by each other; excused ones too.
    let findings: [Finding]
    /// Hosted Supabase projects that the files name.
    let projectRefs: Set<String>
    /// What could not be read or looked through.
    let skips: [Skip]
    private let settings: ScanSettings
    private let now: Int64

    /// Reads and scans. Throws when the configuration is not usable, or nothing can be listed.
    init(_ place: WorkPlace, _ surroundings: Surroundings) throws {
        texts = try RepositoryTexts.read(place, surroundings)
        now = surroundings.now
        settings = try ScanSettings(
            ScanRequest(source: .paths([])), surroundings, root: String(decoding: place.root, as: UTF8.self))
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        var yield = ChunkScanner.Yield()
        for text in texts.texts where !text.bytes.isEmpty {
            let provenance = Provenance(kind: .worktree, path: text.path)
            try scanner.scan(TextDecoding.chunk(bytes: text.bytes, provenance: provenance), into: &yield)
        }
        yield.account.merge(texts.account)
        findings = try ScanSession.settle(&yield)
        projectRefs = yield.projectRefs
        skips = yield.account.skips.filter(\.makesIncomplete)
    }

    /// What the scanner finds in one more chunk: a version of a file, a part of a log, an assignment.
    func findings(in chunk: Chunk) throws -> [Finding] {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        return try Self.findings(in: chunk, by: scanner)
    }

    /// As `findings(in:)` for many chunks, asked one by one through `look`.
    func withScanner<Result>(_ body: ((Chunk) throws -> [Finding]) throws -> Result) throws -> Result {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        return try body { try Self.findings(in: $0, by: scanner) }
    }

    private static func findings(in chunk: Chunk, by scanner: borrowing ChunkScanner) throws -> [Finding] {
        var yield = ChunkScanner.Yield()
        try scanner.scan(chunk, into: &yield)
        return try ScanSession.settle(&yield)
    }

    /// The ID of a secret under a rule.
    func fingerprint(_ rule: RuleID, _ secret: SecretText) -> Fingerprint { settings.key.fingerprint(rule: rule, secret: secret) }

    /// The key of IDs, for comparing what people write with a secret that is not at hand.
    var key: FingerprintKey { settings.key }
}
