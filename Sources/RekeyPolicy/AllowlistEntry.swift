package import RekeyCore

/// One entry of the configuration that excuses findings.
package struct AllowlistEntry: Sendable {
    /// The rules it speaks of; none means every rule.
    package var rules: [RulePattern] = []
    /// Paths in gitignore syntax; those of an archive member may match outside or inside.
    package var paths: IgnoreRules?
    /// Regexes searched in the path.
    package var pathRegexes: [String] = []
    /// Regexes searched in what `target` names.
    package var regexes: [String] = []
    package var target = RuleAllowlist.Target.secret
    /// Words that the secret holds, in any ASCII case.
    package var stopwords: [String] = []
    /// IDs of findings.
    package var fingerprints: [Fingerprint] = []
    /// Commit IDs, whole or their first seven digits or more.
    package var commits: [String] = []
    /// True when every kind of condition given must hold, false when one is enough. `rules` and `expires` must hold in any case.
    ///
    /// True is rekey's default; gitleaks' is false.
    package var requiresAll = true
    /// Why this is no leak, for whoever reads the report.
    package var reason: String
    /// The last day on which the entry counts; `nil` is for ever.
    package var expires: CalendarDate?
    /// Where it is written, as `path:line`.
    package var origin: String

    package init(reason: String, origin: String) {
        self.reason = reason
        self.origin = origin
    }

    /// What is wrong with the entry; `nil` when it can be used. Entries of gitleaks need no reason.
    package func fault(needsReason: Bool) -> Trouble? {
        if needsReason, reason.utf8.allSatisfy(\.isASCIISpace) {
            return Trouble(
                "allowlist entry has no reason", at: origin, why: "nobody can judge later whether it still holds",
                next: "add `reason = \"…\"` to the entry")
        }
        if rules.isEmpty, conditions.isEmpty {
            return Trouble(
                "allowlist entry excuses everything", at: origin, why: "it names no rule and no condition",
                next: "add rules, paths, regexes, stopwords, fingerprints or commits")
        }
        return nil
    }

    /// Whether the entry has expired on that day.
    package func hasExpired(on today: CalendarDate) -> Bool { expires.map { $0 < today } ?? false }

    /// Whether rules and conditions hold for the finding; the date is not looked at.
    func covers(_ finding: Finding, in context: LineContext, _ patterns: some PatternMatching) -> Bool {
        guard rules.isEmpty || rules.contains(where: { $0.matches(finding.rule) }) else { return false }
        let conditions = conditions
        guard !conditions.isEmpty else { return !rules.isEmpty }
        return requiresAll
            ? conditions.allSatisfy { holds($0, finding, context, patterns) }
            : conditions.contains { holds($0, finding, context, patterns) }
    }
}

extension AllowlistEntry {
    /// The kinds of condition; cheap ones first.
    private enum Condition: CaseIterable { case fingerprints, commits, stopwords, paths, regexes }

    private var conditions: [Condition] {
        Condition.allCases.filter { condition in
            switch condition {
            case .fingerprints: !fingerprints.isEmpty
            case .commits: !commits.isEmpty
            case .stopwords: !stopwords.isEmpty
            case .paths: !(paths?.isEmpty ?? true) || !pathRegexes.isEmpty
            case .regexes: !regexes.isEmpty
            }
        }
    }

    private func holds(_ condition: Condition, _ finding: Finding, _ context: LineContext, _ patterns: some PatternMatching) -> Bool {
        switch condition {
        case .fingerprints: return finding.fingerprint.map(fingerprints.contains) ?? false
        case .commits: return finding.provenance.commit.map(isListed) ?? false
        case .stopwords:
            return finding.secret.withBytes { secret in stopwords.contains { Self.contains(secret, $0) } }
        case .paths:
            let provenance = finding.provenance
            let places = [provenance.path, provenance.entry, provenance.textPath].filter { !$0.isEmpty }
            return places.contains { place in
                paths?.verdict(place.span, isFolder: false)?.ignored ?? false
                    || pathRegexes.contains { patterns.matches($0, in: place.span) }
            }
        case .regexes:
            switch target {
            case .secret: return finding.secret.withBytes { secret in regexes.contains { patterns.matches($0, in: secret) } }
            case .match: return regexes.contains { patterns.matches($0, in: context.match.span) }
            case .line: return regexes.contains { patterns.matches($0, in: context.line.span) }
            }
        }
    }

    private func isListed(_ commit: String) -> Bool {
        commits.contains { $0.utf8.count >= 7 && commit.lowercased().hasPrefix($0.lowercased()) }
    }

    /// Whether `text` holds `word`, without regard to ASCII case; an empty word is in no text.
    private static func contains(_ text: Span<UInt8>, _ word: String) -> Bool {
        let word = word.utf8.map(\.asciiLowercased)
        guard !word.isEmpty, word.count <= text.count else { return false }
        for start in 0...(text.count - word.count) {
            var length = 0
            while length < word.count, text[start + length].asciiLowercased == word[length] { length += 1 }
            if length == word.count { return true }
        }
        return false
    }
}
