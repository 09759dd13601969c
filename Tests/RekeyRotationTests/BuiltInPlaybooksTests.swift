internal import Foundation
internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRotation
internal import RekeyRules
internal import RekeyTestSupport
internal import Testing

/// The playbooks of `patterns/playbooks/`, as the build embedded them.
@Suite struct BuiltInPlaybooksTests {
    @Test("the playbook of every rule is there")
    func everyRule() throws {
        let playbooks = try BuiltInPlaybooks.load()
        let rules = try BuiltInCatalogue.load().allRules()
        let set = PlaybookSet(playbooks)
        #expect(Set(rules.compactMap(\.playbook)).count > 40)
        for rule in rules { #expect(rule.playbook.map { set[$0] != nil } ?? true, "\(rule.id)") }
        let source = TOMLSource(name: "embedded", text: "")
        try PlaybookCheck.check([(source, playbooks)], against: [(source, rules)])
        #expect(set.everyRotation != nil)
    }

    @Test("every playbook tells what breaks, how far back one can go, and proves the end")
    func complete() throws {
        for playbook in try BuiltInPlaybooks.load() where !playbook.isForEveryRotation {
            let phases = Set(playbook.steps.map(\.phase))
            #expect(!playbook.breaks.isEmpty && !playbook.reversible.isEmpty, "\(playbook.id)")
            #expect(phases.contains(.revoke), "\(playbook.id)")
            #expect(playbook.id == "supabase.anon" || phases.contains(.prove), "\(playbook.id)")
            for step in playbook.steps where step.phase != .contain { #expect(!step.evidence.isEmpty, "\(playbook.id) \(step.id)") }
        }
    }

    @Test("no step hides one of every plan")
    func noCollision() throws {
        let playbooks = try BuiltInPlaybooks.load()
        let every = Set(try #require(PlaybookSet(playbooks).everyRotation).steps.map { "\($0.phase).\($0.id)" })
        for playbook in playbooks where !playbook.isForEveryRotation {
            #expect(every.isDisjoint(with: playbook.steps.map { "\($0.phase).\($0.id)" }), "\(playbook.id)")
        }
    }

    struct Filling: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let facts: @Sendable (inout RotationSubject) -> Void
    }

    static let fillings = [
        Filling(testDescription: "nothing known") { _ in },
        Filling(testDescription: "plain values") { subject in
            subject.variables = ["API_KEY"]
            subject.facts.projectRef = PlanSamples.ref
            subject.facts.envFile = "deploy/.env"
            (subject.facts.owner, subject.facts.repository, subject.facts.host) = ("acme", "app", "db.acme.test:8000")
        },
        Filling(testDescription: "hostile values") { subject in
            subject.variables = ["A;touch x"]
            subject.facts.projectRef = "'; rm -rf ~ #"
            subject.facts.envFile = "-it's $(touch x).env"
            (subject.facts.owner, subject.facts.repository, subject.facts.host) = ("a'b", "$(x)", "`x`")
        },
    ]

    @Test("bash reads every command, whatever is filled in", arguments: fillings)
    func commands(_ filling: Filling) throws {
        let playbooks = try BuiltInPlaybooks.load()
        let rules = try BuiltInCatalogue.load().allRules()
        var seen = 0
        for playbook in playbooks where !playbook.isForEveryRotation {
            let rule = playbook.rules.first ?? rules.first { $0.playbook == playbook.id }?.id ?? "generic.assignment"
            var subject = RotationSubject(
                rule: rule, title: playbook.title, fingerprint: "f3a91c2b7d10", redacted: "…[9]", playbook: playbook.id)
            filling.facts(&subject)
            for abuse in Abuse.allCases {
                let plan = try PlanSamples.plan(subject, exposure: PlanSamples.exposure, abuse: abuse)
                for step in plan.steps {
                    for command in step.commands {
                        #expect(try Bash.accepts(command), "\(plan.playbook) \(step.id): \(command)")
                        #expect(!command.contains("touch x") || command.contains(#"'./-it'\''s $(touch x).env'"#), "\(command)")
                        seen += 1
                    }
                }
            }
        }
        #expect(seen > 300)
    }
}

/// The real shell, asked whether it can read a command; it runs nothing.
enum Bash {
    private static let cache = CommandCache()

    static func accepts(_ command: String) throws -> Bool {
        if let known = cache[command] { return known }
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-n", "-c", command]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        cache[command] = process.terminationStatus == 0
        return process.terminationStatus == 0
    }

    /// Plans share most commands; each is read once.
    private final class CommandCache: @unchecked Sendable {
        private var known: [String: Bool] = [:]
        private let lock = NSLock()

        subscript(command: String) -> Bool? {
            get { lock.withLock { known[command] } }
            set { lock.withLock { known[command] = newValue } }
        }
    }
}
