internal import RekeyCore
internal import RekeyDetect
internal import RekeyPolicy
internal import RekeyRules
internal import RekeySources

/// The configuration of one scan, read and checked: rules, policy, exclusions, gate.
struct ScanSettings {
    let rules: RuleSet
    let policy: Policy
    /// `.rekeyignore` and `[scan] exclude`; `nil` excludes nothing.
    let ignoreFiles: [IgnoreRules]
    let threshold: Gate.Threshold
    let fileLimit: Int
    let archives: ArchiveLimits
    let key: FingerprintKey
    /// What the configuration says that has no effect, for standard error.
    let notices: [String]

    /// The file looked for at the root of what is scanned.
    static let fileName = ".rekey.toml"

    init(_ request: ScanRequest, _ surroundings: Surroundings, root: String?) throws {
        let file = try Self.configuration(request.configuration, root: root)
        rules = try Self.ruleSet(request, file)
        let ignoreFile = try root.flatMap { root throws(Trouble) in try Self.ignoreFile(root) }
        if let trouble = ignoreFile?.troubles.first { throw trouble }
        policy = Policy(
            allowlist: try (file?.allowlists ?? []).map { entry throws(Trouble) in try Self.entry(entry) }, ignoreFile: ignoreFile,
            today: CalendarDate(secondsSince1970: Int(surroundings.now)), honoursInlineAllows: request.honoursInlineAllows)
        let excluded = (file?.scan.exclude ?? []).joined(separator: "\n")
        ignoreFiles = [ignoreFile?.paths, excluded.isEmpty ? nil : IgnoreRules(Array(excluded.utf8).span, origin: Self.fileName)]
            .compactMap(\.self)
        threshold = try request.failOn ?? Self.threshold(file?.scan.failOn)
        fileLimit = (file?.scan.maximumFileMiB).map { $0 << 20 } ?? 64 << 20
        archives = Self.archiveLimits(request)
        key = try FingerprintKey(surroundings, root: root)
        notices = policy.notices + Self.unknownRules(file, rules.catalogue)
    }

    /// The first rule that excludes a path, as `file:line`; `nil` when it is read.
    func exclusion(of path: [UInt8]) -> String? {
        for rules in ignoreFiles {
            if let verdict = rules.verdict(path.span, isFolder: false), verdict.ignored { return "\(rules.origin):\(verdict.line)" }
        }
        return nil
    }

    static func configuration(_ named: String?, root: String?) throws(Trouble) -> ConfigurationFile? {
        if let named {
            guard let bytes = try TextFile.read(named) else {
                throw Trouble("no such configuration file", at: named, next: "check the path after --config")
            }
            return try parsed(bytes, named, depth: 0)
        }
        guard let root else { return nil }
        let path = "\(root)/\(fileName)"
        guard let bytes = try TextFile.read(path) else { return nil }
        return try parsed(bytes, path, depth: 0)
    }

    /// Parses a file and those it extends, at most three deep.
    private static func parsed(_ bytes: [UInt8], _ path: String, depth: Int) throws(Trouble) -> ConfigurationFile {
        var file = try ConfigurationFile(TOMLSource(name: path, text: String(decoding: bytes, as: UTF8.self)))
        guard let extended = file.extendedPath else { return file }
        guard depth < 3 else { throw Trouble("configuration not usable: more than three files extend each other", at: path) }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
        let base = extended.hasPrefix("/") ? extended : "\(folder)/\(extended)"
        guard let more = try TextFile.read(base) else {
            throw Trouble("configuration not usable: the file it extends is missing", at: path, why: "no file at \(base)")
        }
        file.join(base: try parsed(more, base, depth: depth + 1))
        return file
    }

    /// Hooks have smaller limits: somebody waits for them. So has a history, which may hold thousands of archives.
    private static func archiveLimits(_ request: ScanRequest) -> ArchiveLimits {
        var limits: ArchiveLimits
        switch request.source {
        case .staged, .pushed, .received, .range, .history: limits = .smaller
        case .paths, .patch, .standardInput, .following, .image: limits = ArchiveLimits()
        }
        if let depth = request.archiveDepth { limits.depth = depth }
        limits.areAllowed = request.allowsLimits
        return limits
    }

    private static func ruleSet(_ request: ScanRequest, _ file: ConfigurationFile?) throws -> RuleSet {
        let builtIn = try BuiltInRules.load()
        let only = try request.onlyRules.map { word throws(Trouble) in try pattern(word) }
        let excluded = try request.excludedRules.map { word throws(Trouble) in try pattern(word) }
        let disabled = file?.disabledRules ?? []
        let takesAll = only.isEmpty && excluded.isEmpty && disabled.isEmpty
        let isEnabled: (RuleID) -> Bool = { id in
            (only.isEmpty || only.contains { $0.matches(id) }) && !excluded.contains { $0.matches(id) } && !disabled.contains(id)
        }
        guard let file, !file.usesCatalogueAsIs else { return takesAll ? builtIn : try RuleSet(builtIn.catalogue, isEnabled: isEnabled) }
        let all = file.rules(over: file.extendsDefault ? try builtIn.catalogue.allRules() : [])
        return try RuleSet(Catalogue(rules: all, harvested: HarvestLiterals.all), isEnabled: takesAll ? nil : isEnabled)
    }

    /// Disabled rules that nobody has: a slip of the pen there leaves a rule on.
    private static func unknownRules(_ file: ConfigurationFile?, _ catalogue: Catalogue) -> [String] {
        guard let disabled = file?.disabledRules, !disabled.isEmpty else { return [] }
        let known = [catalogue, try? BuiltInRules.load().catalogue].compactMap { try? $0?.allRules() }.joined().map(\.id)
        return disabled.subtracting(known).sorted().map { "`disabledRules` names `\($0)`, which is no rule; see: rekey rules list" }
    }

    private static func pattern(_ word: String) throws(Trouble) -> RulePattern {
        guard let pattern = RulePattern(word) else {
            throw Trouble(
                "no such rule", at: word, why: "a rule ID looks like `supabase.secret-key` or `supabase.*`", next: "run: rekey rules list")
        }
        return pattern
    }

    private static func threshold(_ word: String?) throws(Trouble) -> Gate.Threshold {
        guard let word else { return .at(.medium) }
        guard let threshold = Gate.Threshold(word) else {
            throw Trouble("configuration not usable: `failOn` is `\(word)`", why: "it may be critical, high, medium, low, info or never")
        }
        return threshold
    }

    private static func ignoreFile(_ root: String) throws(Trouble) -> IgnoreFile? {
        guard let bytes = try TextFile.read("\(root)/.rekeyignore") else { return nil }
        return IgnoreFile(bytes.span, origin: ".rekeyignore")
    }
}
