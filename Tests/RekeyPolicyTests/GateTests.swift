internal import RekeyCore
internal import RekeyPolicy
internal import Testing

/// A run and its exit status.
private struct GateCase: Sendable, CustomTestStringConvertible {
    let name: String
    var failOn = "medium"
    var strict = false
    var severities: [Severity] = []
    var suppressed: [Severity] = []
    var skips: [Skip.Reason] = []
    let status: RekeyCore.ExitStatus
    var testDescription: String { name }

    static let all: [GateCase] = [
        GateCase(name: "nothing found", status: .success),
        GateCase(name: "at the threshold", severities: [.medium], status: .findings),
        GateCase(name: "above the threshold", severities: [.info, .critical], status: .findings),
        GateCase(name: "below the threshold", severities: [.low, .info], status: .success),
        GateCase(name: "a higher threshold", failOn: "critical", severities: [.high], status: .success),
        GateCase(name: "the lowest threshold", failOn: "info", severities: [.info], status: .findings),
        GateCase(name: "never", failOn: "never", severities: [.critical], status: .success),
        GateCase(name: "excused", suppressed: [.critical], status: .success),
        GateCase(name: "excused and not excused", severities: [.high], suppressed: [.critical], status: .findings),
        GateCase(name: "incomplete", skips: [.unreadable], status: .incomplete),
        GateCase(name: "incomplete, excused", suppressed: [.critical], skips: [.unreadable], status: .incomplete),
        GateCase(name: "incomplete, below the threshold", severities: [.low], skips: [.unreadable], status: .incomplete),
        GateCase(name: "incomplete, never", failOn: "never", severities: [.critical], skips: [.unreadable], status: .incomplete),
        GateCase(name: "incomplete with findings", severities: [.high], skips: [.overSizeLimit], status: .findings),
        GateCase(name: "incomplete with findings, strict", strict: true, severities: [.high], skips: [.overSizeLimit], status: .incomplete),
        GateCase(name: "strict with findings", strict: true, severities: [.high], status: .findings),
        GateCase(name: "strict, nothing found", strict: true, status: .success),
        GateCase(name: "left out on purpose", skips: [.excludedByConfiguration, .notARegularFile], status: .success),
    ]
}

@Suite("gate")
struct GateTests {
    @Test("exit status", arguments: GateCase.all)
    private func status(_ c: GateCase) throws {
        let gate = Gate(threshold: try #require(Gate.Threshold(c.failOn)), strict: c.strict)
        var findings = c.severities.map { Sample("§", severity: $0).finding }
        for severity in c.suppressed {
            var finding = Sample("§", severity: severity).finding
            finding.suppression = Suppression(kind: .baseline, reason: "", origin: "")
            findings.append(finding)
        }
        let account = Account(skips: c.skips.map { Skip(path: "x", reason: $0) })
        #expect(gate.status(findings, account) == c.status)
        #expect(gate.tally(findings).suppressed == c.suppressed.count)
        #expect(gate.tally(findings).failing + gate.tally(findings).below == c.severities.count)
    }

    @Test("the default is medium, not strict")
    func defaults() {
        #expect(Gate() == Gate(threshold: .at(.medium), strict: false))
        let findings = [Severity.low, .medium, .high].map { Sample("§", severity: $0).finding }
        #expect(Gate().tally(findings) == Gate.Tally(failing: 2, below: 1, suppressed: 0))
    }

    @Test("the words of --fail-on")
    func words() {
        for severity in Severity.allCases { #expect(Gate.Threshold(severity.rawValue) == .at(severity)) }
        #expect(Gate.Threshold("never") == .never)
        #expect(Gate.Threshold("High") == nil && Gate.Threshold("") == nil)
    }
}
