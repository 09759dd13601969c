internal import PCRE2
internal import RekeyCore
internal import RekeyRules
internal import RekeySupabase

/// Turns the candidates of one chunk into detections. A class, because the hit loop lends it out while it grows.
final class Confirmation {
    let rules: RuleSet
    let matcher: Matcher
    let validators: Validators
    let traces: Bool
    private var prepared: [PreparedRule?]
    private var patterns: [String: Pattern] = [:]
    /// Per rule: offset behind its last accepted match, so that one match is found once.
    private var doneTo: [Int]
    private var touched: [Int] = []
    private var lastHarvest = 0
    var names = RememberedNames()

    private(set) var path: [UInt8] = []
    /// Whether the text is the message of a commit or the like.
    var isMessage = false
    /// What the path says; worked out when the first candidate asks.
    var kind: FileKind {
        if let known = knownKind { return known }
        var made = FileKind(path: path)
        if let decodedSyntax { made.syntax = decodedSyntax }
        knownKind = made
        return made
    }
    private var knownKind: FileKind?
    /// The syntax of `kind`.
    var syntax: FileKind.Syntax {
        if let known = knownSyntax { return known }
        let made = kind.syntax
        knownSyntax = made
        return made
    }
    private var knownSyntax: FileKind.Syntax?
    /// As `kind`.
    var place: FileKind.Place {
        if let known = knownPlace { return known }
        let kind = kind
        let folder = kind.folder
        if lastFolder?.path != folder { lastFolder = (folder, FolderKind(path: folder.span)) }
        let made = lastFolder.map { kind.place(in: $0.kind) } ?? kind.place
        knownPlace = made
        return made
    }
    private var knownPlace: FileKind.Place?
    /// Files of one folder come one after the other.
    private var lastFolder: (path: ArraySlice<UInt8>, kind: FolderKind)?
    /// How a decoded text is written, whatever file it was found in.
    private var decodedSyntax: FileKind.Syntax?
    /// Counts the chunks.
    private var chunk = 0
    var result = ChunkResult()
    /// Places whose check digits say that no credential stands there.
    var disproved: [Range<Int>] = []
    /// Whether a change far from the word at hand may turn its answer.
    var isUnsettled = false
    /// Name of the last assignment read by hand; its other words are not tried again.
    var lastName = 0..<0

    init(_ rules: RuleSet, matcher: consuming Matcher, now: Int64, traces: Bool) {
        self.rules = rules
        self.matcher = matcher
        self.traces = traces
        validators = Validators(now: now)
        prepared = [PreparedRule?](repeating: nil, count: rules.catalogue.count)
        doneTo = [Int](repeating: 0, count: rules.catalogue.count)
    }

    /// Forgets the last text. `syntax` is that of a decoded one.
    func begin(path: [UInt8], syntax: FileKind.Syntax? = nil) {
        self.path = path
        decodedSyntax = syntax
        knownKind = nil
        knownSyntax = nil
        knownPlace = nil
        chunk += 1
        result = ChunkResult()
        for index in touched { doneTo[index] = 0 }
        touched.removeAll(keepingCapacity: true)
        lastName = 0..<0
        lastHarvest = 0
        disproved.removeAll(keepingCapacity: true)
    }

    /// One detection a secret, demo keys judged by what they are wired to.
    func finish(_ text: Span<UInt8>) -> ChunkResult {
        var result = result
        result.hasMatches = !touched.isEmpty || !disproved.isEmpty || !result.detections.isEmpty
        // Why: what a checksum disproved, a rule that only knows names or places would report as the whole value.
        for place in disproved { result.detections.removeAll { $0.range == place || $0.confidence == .likely && $0.range.overlaps(place) } }
        result.detections = Overlap.resolved(result.detections)
        if !result.detections.isEmpty {
            DemoWiring.raise(&result.detections, in: text, syntax: syntax)
            LocalStack.lower(&result.detections, in: text, syntax: syntax)
        }
        return result
    }

    /// Reads project references near a harvest literal; overlapping windows are read once.
    func harvest(_ text: Span<UInt8>, round anchor: Range<Int>) {
        let low = max(lastHarvest, anchor.lowerBound - 64)
        let high = min(text.count, anchor.upperBound + 96)
        guard low < high else { return }
        lastHarvest = max(lastHarvest, anchor.upperBound - 48)
        for ref in ProjectRef.harvest(from: text.extracting(low..<high)) { result.projectRefs.insert(ref.rawValue) }
    }

