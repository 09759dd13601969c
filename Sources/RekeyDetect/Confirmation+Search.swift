internal import PCRE2
internal import RekeyCore
internal import RekeyRules
internal import RekeySupabase

extension Confirmation {
    private static let triesBeforeJIT = 16
    private static let windowsBeforeJIT = 2
    /// A rule that met its match limit this often is not tried again: the answer is incomplete already, and time is bounded.
    private static let stopsBeforeRest = 8

    /// Runs the rule's regex over `window` of a view; whether a detection was made.
    func search(
        _ rule: PreparedRule, _ view: Span<UInt8>, window: Range<Int>, anchor: Int, view kind: TextView, _ text: Span<UInt8>
    ) throws -> Bool {
        guard let pattern = rule.pattern else { return false }
        guard rule.stops < Self.stopsBeforeRest else {
            result.reachedLimit = true
            return false
        }
        rule.searches += 1
        // Why: machine code costs as much as many tries at one place, but soon pays where whole windows are searched.
        if rule.searches == (rule.traits.startsAtAnchor ? Self.triesBeforeJIT : Self.windowsBeforeJIT) { pattern.compileJIT() }
        var found = false
        var from = window.lowerBound
        if case .plain = kind { from = max(from, searchStart(rule)) }
        if rule.traits.startsAtAnchor { from = anchor }
        while from < window.upperBound {
            // Why: the word that woke the rule is part of the match, or of the name it begins with.
            let holdsWord = rule.traits.holdsAnchor || rule.traits.needsAssignment
            let last = holdsWord && !rule.searchesWholeText ? anchor : nil
            guard let match = bounded(rule, view, from..<window.upperBound, lastStart: last) else { return found }
            if try accept(rule, match, view, kind, text) {
                found = true
                markDone(rule, to: kind.original(match.whole).upperBound)
                from = match.whole.upperBound
            } else {
                from = match.whole.lowerBound + 1
            }
            if rule.traits.startsAtAnchor || match.whole.lowerBound > anchor && !rule.searchesWholeText { return found }
        }
        return found
    }

    /// Whether this secret was found already, from another anchor near it.
    private func isKnown(_ place: Range<Int>, of rule: PreparedRule) -> Bool {
        result.detections.suffix(Self.nearbyDetections).contains { $0.ruleIndex == rule.index && $0.range == place }
    }

    private static let nearbyDetections = 64

    /// The next match that is not empty. A search stopped by its limit ends here and makes the account incomplete.
    private func bounded(_ rule: PreparedRule, _ view: Span<UInt8>, _ range: Range<Int>, lastStart: Int?) -> Match? {
        guard let pattern = rule.pattern else { return nil }
        let anchored = rule.traits.startsAtAnchor
        switch matcher.search(
            for: pattern, in: view, from: range.lowerBound, to: range.upperBound, lastStart: lastStart, anchored: anchored)
        {
        case .match(let match): return match.whole.isEmpty ? nil : match
        case .noMatch: return nil
        case .limit, .failure:
            rule.stops += 1
            result.reachedLimit = true
            return nil
        }
    }

    /// Every test behind the regex; adds the detection when all pass.
    private func accept(
        _ rule: PreparedRule, _ match: Match, _ view: Span<UInt8>, _ kind: TextView, _ text: Span<UInt8>
    ) throws -> Bool {
        let secret = Self.secret(of: match, rule, in: view)
        let place = kind.original(secret)
        guard !secret.isEmpty, !isKnown(place, of: rule) else { return false }
        if let (stage, reason) = try refusal(rule, secret, match.whole, view) {
            reject(rule, place, stage, reason)
            return false
        }
        if let reason = try missingNeighbour(rule, kind.original(match.whole), text) {
            isUnsettled = true
            reject(rule, place, .near, reason)
            return false
        }
        if rule.traits.takesAnyValue, let reason = expressionReason(secret, in: view, isNamed: rule.rule.name != nil) {
            reject(rule, place, .placeholder, reason)
            return false
        }
        let bytes = view.copy(secret)
        let variable =
            VariableName.before(secret.lowerBound, in: view) ?? VariableName.before(place.lowerBound, in: text)
            ?? VariableName.beforeEscapes(place.lowerBound, in: text)
        if let variable, bytes.elementsEqual(variable.utf8) {
            reject(rule, place, .placeholder, "the name of the variable itself")
            return false
        }
        let subject = ValidationSubject(
            secret: bytes, match: view.copy(match.whole), variable: variable, path: path,
            groups: match.groups.map { $0.map { view.copy($0) } }, surroundings: surroundings(rule, match.whole, view))
        var assessment = Assessment()
        for call in rule.rule.validate {
            switch validators.run(call, on: subject) {
            case .rejected(let reason):
                if rule.readsSurroundings { isUnsettled = true }
                reject(rule, place, .validation, reason)
                return false
            case .disproved(let reason):
                disproved.append(place)
                reject(rule, place, .validation, reason)
                return false
            case .accepted(let more): assessment.add(more)
            }
        }
        let isStructured = rule.rule.confidence > .likely
        if !assessment.judgesPlaceholders, let reason = Placeholder.reason(bytes.span, structured: isStructured) {
            reject(rule, place, .placeholder, reason)
            return false
        }
        add(rule, (place, kind.original(match.whole)), SecretText(assessment.secret ?? bytes), variable, assessment, text)
        return true
    }

