internal import RekeyCore
internal import RekeyGit
internal import RekeyPatterns
internal import RekeyRules

/// Finds out whether a commit that adds a credential would be stopped here, by trying.
package struct Doctor {
    private let surroundings: Surroundings
    private let runsAnyHook: Bool

    /// - Parameter runsAnyHook: also a hook that is not rekey's own, which may do anything.
    package init(_ surroundings: Surroundings, runsAnyHook: Bool = false) {
        self.surroundings = surroundings
        self.runsAnyHook = runsAnyHook
    }

    /// Looks at git, rekey, the hooks folder and the hook, then lets the hook meet the canary. Throws a `Trouble` outside a repository.
    package func examine() throws -> DoctorReport {
        var report = DoctorReport()
        let place = try HookPlace(surroundings)
        let git: String
        do throws(GitError) { git = try HookRehearsal.gitVersion(for: place.repository) } catch { throw error.trouble }
        report.checks.append(.ok("git \(git)"))
        report.checks.append(.ok("rekey \(Version.text), \(try BuiltInCatalogue.load().allRules().count) rules"))
        let hook = try HookExamination(place: place, surroundings: surroundings).run()
        report.checks += hook.checks
        report.next = hook.next
        report.verdict = place.isBare ? .unguarded : .open
        let isTrusted = hook.isOwn || runsAnyHook
        if isTrusted, let program = hook.program { report.checks.append(try programCheck(program, place)) }
        if hook.isRun {
            let fate = isTrusted ? try Canary().rehearse(place, gitRunsHooks: Self.runsHooks(git), surroundings) : .notTried
            judge(fate, hook, place, &report)
        } else {
            report.checks.append(.bad("canary: not tried, for git would run no hook"))
        }
        if !place.isBare { report.checks.append(try pushCheck(place)) }
        report.settle()
        return report
    }

    private func programCheck(_ program: String, _ place: HookPlace) throws -> DoctorReport.Check {
        let scratch = try ScratchFolder(surroundings)
        do throws(GitError) {
            let rehearsal = try HookRehearsal(place.repository, scratch: Array(scratch.path.utf8))
            let outcome = try rehearsal.run(program: Array(program.utf8), ["--version"])
            let version = String(decoding: outcome.output.prefix { $0 >= 0x20 && $0 < 0x7F }.prefix(40), as: UTF8.self)
            guard outcome.status == 0 else { return .bad("the hook runs \(program), which does not start (status \(outcome.status))") }
            let isOther = version != Version.text
            return .ok("the hook runs \(program), version \(version)" + (isOther ? ", not the one you run now" : ""))
        } catch { throw error.trouble }
    }

    private func judge(_ fate: Canary.Fate, _ hook: HookExamination.Result, _ place: HookPlace, _ report: inout DoctorReport) {
        switch fate {
        case .blocked(let status):
            report.checks.append(.ok("canary: blocked (the hook ended with status \(status))"))
            report.verdict = place.isBare ? .guarded : .protected
        case .letThrough where hook.callsRekey:
            report.checks.append(.bad("canary: let through, though the hook speaks of rekey"))
            report.next.append("look for what leaves the hook early, and for exclusions in .rekey.toml and .rekeyignore")
        case .letThrough:
            report.checks.append(.bad("canary: let through"))
            if report.next.isEmpty { report.next.append(Self.installing(place)) }
        case .notTried:
            report.checks.append(.bad("canary: not tried: the hook is not rekey's own, and may do anything"))
            report.verdict = .untried
            if !hook.callsRekey, report.next.isEmpty { report.next.append(Self.installing(place)) }
            report.next.append("if you trust what is in this repository, let it run: rekey doctor --run-hook")
        case .stoppedOtherwise(let status, let said):
            report.checks.append(.bad("canary: the hook stopped with status \(status), but not because of it"))
            report.verdict = .unproven
            report.checks += said.map { .note("the hook says: \($0)") }
            report.next.append("make the hook pass on what you have staged now, then run: rekey doctor")
        }
    }

    private static func installing(_ place: HookPlace) -> String {
        "rekey hook install\(place.isBare ? " --pre-receive" : "") (it keeps the hook that is there)"
    }

    private func pushCheck(_ place: HookPlace) throws(Trouble) -> DoctorReport.Check {
        let file = try HookFile(place.ownPath(.prePush), .prePush)
        guard file.kind == .ours else { return .note("pre-push: not rekey's; to add it, run: rekey hook install --pre-push") }
        let isRun = try HookFile(place.path(.prePush), .prePush).isExecutable
        return isRun
            ? .ok("pre-push: \(place.shown(file.path)) is rekey's") : .note("pre-push: \(place.shown(file.path)) is not executable")
    }

    /// Whether this git has `git hook run`. Source: git 2.36 release notes.
    static func runsHooks(_ version: String) -> Bool {
        let numbers = version.split(separator: ".").prefix(2).map { Int($0) ?? 0 }
        return numbers.count == 2 && (numbers[0] > 2 || (numbers[0] == 2 && numbers[1] >= 36))
    }
}
