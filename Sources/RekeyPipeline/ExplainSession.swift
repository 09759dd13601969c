package import RekeyCore
internal import RekeyDetect
internal import RekeyReport
internal import RekeyRules
internal import RekeySources

/// Answers `rekey explain`.
package struct ExplainSession {
    private let request: ScanRequest
    private let surroundings: Surroundings
    private let place: ScanPlace
    private let settings: ScanSettings

    /// `request` says what is scanned to find a finding again. Throws a `Trouble` when the configuration is not usable.
    package init(_ request: ScanRequest, _ surroundings: Surroundings) throws {
        self.request = request
        self.surroundings = surroundings
        place = try ScanPlace(request, surroundings)
        settings = try ScanSettings(request, surroundings, root: place.configurationRoot)
    }

    /// Explains a rule, or the finding with this ID, which is looked for again.
    package func explain(_ id: String) throws {
        let rules = try settings.rules.enabledRules()
        if let rule = rules.first(where: { $0.id.rawValue == id }) {
            let clean = try SecretFreeRules(settings.rules).cleaned(rule)
            return try Console.deliver(RuleExplanation(rule: clean).bytes)
        }
        let isFingerprint = id.utf8.count == 12 && id.utf8.allSatisfy(\.isASCIIHexDigit)
        guard isFingerprint else { throw RulesSession.unknown(id, among: rules) }
        try explain(Fingerprint(id.lowercased()), rules)
    }

    private func explain(_ fingerprint: Fingerprint, _ rules: [Rule]) throws {
        let progress = Progress(isShown: surroundings.errorIsTerminal)
        var yield = try Feed(request: request, surroundings: surroundings, place: place, settings: settings, progress: progress).run()
        progress.end()
        let findings = try ScanSession.settle(&yield).filter { $0.fingerprint == fingerprint }
        let rule = findings.first.flatMap { finding in rules.first { $0.id == finding.rule } }
        guard let explanation = FindingExplanation(findings, rule: rule, paths: place.pathStyle) else {
            throw missing(fingerprint, yield.account)
        }
        try Console.deliver(explanation.bytes)
    }

    private func missing(_ fingerprint: Fingerprint, _ account: Account) -> Trouble {
        let unread = account.skips.count { $0.makesIncomplete }
        return Trouble(
            "no finding with the ID \(fingerprint)", at: account.asked,
            why: unread > 0 ? "\(unread) inputs were not read, and it may be in one of them" : "it is gone, or was found in another source",
            next: "scan again for the IDs of today, or name the source: rekey explain \(fingerprint) --staged",
            status: unread > 0 ? .incomplete : .usage)
    }

    /// Explains a text, read as if it stood in the file `path`; empty is plain text.
    package func explain(text: [UInt8], path: String) throws {
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: surroundings.now, traces: true)
        var yield = ChunkScanner.Yield()
        try scanner.scan(
            TextDecoding.chunk(bytes: text, provenance: Provenance(kind: .stream, path: Array(path.utf8))), into: &yield)
        var titles: [RuleID: String] = [:]
        for rule in try settings.rules.enabledRules() { titles[rule.id] = rule.title }
        let explanation = TextExplanation(
            findings: try ScanSession.settle(&yield), nearMisses: yield.nearMisses, titles: titles,
            readsAs: path.isEmpty
                ? "plain text; a file name decides how values are written, give one with --path"
                : "a file named \(TerminalText.escaped(path))")
        try Console.deliver(explanation.bytes)
    }

    /// Standard input to its end, at most 64 MiB.
    package static func input() throws(Trouble) -> [UInt8] {
        do throws(InputFault) {
            var input = try FileInput.standardInput()
            var bytes: [UInt8] = []
            while bytes.count < 64 << 20 {
                let before = bytes.count
                try bytes.append(addingCapacity: 1 << 16) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
                    try input.read(into: &room)
                }
                if bytes.count == before { return bytes }
            }
        } catch { throw Trouble("standard input not readable", why: error.reason, status: .incomplete) }
        throw Trouble("text too long to explain", at: "standard input", why: "it is longer than 64 MiB", next: "scan it: rekey scan -")
    }
}
