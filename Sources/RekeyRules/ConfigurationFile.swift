package import RekeyCore
internal import TOMLKit

/// `.rekey.toml`, `--config FILE`, or a gitleaks v8 configuration: own rules, allowlists and scan settings.
package struct ConfigurationFile: Sendable {
    /// Whether the built-in rules take part.
    package var extendsDefault = true
    /// Another configuration to start from, relative to this one.
    package var extendedPath: String?
    package var disabledRules: Set<RuleID> = []
    package var rules: [Rule] = []
    package var allowlists: [AllowlistEntry] = []
    package var scan = ScanSettings()

    /// One `[[allowlists]]` table that concerns every rule, or those in `rules`.
    package struct AllowlistEntry: Sendable, Equatable {
        package var conditions: RuleAllowlist
        /// Rule IDs, or `provider.*`; empty for all.
        package var rules: [String]
        package var fingerprints: [String]
        package var reason: String
        /// ISO date after which the entry excuses nothing.
        package var expires: String?
        /// `file:line` of the entry.
        package var origin: String
    }

    /// The `[scan]` table.
    package struct ScanSettings: Sendable, Equatable {
        package var failOn: String?
        /// Gitignore patterns of paths that are not read.
        package var exclude: [String] = []
        package var maximumFileMiB: Int?
    }

    /// Parses and checks one file. Throws a `Trouble` with file, line and reason.
    package init(_ source: TOMLSource) throws(Trouble) {
        let table = try source.table()
        let fields = FieldReader(table: table, subject: "configuration") { source.place(of: $0) }
        try fields.refuseUnknown(besides: ["title", "description", "minVersion", "extend", "rules", "allowlist", "allowlists", "scan"])
        rules = try RuleFile.rules(in: source, table: table)
        try Self.check(rules, in: source)
        let extend = try fields.table("extend")
        try extend?.refuseUnknown(besides: ["useDefault", "path", "url", "disabledRules"])
        if let extend, extend.keys.contains("url") {
            throw fields.trouble("url", "would need the network, which rekey never opens by itself; download the file and use `path`")
        }
        extendedPath = try extend?.string("path")
        extendsDefault = try extend?.bool("useDefault") ?? (rules.isEmpty || extendedPath != nil)
        disabledRules = Set((try extend?.strings("disabledRules") ?? []).map { RuleID($0) })
        for (index, entry) in try fields.tables("allowlists").enumerated() {
            let origin = source.place(of: "allowlists", at: index)
            let entry = FieldReader(table: entry.table, subject: "allowlist \(index + 1)") { _ in origin }
            allowlists.append(try Self.allowlist(entry, origin))
        }
        if let single = try fields.table("allowlist") { allowlists.append(try Self.allowlist(single, source.place(of: "allowlist"))) }
        if let scan = try fields.table("scan") { self.scan = try Self.settings(scan) }
    }

    /// Rules with a pattern are checked whole; those without only change a built-in rule of the same ID.
    private static func check(_ rules: [Rule], in source: TOMLSource) throws(Trouble) {
        var seen: Set<RuleID> = []
        for (index, rule) in rules.enumerated() where !rule.onlyAmends {
            guard seen.insert(rule.id).inserted else {
                throw Trouble("rule not usable: `id` is used twice", at: "\(source.place(ofRule: index, field: "id")), rule \(rule.id)")
            }
            guard let fault = RuleCheck.fault(in: rule) else { continue }
            throw Trouble(
                "rule not usable: `\(fault.field)` \(fault.why)", at: "\(source.place(ofRule: index, field: fault.field)), rule \(rule.id)",
                next: "correct the rule, then run: rekey rules check \(source.name)")
        }
    }

    private static func allowlist(_ fields: FieldReader, _ origin: String) throws(Trouble) -> AllowlistEntry {
        try fields.refuseUnknown(besides: AllowlistReader.known.union(["rules", "targetRules", "fingerprints", "reason", "expires"]))
        let conditions = try AllowlistReader.read(fields, known: nil)
        for source in conditions.regexes + conditions.paths {
            if let why = RuleCheck.regexFault(in: source) { throw fields.trouble("allowlists", why) }
        }
        return AllowlistEntry(
            conditions: conditions, rules: try fields.strings("rules") + (try fields.strings("targetRules")),
            fingerprints: try fields.strings("fingerprints"), reason: try fields.string("reason") ?? conditions.description,
            expires: try fields.string("expires"), origin: origin)
    }

    private static func settings(_ fields: FieldReader) throws(Trouble) -> ScanSettings {
        try fields.refuseUnknown(besides: ["failOn", "exclude", "maxFileMiB"])
        return ScanSettings(
            failOn: try fields.string("failOn"), exclude: try fields.strings("exclude"), maximumFileMiB: try fields.integer("maxFileMiB"))
    }
}

extension ConfigurationFile {
    /// The rules to scan with: `builtIn` where wanted, changed and joined by this file's.
    package func rules(over builtIn: [Rule]) -> [Rule] {
        var all = builtIn
        for rule in rules {
            guard let index = all.firstIndex(where: { $0.id == rule.id }) else {
                if !rule.onlyAmends { all.append(rule) }
                continue
            }
            if rule.onlyAmends { all[index].allowlists += rule.allowlists } else { all[index] = rule }
        }
        return all.filter { !disabledRules.contains($0.id) }
    }

    /// Puts the rules and lists of the file this one extends below its own.
    package mutating func join(base: ConfigurationFile) {
        let own = rules
        rules = base.rules.filter { rule in !own.contains { $0.id == rule.id && !$0.onlyAmends } } + own
        allowlists = base.allowlists + allowlists
        disabledRules.formUnion(base.disabledRules)
        extendsDefault = base.extendsDefault
        extendedPath = nil
        scan.exclude = base.scan.exclude + scan.exclude
        scan.failOn = scan.failOn ?? base.scan.failOn
        scan.maximumFileMiB = scan.maximumFileMiB ?? base.scan.maximumFileMiB
    }

    /// Whether the built-in catalogue can be used as it is, without compiling a prefilter at start.
    package var usesCatalogueAsIs: Bool { extendsDefault && rules.isEmpty }
}

extension Rule {
    /// A table that gives no pattern, only allowlists for the built-in rule of the same ID.
    fileprivate var onlyAmends: Bool { matcher == .regex && regex.isEmpty && path == nil && !allowlists.isEmpty }
}
