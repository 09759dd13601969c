internal import RekeyCore

/// One secret, with every place it was found at.
struct FindingGroup {
    /// What stands for the secret: the worst of its findings, the surest of those, the first of those in report order.
    let lead: Finding
    /// Worst first, then in report order; never empty.
    let places: [Finding]

    /// What at least one place gave as proof, without repetition, the lead's own first.
    var evidence: [String] {
        var seen: Set<String> = []
        return ([lead] + places).flatMap(\.evidence).filter { seen.insert($0).inserted }
    }

    /// The groups of findings that are in report order: worst first, then in the order of their first place.
    static func groups(of findings: [Finding]) -> [FindingGroup] {
        var members: [[Finding]] = []
        var indices: [Key: Int] = [:]
        for finding in findings {
            let key = Key(finding)
            if let index = indices[key] {
                members[index].append(finding)
            } else {
                indices[key] = members.count
                members.append([finding])
            }
        }
        let groups = members.compactMap(FindingGroup.init)
        return Severity.allCases.reversed().flatMap { severity in groups.filter { $0.lead.severity == severity } }
    }

    private init?(_ findings: [Finding]) {
        guard var lead = findings.first else { return nil }
        for finding in findings where (finding.severity, finding.confidence) > (lead.severity, lead.confidence) { lead = finding }
        self.lead = lead
        places = Severity.allCases.reversed().flatMap { severity in findings.filter { $0.severity == severity } }
    }

    /// What makes two findings the same secret.
    private enum Key: Hashable {
        case fingerprint(Fingerprint)
        case secret(RuleID, SecretText)

        init(_ finding: Finding) {
            if let fingerprint = finding.fingerprint {
                self = .fingerprint(fingerprint)
            } else {
                self = .secret(finding.rule, finding.secret)
            }
        }
    }
}
