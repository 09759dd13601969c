internal import RekeyCore
internal import RekeyRotation

/// Recognises the value that a rotation replaces, of which only ID, length and public start are kept.
///
/// A place holds it when the scanner finds a secret with that ID there, or when some run of characters of that length has that ID. Once the
/// bytes were seen, or given, they are looked for themselves, in every form in which they are usually written.
final class OldValueSearch {
    private let subject: RotationSubject
    private let repository: RepositoryFindings
    private let scan: (Chunk) throws -> [Finding]
    private let wanted: Fingerprint
    private let windows: TokenWindows?
    /// The bytes, once they were seen or given.
    private(set) var known: SecretText?
    private var forms: [ValueSearch] = []

    /// Lines that are told of one text.
    private static let mostLines = 200

    /// - Parameter scan: what the scanner finds in a chunk.
    init(_ subject: RotationSubject, _ repository: RepositoryFindings, scan: @escaping (Chunk) throws -> [Finding]) {
        self.subject = subject
        self.repository = repository
        self.scan = scan
        wanted = Fingerprint(subject.fingerprint)
        windows = SecretShape(redacted: subject.redacted).map(TokenWindows.init)
    }

    /// Whether there is anything to recognise it by: not for a secret that was only known by its name.
    var isPossible: Bool { known != nil || windows != nil }

    /// From now on looks for these bytes, too.
    func learn(_ secret: SecretText) {
        guard known == nil, secret.count > 0 else { return }
        known = secret
        // Why: a shorter one stands in other text by chance; then only the scanner and the runs of its length count.
        guard secret.count >= 8 else { return }
        forms = ValueForms.all(of: secret).map { ValueSearch($0.revealedBytes) }
    }

    /// The lines that hold the value, from 1, sorted; learns its bytes from the first.
    func lines(in chunk: Chunk) throws -> [Int] {
        guard !chunk.bytes.isEmpty else { return [] }
        var offsets: [Int] = []
        if forms.isEmpty { offsets = windowsHolding(chunk.bytes) }
        var lines: Set<Int> = []
        for finding in try scan(chunk) where finding.fingerprint == wanted {
            learn(finding.secret)
            lines.insert(finding.location.line)
        }
        offsets += forms.flatMap { $0.occurrences(in: chunk.bytes, most: Self.mostLines) }
        if !offsets.isEmpty {
            let index = LineIndex(chunk.bytes.span)
            for offset in offsets { lines.insert(chunk.firstLine + index.lineNumber(of: offset)) }
        }
        return lines.sorted()
    }

    /// The bytes of the value, where the chunk holds them.
    func secret(in chunk: Chunk) throws -> SecretText? {
        _ = try lines(in: chunk)
        return known
    }

    private func windowsHolding(_ bytes: [UInt8]) -> [Int] {
        var found: [Int] = []
        windows?.visit(bytes.span) { range in
            guard found.count < Self.mostLines else { return }
            let secret = SecretText(Array(bytes[range]))
            guard known.map({ $0 == secret }) ?? (repository.fingerprint(subject.rule, secret) == wanted) else { return }
            learn(secret)
            found.append(range.lowerBound)
        }
        return found
    }
}
