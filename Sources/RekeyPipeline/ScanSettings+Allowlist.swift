internal import RekeyCore
internal import RekeyPolicy
internal import RekeyRules

extension ScanSettings {
    /// An `[[allowlists]]` table as policy: paths are regexes, as in gitleaks.
    static func entry(_ table: ConfigurationFile.AllowlistEntry) throws(Trouble) -> AllowlistEntry {
        var entry = AllowlistEntry(reason: table.reason, origin: table.origin)
        for word in table.rules {
            guard let pattern = RulePattern(word) else {
                throw Trouble("allowlist entry names no rule", at: table.origin, why: "`\(word)` is no rule ID")
            }
            entry.rules.append(pattern)
        }
        entry.pathRegexes = table.conditions.paths
        entry.regexes = table.conditions.regexes
        entry.target = table.conditions.target
        entry.stopwords = table.conditions.stopwords
        entry.commits = table.conditions.commits
        entry.fingerprints = table.fingerprints.map { Fingerprint($0) }
        entry.requiresAll = table.conditions.requiresAll
        if let expires = table.expires { entry.expires = try CalendarDate.parse(expires, at: table.origin) }
        if let fault = entry.fault(needsReason: false) { throw fault }
        return entry
    }
}
