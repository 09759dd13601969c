internal import RekeyCore
internal import Testing

@Suite("account")
struct AccountTests {
    @Test("some skips make the answer incomplete, and some are what was asked for", arguments: Skip.Reason.allCases)
    func completeness(reason: Skip.Reason) {
        let harmless: Set<Skip.Reason> = [
            .excludedByConfiguration, .notARegularFile, .symbolicLink, .outsideRoot, .deletedInWorkTree, .submoduleCommit,
        ]
        let account = Account(skips: [Skip(path: "a", reason: .excludedByConfiguration), Skip(path: "b", reason: reason)])
        #expect(account.isComplete == harmless.contains(reason))
    }

    @Test("nothing skipped is complete")
    func empty() { #expect(Account().isComplete) }

    @Test("merging adds up and keeps what was asked")
    func merge() {
        var account = Account(asked: "work tree", files: 1, bytes: 2, commits: 3, skips: [Skip(path: "a", reason: .vanished)])
        account.merge(Account(asked: "other", files: 10, bytes: 20, commits: 30, skips: [Skip(path: "b", reason: .unreadable)]))
        let skips = [Skip(path: "a", reason: .vanished), Skip(path: "b", reason: .unreadable)]
        #expect(account == Account(asked: "work tree", files: 11, bytes: 22, commits: 33, skips: skips))
        #expect(!account.isComplete)
    }

    @Test("skips sort by path, reason and detail")
    func order() {
        let sorted = [
            Skip(path: "a", reason: .gitError, detail: "x"), Skip(path: "a", reason: .unreadable),
            Skip(path: "a", reason: .unreadable, detail: "y"),
            Skip(path: "b", reason: .gitError),
        ]
        #expect(sorted.reversed().sorted() == sorted)
    }
}

@Suite("severity and confidence")
struct SeverityTests {
    @Test("severities rise from info to critical")
    func severities() {
        #expect(Severity.allCases.shuffled().sorted() == [.info, .low, .medium, .high, .critical])
        #expect(Severity(rawValue: "critical") == .critical && Severity(rawValue: "Critical") == nil)
    }

    @Test("confidence rises from likely to proven")
    func confidences() { #expect(Confidence.allCases.shuffled().sorted() == [.likely, .strong, .proven]) }
}

@Suite("trouble and exit status")
struct TroubleTests {
    @Test("a message has the parts that are known")
    func description() {
        #expect(Trouble("rule not usable").description == "rule not usable")
        let trouble = Trouble("rule not usable", at: "a.toml:14", why: "no keyword", next: "add one")
        #expect(trouble.description == "rule not usable\n  at:   a.toml:14\n  why:  no keyword\n  next: add one")
        #expect(trouble.status == .usage)
    }

    @Test("the numbers never change")
    func numbers() { #expect(RekeyCore.ExitStatus.allCases.map(\.rawValue) == [0, 1, 2, 3, 4, 130]) }
}
