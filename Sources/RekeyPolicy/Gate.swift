package import RekeyCore

/// Turns findings and account into the exit status.
package struct Gate: Sendable, Equatable {
    /// What fails a run; the words of `--fail-on`.
    package enum Threshold: Sendable, Hashable {
        case never
        /// Findings of this severity and above.
        case at(Severity)

        /// Reads `critical`, `high`, `medium`, `low`, `info` or `never`; `nil` for any other word.
        package init?(_ word: String) {
            if word == "never" {
                self = .never
            } else if let severity = Severity(rawValue: word) {
                self = .at(severity)
            } else {
                return nil
            }
        }
    }

    /// How many findings count, and how many do not.
    package struct Tally: Sendable, Equatable {
        /// Not excused, at or above the threshold.
        package var failing = 0
        /// Not excused, below the threshold.
        package var below = 0
        /// Excused, of any severity.
        package var suppressed = 0

        package init(failing: Int = 0, below: Int = 0, suppressed: Int = 0) {
            self.failing = failing
            self.below = below
            self.suppressed = suppressed
        }
    }

    package var threshold: Threshold
    /// Whether an incomplete run is worse than findings (`--strict`).
    package var strict: Bool

    /// `medium` and not strict by default.
    package init(threshold: Threshold = .at(.medium), strict: Bool = false) {
        self.threshold = threshold
        self.strict = strict
    }

    /// Counts what fails, what does not, and what is excused.
    package func tally(_ findings: [Finding]) -> Tally {
        var tally = Tally()
        for finding in findings {
            if finding.suppression != nil { tally.suppressed += 1 } else if fails(finding) { tally.failing += 1 } else { tally.below += 1 }
        }
        return tally
    }

    /// 0, 1 or 3. Source: design, section 2: an incomplete run is 3; with findings at the threshold it is 1, but 3 when strict.
    package func status(_ findings: [Finding], _ account: Account) -> ExitStatus {
        let hasFindings = findings.contains { $0.suppression == nil && fails($0) }
        guard account.isComplete else { return hasFindings && !strict ? .findings : .incomplete }
        return hasFindings ? .findings : .success
    }

    private func fails(_ finding: Finding) -> Bool {
        switch threshold {
        case .never: false
        case .at(let severity): finding.severity >= severity
        }
    }
}
