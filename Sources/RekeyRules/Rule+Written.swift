package import RekeyCore

extension Rule {
    /// The `regex` as its author wrote it, without the assignment that `name` puts before it.
    package var writtenRegex: String {
        guard let name, case let lead = RuleReader.assignment(to: name) + "(?:", regex.hasPrefix(lead), regex.hasSuffix(")") else {
            return regex
        }
        return String(regex.dropFirst(lead.count).dropLast())
    }
}