    /// What stands round a match, for the rules whose validators want to see it.
    private func surroundings(_ rule: PreparedRule, _ match: Range<Int>, _ view: Span<UInt8>) -> (text: [UInt8], place: Range<Int>) {
        guard rule.readsSurroundings else { return ([], 0..<0) }
        let start = max(0, match.lowerBound - Self.surroundingBytes)
        let text = view.copy(start..<min(view.count, match.upperBound + Self.surroundingBytes))
        return (text, (match.lowerBound - start)..<(match.upperBound - start))
    }

    /// A service account file with a key of 4,096 bits has less than 5,000.
    private static let surroundingBytes = 5_000

    /// Boundary, entropy and allowlists.
    private func refusal(
        _ rule: PreparedRule, _ secret: Range<Int>, _ match: Range<Int>, _ view: Span<UInt8>
    ) throws -> (stage: Rejection.Stage, reason: String)? {
        let boundary = rule.rule.boundary
        if boundary != .none {
            if secret.upperBound < view.count, boundary.continues(view[secret.upperBound]) {
                return (.boundary, "the token goes on behind the match")
            }
            // Why: `=` before a value is an assignment, never a part of base64.
            if secret.lowerBound > 0, case let byte = view[secret.lowerBound - 1], byte != UInt8(ascii: "="), boundary.continues(byte) {
                return (.boundary, "the token begins before the match")
            }
        }
        if EncodedRun.isInside(view, secret) || EncodedRun.isInsideLine(view, match) {
            return (.boundary, "in the middle of a long base64 text")
        }
        if rule.rule.entropy > 0 {
            let bits = Entropy.bitsPerByte(view.extracting(secret))
            if bits < rule.rule.entropy { return (.entropy, "entropy below \(rule.rule.entropy)") }
        }
        for allowlist in rule.allowlists where try excuses(allowlist, secret, match, view) {
            let words = allowlist.allowlist.description
            return (.allowlist, words.isEmpty ? "excused by the rule's allowlist" : "allowlist: \(words)")
        }
        return nil
    }

    private func excuses(_ list: PreparedAllowlist, _ secret: Range<Int>, _ match: Range<Int>, _ view: Span<UInt8>) throws -> Bool {
        // Why: a chunk does not know its commit, so "all of these, in that commit" cannot be said to hold.
        guard !list.allowlist.requiresAll || list.allowlist.commits.isEmpty else { return false }
        var verdicts: [Bool] = []
        if !list.regexes.isEmpty {
            let range =
                switch list.allowlist.target {
                case .secret: secret
                case .match: match
                case .line: view.line(at: secret.lowerBound)
                }
            verdicts.append(try matches(any: list.regexes, view.extracting(range)))
        }
        if !list.paths.isEmpty {
            let path = path
            verdicts.append(try matches(any: list.paths, path.span))
        }
        if !list.stopwords.isEmpty {
            let lower = view.copy(secret).map(\.asciiLowercased)
            verdicts.append(list.stopwords.contains { Placeholder.contains(lower.span, String(decoding: $0, as: UTF8.self)) })
        }
        guard !verdicts.isEmpty else { return false }
        return list.allowlist.requiresAll ? verdicts.allSatisfy(\.self) : verdicts.contains(true)
    }

    private func matches(any patterns: [SidePattern], _ text: Span<UInt8>) throws -> Bool {
        for pattern in patterns where try pattern.matches(text, matcher) { return true }
        return false
    }

    private func missingNeighbour(_ rule: PreparedRule, _ match: Range<Int>, _ text: Span<UInt8>) throws -> String? {
        for near in rule.near {
            let range = text.neighbourhood(of: match, lines: near.lines)
            if try !near.pattern.matches(text.extracting(range), matcher) {
                return "what the rule needs within \(near.lines) lines is missing"
            }
        }
        return nil
    }

    /// Makes the detection, raised when the variable is inlined into client bundles.
    func add(
        _ rule: PreparedRule, _ place: (range: Range<Int>, match: Range<Int>), _ secret: SecretText, _ variable: String?,
        _ assessment: Assessment, _ text: Span<UInt8>
    ) {
        let (range, match) = place
        var detection = Detection(
            rule: rule.rule, ruleIndex: rule.index, range: range, match: match, secret: secret, variable: variable,
            severity: assessment.severity ?? rule.rule.severity, confidence: assessment.confidence ?? rule.rule.confidence,
            evidence: assessment.evidence, claim: assessment.claim)
        let softening = Softening(
            isKnownByPlace: rule.traits.takesAnyValue || rule.rule.name != nil, isSampleGround: self.place.isSampleGround,
            isMessage: isMessage, isComment: syntax == .code && text.isComment(at: range.lowerBound))
        softening.apply(to: &detection)
        if detection.severity >= .high, let variable, let prefix = ClientExposure.prefix(of: variable) {
            detection.severity = .critical
            detection.evidence.append("\(prefix) variables are inlined into what browsers download")
        }
        result.detections.append(detection)
    }
}
