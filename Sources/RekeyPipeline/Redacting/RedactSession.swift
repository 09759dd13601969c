internal import Allocator
package import RekeyCore
internal import RekeyDetect
internal import RekeyPolicy
internal import RekeySources

/// Runs `rekey redact`: standard input to standard output, with secrets replaced.
package struct RedactSession {
    private let request: RedactRequest
    private let surroundings: Surroundings

    package init(_ request: RedactRequest, _ surroundings: Surroundings) {
        self.request = request
        self.surroundings = surroundings
    }

    /// Copies until the input ends or nobody reads the output any more, and gives the exit status. Throws a `Trouble` when nothing could be
    /// redacted, or the output cannot be written.
    package func run() throws -> ExitStatus {
        Allocator.keepsFreedMemory()
        let window = try window()
        let input = try Self.standardInput()
        var flow = RedactionFlow(
            input, StandardOutput(), window, delayMilliseconds: Int(request.maximumDelaySeconds * 1_000), clock: Self.milliseconds)
        let fault = try flow.run()
        note(flow.window.tally)
        for reason in flow.window.limits.sorted() { Console.note("rekey: not all of the input was looked at: \(reason)") }
        if let fault { Console.complain(Trouble("standard input not readable to its end", why: fault.reason)) }
        return status(flow.window.tally, isComplete: fault == nil && flow.window.limits.isEmpty)
    }

    private static func standardInput() throws -> FileInput {
        do throws(InputFault) { return try FileInput.standardInput() } catch {
            throw Trouble("standard input not readable", why: error.reason, status: .incomplete)
        }
    }

    private func window() throws -> RedactionWindow {
        var scan = ScanRequest(source: .standardInput)
        scan.configuration = request.configuration
        scan.onlyRules = request.onlyRules
        scan.excludedRules = request.excludedRules
        // Why: what a program writes into its log is no place to excuse its secrets.
        scan.honoursInlineAllows = false
        let place = try ScanPlace(scan, surroundings)
        let settings = try ScanSettings(scan, surroundings, root: place.configurationRoot)
        for notice in settings.notices { Console.note("rekey: \(SecretFreeText.cleanedMessage(notice))") }
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: surroundings.now)
        var options = RedactionWindow.Options()
        options.floor = request.failOn == .at(.info) ? .info : .low
        options.masksKeys = try settings.rules.uses(KeyLines.rule)
        return RedactionWindow(scanner, options)
    }

    private func note(_ tally: RedactionTally) {
        guard request.isVerbose || tally.total > 0 && surroundings.errorIsTerminal else { return }
        Console.note("rekey: \(tally.words)")
    }

    private func status(_ tally: RedactionTally, isComplete: Bool) -> ExitStatus {
        guard isComplete else { return .incomplete }
        guard case .at(let severity) = request.failOn, let worst = tally.worst, worst >= severity else { return .success }
        return .findings
    }

    private static func milliseconds() -> Int {
        let (seconds, attoseconds) = (ContinuousClock.Instant.now - start).components
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }

    private static let start = ContinuousClock.Instant.now
}
