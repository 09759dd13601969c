internal import Allocator
internal import Libcrypto
package import RekeyCore
internal import RekeyDetect
internal import RekeyGit
internal import RekeyPolicy
internal import RekeyReport
internal import RekeySources

/// Runs one scan from request to report.
package struct ScanSession {
    private let request: ScanRequest
    private let surroundings: Surroundings

    package init(_ request: ScanRequest, _ surroundings: Surroundings) {
        self.request = request
        self.surroundings = surroundings
    }

    /// Scans, writes the report, and gives the exit status. Throws a `Trouble` when nothing could be scanned.
    package func run() throws -> ExitStatus {
        Allocator.keepsFreedMemory()
        let place = try ScanPlace(request, surroundings)
        let settings = try ScanSettings(request, surroundings, root: place.configurationRoot)
        if !request.isQuiet { for notice in settings.notices { Console.note("rekey: \(SecretFreeText.cleanedMessage(notice))") } }
        if case .following(let path) = request.source { return try follow(path, settings, place) }
        let progress = Progress(isShown: surroundings.errorIsTerminal && !request.isQuiet)
        let limits = limits()
        var yield = try Feed(
            request: request, surroundings: surroundings, place: place, settings: settings, progress: progress, limits: limits
        ).run()
        progress.end()
        let findings = try Self.settle(&yield)
        let verdict = Gate(threshold: settings.threshold, strict: request.isStrict).status(findings, yield.account)
        let status = limits.stop == .interrupt ? .interrupted : verdict
        try write(report(findings, yield.account, settings, place, status))
        return status
    }

    /// Scans until the input ends or Ctrl-C, which is no interruption of what has no end.
    private func follow(_ path: String?, _ settings: ScanSettings, _ place: ScanPlace) throws -> ExitStatus {
        var session = try FollowSession(path ?? "-", settings, now: surroundings.now, try live(settings))
        if let path { try session.run(try FollowSession.file(path)) } else { try session.run(try FollowSession.standardInput()) }
        let (findings, account) = session.outcome
        let status = Gate(threshold: settings.threshold, strict: request.isStrict).status(findings, account)
        try Console.deliver(session.report.end(report(findings, account, settings, place, status)))
        return status
    }

    private func live(_ settings: ScanSettings) throws(Trouble) -> LiveReport {
        let why = "following has no end, so each finding is written when it is found"
        guard let format = LiveReport.Format(request.format) else {
            throw Trouble("--format json does not go with --follow", why: why, next: "use --format jsonl, a line a finding")
        }
        guard request.output == nil else { throw Trouble("--output does not go with --follow", why: why, next: "redirect standard output") }
        let options = Report.Options(isVerbose: request.isVerbose, usesColor: request.usesColor ?? surroundings.wantsColor)
        return LiveReport(format, options, gate: Self.gate(settings))
    }

    /// Long scans end in order; others end at once.
    private func limits() -> RunLimits {
        guard case .history(let options) = request.source else { return RunLimits(seconds: nil, memoryBytes: nil) }
        RunLimits.catchInterrupts()
        return RunLimits(seconds: options.timeLimitSeconds, memoryBytes: options.memoryMiB.map { min($0, 1 << 30) << 20 })
    }

    /// Orders the findings and proves them by each other.
    static func settle(_ yield: inout ChunkScanner.Yield) throws -> [Finding] {
        yield.items.sort { Self.order($0.finding) < Self.order($1.finding) }
        Resolution.resolve(&yield.items, projectRefs: yield.projectRefs)
        yield.account.skips.sort()
        var findings = yield.items.map(\.finding)
        try SecretFreeText.clean(&findings)
        return findings
    }

    private static func order(_ finding: Finding) -> (String, Int, Int, RuleID) {
        (finding.provenance.displayPath, finding.location.line, finding.location.column, finding.rule)
    }

    private func report(
        _ findings: [Finding], _ account: Account, _ settings: ScanSettings, _ place: ScanPlace, _ status: ExitStatus
    ) -> Report {
        let options = Report.Options(
            isVerbose: request.isVerbose, usesColor: request.usesColor ?? (surroundings.wantsColor && request.output == nil),
            paths: place.pathStyle,
            digests: request.addsDigests ? Self.digests(findings) : [:])
        return Report(
            tool: Report.Tool(name: "rekey", version: Version.text), source: place.kind, findings: findings, account: account,
            gate: Self.gate(settings),
            exitStatus: status, options: options)
    }

    private static func gate(_ settings: ScanSettings) -> Report.Gate {
        switch settings.threshold {
        case .never: .never
        case .at(let severity): .failOn(severity)
        }
    }

    /// SHA-256 of the bare secrets, for scoring against labelled sets only.
    private static func digests(_ findings: [Finding]) -> [Fingerprint: String] {
        var digests: [Fingerprint: String] = [:]
        for finding in findings {
            guard let fingerprint = finding.fingerprint else { continue }
            digests[fingerprint] = Hex.text(finding.secret.withBytes { Digest.sha256($0) })
        }
        return digests
    }

    private func write(_ report: Report) throws {
        if request.addsDigests {
            Console.note("rekey: --with-digest adds plain digests of secrets; weak ones can be guessed from them. Do not share this report")
        }
        let isTooQuiet = request.isQuiet && request.format == .text && report.exitStatus == .success
        let bytes = isTooQuiet ? [] : report.bytes(as: request.format)
        guard let output = request.output else { return try Console.deliver(bytes) }
        try OutputFile.deliver(bytes, to: output)
    }
}
