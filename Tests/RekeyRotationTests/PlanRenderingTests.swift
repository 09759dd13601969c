internal import RekeyCore
internal import RekeyRotation
internal import RekeyTestSupport
internal import Testing

@Suite struct PlanRenderingTests {
    private func plans() throws -> [(name: String, plan: RotationPlan)] {
        [
            (
                "service-role",
                try PlanSamples.plan(PlanSamples.serviceRole, exposure: PlanSamples.exposure, targets: PlanSamples.targets, abuse: .unknown)
            ),
            ("chat-webhook-abused", try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .now)),
        ]
    }

    @Test("plans are what their goldens hold")
    func goldens() throws {
        var mismatches: [String] = []
        for (name, plan) in try plans() {
            let forms: [(String, [UInt8])] = [
                ("txt", Array(PlanText.text(of: plan).utf8)), ("md", Array(PlanMarkdown.text(of: plan).utf8)),
                ("json", PlanJSON.bytes(of: plan)),
            ]
            for (suffix, bytes) in forms {
                do { try Golden.check(bytes, against: "plans/\(name).\(suffix)") } catch { mismatches.append("\(error)") }
            }
        }
        #expect(mismatches == [])
    }

    @Test("status and evidence are what their goldens hold")
    func stateGoldens() throws {
        let state = try PlanSamples.state()
        var mismatches: [String] = []
        for (name, text) in [
            ("status.txt", StatusTable.text(of: state)), ("evidence.md", EvidencePack.text(of: state, madeAt: 1_795_500_000)),
        ] {
            do { try Golden.check(Array(text.utf8), against: "plans/\(name)") } catch { mismatches.append("\(error)") }
        }
        #expect(mismatches == [])
    }

    @Test("colours wrap only what is painted")
    func paint() throws {
        let plan = try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .no)
        let painted = PlanText.text(of: plan) { part, text in part == .command ? "<\(text)>" : text }
        #expect(painted.contains("<      $ rekey rotate apply 0c11d22e33f4>"))
        let bare = String(painted.filter { $0 != "<" && $0 != ">" })
        #expect(bare == String(PlanText.text(of: plan).filter { $0 != "<" && $0 != ">" }))
    }

    @Test("foreign text can neither move a cursor nor start markup")
    func hostile() throws {
        var subject = PlanSamples.chatWebhook
        subject.title = "a\u{1B}[31m\n# x <img src=x> [l](u) @all | `y`"
        subject.places = [RotationSubject.Place(path: "a\u{202E}\nb", line: 1)]
        var exposure = Exposure()
        exposure.workTree = subject.places
        exposure.logs = ["```\n# log"]
        var target = PlanSamples.targets[0]
        target.commands = ["cat <<'E'\n```\nE"]
        target.place = "x\ny"
        let plan = try PlanSamples.plan(subject, exposure: exposure, targets: [target], abuse: .no)
        let state = RotationState(plan: plan, startedAt: -1)
        let texts = [
            PlanText.text(of: plan), PlanMarkdown.text(of: plan), String(decoding: PlanJSON.bytes(of: plan), as: UTF8.self),
            StatusTable.text(of: state), EvidencePack.text(of: state, madeAt: .max),
        ]
        for text in texts {
            #expect(!text.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
            #expect(!text.split(separator: "\n").contains { $0.hasPrefix("# x") || $0.hasPrefix("# log") || $0 == "b:1" })
        }
        #expect(texts[1].contains("````sh"))
        #expect(!texts[1].contains(" <img") && !texts[1].contains(" [l]("))
    }

    @Test("Markdown ticks what is done")
    func ticks() throws {
        let plan = try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .no)
        let text = PlanMarkdown.text(of: plan, ticked: ["issue.add-webhook"])
        #expect(text.contains("- [x] **Add a new webhook in the space** `issue.add-webhook`"))
        #expect(text.split(separator: "\n").count { $0.hasPrefix("- [ ] ") } == plan.steps.count - 1)
    }
}
