internal import RekeyCore
internal import RekeyReport
internal import RekeySources

/// Scans a log while it grows, and tells findings as they come: `rekey scan --follow`.
struct FollowSession: ~Copyable {
    private let provenance: Provenance
    private let scanner: ChunkScanner
    private var window: FollowWindow
    /// Writes what comes.
    private(set) var report: LiveReport
    /// The first finding of each secret, for the summary.
    private var firsts: [Fingerprint: Finding] = [:]
    private var account = Account()
    private let limits = RunLimits(seconds: nil, memoryBytes: nil)

    /// Between two looks.
    private static let pauseMilliseconds = 200
    /// Secrets that the summary counts.
    private static let mostFirsts = 10_000

    /// `path` is what findings say of their place.
    init(_ path: String, _ settings: ScanSettings, now: Int64, _ report: LiveReport) throws {
        provenance = Provenance(kind: .stream, path: Array(path.utf8))
        window = FollowWindow(provenance)
        scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: now)
        self.report = report
        account.asked = path == "-" ? "standard input" : path
        account.files = 1
    }

    /// What the summary is about.
    var outcome: (findings: [Finding], account: Account) { (Array(firsts.values), account) }

    /// Goes on until the input ends or Ctrl-C. Throws for what is no plain text, and when findings cannot be written.
    mutating func run<Input: GrowingInput & ~Copyable>(_ input: consuming Input) throws {
        RunLimits.catchInterrupts()
        while !limits.isOver() {
            let news: GrowingNews
            do throws(InputFault) { news = try input.look() } catch {
                account.skips.append(Skip(path: provenance.displayPath, reason: .unreadable, detail: error.reason))
                break
            }
            switch news {
            case .bytes(let bytes): try take(bytes)
            case .restarted(let why):
                try finishText()
                Console.note(
                    "rekey: \(SecretFreeText.cleanedMessage(provenance.displayPath)) \(Self.words(why)); reading it from its beginning")
            case .ended: return try finishText()
            case .nothing: input.wait(milliseconds: Self.pauseMilliseconds)
            }
        }
        try finishText()
    }

    /// Opens the file to follow.
    static func file(_ path: String) throws(Trouble) -> FollowedFile {
        do throws(InputFault) { return try FollowedFile.open(Array(path.utf8)) } catch {
            throw Trouble("cannot be followed", at: path, why: error.reason, next: "check the path; what is piped in is followed as `-`")
        }
    }

    /// Opens the standard input.
    static func standardInput() throws(Trouble) -> FollowedStandardInput {
        do throws(InputFault) { return try FollowedStandardInput() } catch {
            throw Trouble("standard input not readable", why: error.reason, status: .incomplete)
        }
    }

    private mutating func take(_ bytes: [UInt8]) throws {
        account.bytes += bytes.count
        window.append(bytes)
        if let head = window.head, head.count >= 8 { try refuse(head) }
        try scan(isEnd: false)
    }

    /// Looks at the rest of a text, and makes room for another.
    private mutating func finishText() throws {
        try scan(isEnd: true)
        window = FollowWindow(provenance)
    }

    private mutating func scan(isEnd: Bool) throws {
        guard let chunk = window.next(isEnd: isEnd) else { return }
        var yield = ChunkScanner.Yield()
        try scanner.scan(chunk, into: &yield)
        account.skips += yield.account.skips.filter { !account.skips.contains($0) }
        var news: [Finding] = []
        for finding in try ScanSession.settle(&yield) where window.isNews(finding) {
            news.append(finding)
            guard let fingerprint = finding.fingerprint, firsts.count < Self.mostFirsts else { continue }
            firsts[fingerprint] = firsts[fingerprint] ?? finding
        }
        if !news.isEmpty { try Console.deliver(report.bytes(of: news)) }
        window.forget()
    }

    /// Throws for bytes that are read in another way than line by line.
    private func refuse(_ head: [UInt8]) throws {
        let isPacked = ArchiveTexts.isArchive(head.span)
        guard isPacked || TextEncoding.detect(head) != .bytes else { return }
        throw Trouble(
            "cannot be followed", at: provenance.displayPath, why: isPacked ? "it is an archive or compressed" : "it is UTF-16",
            next: isPacked ? "scan it without --follow" : "pipe it through iconv -f UTF-16 -t UTF-8 and follow `-`")
    }

    private static func words(_ restart: GrowingNews.Restart) -> String {
        switch restart {
        case .replaced: "was replaced by another file"
        case .truncated: "was cut"
        }
    }
}
