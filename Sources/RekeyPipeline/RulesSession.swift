package import RekeyCore
internal import RekeyDetect
package import RekeyReport
internal import RekeyRules

/// Answers `rekey rules`: the rules that a scan from here would use.
package struct RulesSession {
    private let surroundings: Surroundings
    private let rules: [Rule]
    private let ruleSet: RuleSet

    /// Reads `.rekey.toml` of the repository one stands in, or `configuration`. Throws a `Trouble` when it is not usable.
    package init(configuration: String?, _ surroundings: Surroundings) throws {
        var request = ScanRequest(source: .paths([]))
        request.configuration = configuration
        let place = try ScanPlace(request, surroundings)
        let settings = try ScanSettings(request, surroundings, root: place.configurationRoot)
        self.surroundings = surroundings
        ruleSet = settings.rules
        rules = try ruleSet.enabledRules()
    }

    /// Prints the rules, or those of one provider.
    package func list(provider: String?, as format: RuleList.Format) throws {
        let chosen = provider.map { name in rules.filter { $0.provider == name.lowercased() } } ?? rules
        guard !chosen.isEmpty || provider == nil else {
            let known = Set(rules.map(\.provider)).filter { !$0.isEmpty }.sorted().joined(separator: ", ")
            throw Trouble("no rules of this provider", why: "known are \(known)", next: "run: rekey rules list")
        }
        try Console.deliver(RuleList(chosen).bytes(as: format))
    }

    /// Prints every field of one rule.
    package func show(_ id: String, as format: RuleSheet.Format) throws {
        guard var rule = rules.first(where: { $0.id.rawValue == id }) else { throw Self.unknown(id, among: rules) }
        rule = try SecretFreeRules(ruleSet).cleaned(rule)
        rule.regex = rule.writtenRegex
        try Console.deliver(RuleSheet(rule).bytes(as: format))
    }

    /// Runs the examples of the rules, and prints what does not come out as they say.
    package func check() throws -> ExitStatus { try Self.check(rules, surroundings) }

    /// What is wrong with an ID nobody knows. The ID is not repeated: it may be a secret pasted by mistake.
    static func unknown(_ id: String, among rules: [Rule]) -> Trouble {
        let provider = id.prefix { $0 != "." }
        let near = rules.filter { $0.provider == provider }.map(\.id.rawValue)
        let why = near.isEmpty ? "a rule ID looks like `supabase.secret-key`" : "rules of \(provider) are \(near.joined(separator: ", "))"
        return Trouble("no rule with this ID", why: why, next: "run: rekey rules list")
    }

    static func check(_ rules: [Rule], _ surroundings: Surroundings) throws -> ExitStatus {
        var failures: [RuleSelfTest.Failure] = []
        for rule in rules { failures += try RuleSelfTest.failures(of: rule, now: surroundings.now) }
        let examples = rules.reduce(0) { $0 + $1.examples.count + $1.counterexamples.count }
        let verdict = failures.isEmpty ? "all as they say" : "\(failures.count) not as they say"
        let untested = rules.count { $0.examples.isEmpty }
        var lines = failures.map { TerminalText.escaped($0.description) }
        if untested > 0 { lines.append("\(counted(untested, "rule has", "rules have")) no example to check") }
        lines.append("\(counted(rules.count, "rule", "rules")), \(counted(examples, "example", "examples")): \(verdict)")
        try Console.deliver(Array(lines.joined(separator: "\n").utf8) + [0x0A])
        return failures.isEmpty ? .success : .usage
    }

    /// `1,234 rules`
    private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        var digits = String(count)
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return ([digits] + groups).joined(separator: ",") + " " + (count == 1 ? one : many)
    }
}

/// Checks rule files on their own, for `rekey rules check FILE...`.
package struct RuleFileCheck {
    private let surroundings: Surroundings

    package init(_ surroundings: Surroundings) { self.surroundings = surroundings }

    /// Parses and checks every file, tells the trouble with each on stderr, and runs the examples of those that are usable.
    package func run(_ files: [String]) throws -> ExitStatus {
        var rules: [Rule] = []
        var status = ExitStatus.success
        for file in files {
            do {
                rules += try Self.rules(in: file)
            } catch {
                Console.complain(error)
                status = .usage
            }
        }
        guard !rules.isEmpty || status == .success else { return status }
        let examples = try RulesSession.check(rules, surroundings)
        return status == .success ? examples : status
    }

    private static func rules(in file: String) throws(Trouble) -> [Rule] {
        guard let bytes = try TextFile.read(file) else {
            throw Trouble("no such rule file", at: file, next: "check the path after rekey rules check")
        }
        let source = TOMLSource(name: file, text: String(decoding: bytes, as: UTF8.self))
        return try ConfigurationFile(source).rules(over: [])
    }
}
