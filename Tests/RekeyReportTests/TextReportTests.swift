internal import RekeyCore
internal import RekeyReport
internal import Testing

@Suite("text report")
struct TextReportTests {
    @Test("an account that is not complete is never called clean", arguments: Skip.Reason.allCases)
    func neverCleanWhenIncomplete(_ reason: Skip.Reason) {
        let skips = [Skip(path: "some/input", reason: reason)]
        for findings in [[], [Finding.serviceKey(path: "a").suppressed(by: .inline, reason: "", origin: "")]] {
            for status in [RekeyCore.ExitStatus.success, .incomplete] where reason.makesIncomplete || status == .success {
                let report = Report.sample(findings: findings, account: Account(files: 9, bytes: 9, skips: skips), exitStatus: status)
                #expect(text(report).contains("clean") == !reason.makesIncomplete)
                #expect(text(report).contains("incomplete") == reason.makesIncomplete)
                #expect(text(report).contains("some/input") == reason.makesIncomplete)
                #expect(text(report).contains("1 \(reason.rawValue)"))
            }
        }
    }

    @Test(
        "a stopped scan and a failed one are not called clean", arguments: [RekeyCore.ExitStatus.interrupted, .fault, .incomplete, .usage])
    func neverCleanWhenStopped(_ status: RekeyCore.ExitStatus) {
        #expect(!text(.sample(exitStatus: status)).contains("clean"))
    }

    @Test("nothing read is said in words and is not called clean", arguments: Provenance.Kind.allCases)
    func nothingRead(_ source: Provenance.Kind) {
        let report = text(.sample(source: source, account: Account()))
        #expect(report.hasPrefix("0 "))
        #expect(report.contains("nothing to scan"))
        #expect(!report.contains("clean"))
    }

    @Test("findings below the gate and low are one line, unless they fail the run or all is asked for")
    func brief() {
        let findings = [Finding.publicKey(path: "web/.env", line: 2)]
        #expect(text(.sample(findings: findings)).hasPrefix("web/.env:2:15  info: "))
        #expect(!text(.sample(findings: findings)).contains("rule "))
        #expect(text(.sample(findings: findings, gate: .failOn(.info))).hasPrefix("info: "))
        #expect(text(.sample(findings: findings, options: Report.Options(isVerbose: true))).contains("rule supabase.publishable-key"))
    }

    @Test("many low findings end in a count")
    func briefLimit() {
        let findings = (1...14).map { index in
            var finding = Finding.publicKey(path: "web/.env", line: index)
            finding.fingerprint = Fingerprint("\(index)")
            return finding
        }
        let lines = text(.sample(findings: findings)).split(separator: "\n")
        #expect(lines.count { $0.hasPrefix("web/.env:") } == 10)
        #expect(lines.contains("and 4 more like these, see --verbose"))
    }

    @Test("the worst comes first, whatever its path")
    func severityFirst() {
        let findings = Severity.allCases.map { severity in
            var finding = Finding.serviceKey(path: "\(severity.rawValue.first.map(String.init) ?? "")")
            finding.severity = severity
            finding.fingerprint = Fingerprint(severity.rawValue)
            return finding
        }
        let report = text(.sample(findings: findings, options: Report.Options(isVerbose: true)))
        let headings = report.split(separator: "\n").compactMap { line in Severity.allCases.first { line.hasPrefix("\($0.rawValue): ") } }
        #expect(headings == [.critical, .high, .medium, .low, .info])
    }

    @Test("secrets without an id are grouped too, and different ones are not")
    func grouping() {
        var other = Finding.webhook(path: "b.sh")
        other.secret = SecretText(Array(Synthetic.letters(24, seed: 9).utf8))
        let report = text(.sample(findings: [.webhook(path: "a.sh"), .webhook(path: "c.sh"), other]))
        #expect(report.contains("2 credentials in 3 places: 2 high"))
        #expect(report.contains("a.sh:1:6\nc.sh:1:6\n"))
    }

    @Test("a place in an archive names the entry; lines start with the address")
    func archiveEntry() {
        let finding = Finding.webhook(pathBytes: Array("dist/app.tar".utf8), entry: Array("etc/hook.sh".utf8))
        #expect(text(.sample(findings: [finding])).contains("\ndist/app.tar!/etc/hook.sh:1:6\n"))
    }

    @Test("evidence is capped, all of it is shown when asked for")
    func evidenceLimit() {
        let findings = [Finding.webhook(path: "a.sh", evidence: (1...11).map { "fact \($0)" })]
        #expect(text(.sample(findings: findings)).contains("and 3 more, see --verbose"))
        #expect(text(.sample(findings: findings, options: Report.Options(isVerbose: true))).contains("fact 11"))
    }

    @Test("the advice fits what can still be edited")
    func advice() {
        let inline = "rekey:allow[slack.webhook] reason"
        #expect(text(.sample(findings: [.webhook(path: "a")])).contains(inline))
        #expect(!text(.sample(findings: [.webhook(path: "a", kind: .history)])).contains("rekey:allow"))
        #expect(!text(.sample(findings: [.webhook(path: "a")])).contains("not committed yet"))
        #expect(text(.sample(source: .staged, findings: [.webhook(path: "a", kind: .staged)])).contains("not committed yet"))
        #expect(text(.sample(findings: [.webhook(path: "a"), .serviceKey(path: "b")])).contains("rekey:allow[RULE] reason"))
        #expect(text(.sample(findings: (1...30).map { .webhook(path: "a\($0)") })).ranges(of: "rekey:allow").count == 1)
    }

    @Test("escape sequences come from the colour option only, and say severity only", arguments: ReportCase.all)
    func color(_ c: ReportCase) {
        var report = c.report
        report.options.usesColor = false
        let plain = report.bytes(as: .text)
        #expect(plain.allSatisfy { $0 == 0x0A || $0 >= 0x20 && $0 != 0x7F })
        report.options.usesColor = true
        let colored = text(report).replacing(#/\u{1B}\[[0-9;]*m/#, with: "")
        #expect(Array(colored.utf8) == plain)
    }

    @Test("no foreign text can start a line of its own")
    func oneLineEach() {
        let forged = "x\nclean: no credentials found\u{2028}clean"
        var finding = Finding.serviceKey(path: forged)
        finding.title = forged
        finding.variable = forged
        finding.evidence = [forged]
        finding.remedy = forged
        finding.playbook = forged
        finding.rule = RuleID(forged)
        finding.fingerprint = Fingerprint(forged)
        finding.provenance.entry = Array(forged.utf8)
        finding.provenance.commit = forged
        finding.provenance.author = forged
        finding.provenance.date = forged
        let findings = [finding, finding.suppressed(by: .inline, reason: forged, origin: forged)]
        let account = Account(asked: forged, files: 1, bytes: 1, skips: [Skip(path: forged, reason: .unreadable, detail: forged)])
        let report = text(.sample(findings: findings, account: account, options: Report.Options(isVerbose: true)))
        #expect(!report.contains("\nclean"))
        #expect(!report.contains("\u{2028}"))
        #expect(report.contains("\\nclean"))
    }

    @Test(
        "numbers carry their unit",
        arguments: [
            (0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1_000, "1.0 kB"), (999_999, "999.9 kB"), (1_000_000, "1.0 MB"),
            (5_800_000_000, "5.8 GB"),
        ])
    func sizes(_ bytes: Int, _ shown: String) {
        #expect(text(.sample(account: Account(files: 2, bytes: bytes))).contains("read 2 files, \(shown);"))
    }

    private func text(_ report: Report) -> String { String(decoding: report.bytes(as: .text), as: UTF8.self) }
}