    /// Looks at one candidate: a literal of rule `index` at `anchor`, and how it is written.
    func consider(_ index: Int, _ text: Span<UInt8>, anchor: Range<Int>, _ gate: Catalogue.LiteralGate) throws {
        let form = rules.form[index]
        if form == .assignment { return try considerAssignment(index, text, word: anchor) }
        // Why: most words of names are not assigned anything, and a rule that is never made ready costs nothing.
        if !traces, gate.isPlain, !mayFollow(form, index, text, anchor.upperBound) { return }
        let rule = try prepare(index)
        guard anchor.upperBound > doneTo[index] else { return }
        if rule.traits.needsAssignment, !Assignment.mayFollow(text, anchor.upperBound) {
            return reject(rule, anchor, .assignment, "no value is given to a name with this word")
        }
        guard try isPathInScope(rule) else { return reject(rule, anchor, .path, "the rule is for other paths") }
        let window = Self.window(of: rule, round: anchor, text.count)
        isUnsettled = rule.traits.standsFarOff || rule.traits.spansFar && mayGoOn(rule, text, window, anchor)
        defer { if isUnsettled { result.addUnsettled(anchor) } }
        if rule.traits.spansFar, let key = PrefixedLines(text, round: anchor) {
            let bytes = key.lines.bytes
            if try search(rule, bytes.span, window: 0..<bytes.count, anchor: key.anchor, view: .prefixed(key.lines), text) { return }
        }
        if try search(rule, text, window: window, anchor: anchor.lowerBound, view: .plain, text) { return }
        reject(rule, anchor, .regex, "its word is there, but nothing round it has the form of this credential")
        guard let run = DecodedText.run(in: text, round: anchor, within: window), let decoded = DecodedText(text, window: run) else {
            return
        }
        let start = decoded.decodedOffset(of: anchor.lowerBound)
        _ = try search(rule, decoded.bytes.span, window: 0..<decoded.bytes.count, anchor: start, view: .unescaped(decoded), text)
    }

    /// Whether what is farther from a word than `nearbyBytes` could make a match, as the text is now.
    private func mayGoOn(_ rule: PreparedRule, _ text: Span<UInt8>, _ window: Range<Int>, _ anchor: Range<Int>) -> Bool {
        guard let pattern = rule.pattern else { return false }
        let end = anchor.upperBound + RegexTraits.nearbyBytes
        return end < window.upperBound && matcher.mayGoOn(pattern, in: text, starts: window.lowerBound...anchor.lowerBound, to: end)
    }

    /// Whether the bytes behind a word of rule `index`, which ends at `end`, leave a match possible.
    private func mayFollow(_ form: RuleSet.Form, _ index: Int, _ text: Span<UInt8>, _ end: Int) -> Bool {
        switch form {
        case .plainName: NamedValue.mayFollow(text, end, tail: rules.catalogue.tails[index])
        case .name: Assignment.mayFollow(text, end)
        case .assignment, .other: rules.catalogue.tails[index]?.mayFollow(text, end) ?? true
        }
    }

    /// Runs a rule over a whole small text, for files that hold nothing but a secret.
    func considerWhole(_ index: Int, _ text: Span<UInt8>) throws {
        guard text.count <= Self.longestWholeFile else { return }
        isUnsettled = false
        defer { if isUnsettled { result.wantsSurroundings = true } }
        _ = try search(try prepare(index), text, window: 0..<text.count, anchor: text.count, view: .plain, text)
    }

    private static let longestWholeFile = 65_536

    /// The rule made ready, once.
    func prepare(_ index: Int) throws -> PreparedRule {
        if let ready = prepared[index] { return ready }
        let rule = try rules.catalogue.rule(at: index)
        let made = PreparedRule(index: index, rule: rule, traits: rules.catalogue.traits[index], pattern: try pattern(of: rule))
        prepared[index] = made
        return made
    }

    /// The compiled regex; rules that differ only by their validators share it.
    private func pattern(of rule: Rule) throws -> Pattern? {
        guard rule.matcher == .regex, !rule.regex.isEmpty else { return nil }
        if let known = patterns[rule.regex] { return known }
        let made = try Pattern(rule.regex, useJIT: false)
        patterns[rule.regex] = made
        return made
    }

    private static func window(of rule: PreparedRule, round anchor: Range<Int>, _ count: Int) -> Range<Int> {
        let reach = rule.rule.window
        let low = reach.before > anchor.lowerBound ? 0 : anchor.lowerBound - reach.before
        let high = reach.after > count - anchor.upperBound ? count : anchor.upperBound + reach.after
        return low..<max(low, high)
    }

    private func isPathInScope(_ rule: PreparedRule) throws -> Bool {
        guard rule.path != nil else { return true }
        if let known = rule.scope, known.chunk == chunk { return known.holds }
        let holds = try isInScope(rule, path)
        rule.scope = (chunk, holds)
        return holds
    }

    /// Whether a path is one of those that the rule is for.
    func isInScope(_ rule: PreparedRule, _ path: [UInt8]) throws -> Bool {
        guard let pattern = rule.path else { return true }
        return try !rule.isSurelyOutOfScope(path) && pattern.matches(path.span, matcher)
    }

    /// How often the regex of a rule was searched for so far, and the number of detections in this text.
    func counts(of index: Int) -> (searches: Int, detections: Int) { (prepared[index]?.searches ?? 0, result.detections.count) }

    /// Where the search of a rule may start in the chunk.
    func searchStart(_ rule: PreparedRule) -> Int { doneTo[rule.index] }

    /// Notes that a match of `rule` up to `offset` was accepted.
    func markDone(_ rule: PreparedRule, to offset: Int) {
        if doneTo[rule.index] == 0 { touched.append(rule.index) }
        doneTo[rule.index] = max(doneTo[rule.index], offset)
    }

    /// Notes why a candidate came to nothing, when somebody asked.
    func reject(_ rule: PreparedRule, _ range: Range<Int>, _ stage: Rejection.Stage, _ reason: @autoclosure () -> String) {
        guard traces else { return }
        result.rejections.append(Rejection(rule: rule.rule.id, stage: stage, range: range, reason: reason()))
    }
}
