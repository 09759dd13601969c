internal import RekeyCore
internal import RekeyRotation
internal import Testing

@Suite struct RotationStateTests {
    @Test("a state comes back from its file as it was")
    func roundTrip() throws {
        let state = try PlanSamples.state()
        #expect(try RotationState(decoding: state.encoded()) == state)
        var bare = RotationSubject(rule: "a.b", title: "t", fingerprint: "i", redacted: "…[1]", playbook: nil)
        bare.facts.isSelfHosted = false
        let other = RotationState(plan: try PlanSamples.plan(bare, abuse: .now), startedAt: 0)
        #expect(try RotationState(decoding: other.encoded()) == other)
    }

    @Test("a file cut short is an error, wherever it is cut")
    func prefixes() throws {
        let bytes = try PlanSamples.state().encoded()
        // The last byte is a line feed, which may be missing.
        for count in stride(from: 0, to: bytes.count - 1, by: 97) + [bytes.count - 2] {
            #expect(throws: Trouble.self) { try RotationState(decoding: Array(bytes.prefix(count))) }
        }
    }

    @Test("a changed byte never ends the program")
    func flips() throws {
        let bytes = try PlanSamples.state().encoded()
        for index in stride(from: 0, to: bytes.count, by: 211) {
            for flip: UInt8 in [0x01, 0x20, 0x80] {
                var changed = bytes
                changed[index] ^= flip
                _ = try? RotationState(decoding: changed)
            }
        }
    }

    struct WrongCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let text: String
        let by: String
        let what: String
    }

    @Test(
        "reading is strict, and errors hold no value of the file",
        arguments: [
            WrongCase(testDescription: "later version", text: "\"version\": 1", by: "\"version\": 2", what: "`version`"),
            WrongCase(testDescription: "other document", text: "\"type\": \"rotation\"", by: "\"type\": \"leak\"", what: "`version`"),
            WrongCase(testDescription: "extra member", text: "\"started_at\"", by: "\"leak\": 1, \"started_at\"", what: "rotation.leak"),
            WrongCase(testDescription: "missing member", text: "\"abuse\": \"unknown\",", by: "", what: "rotation.plan.abuse"),
            WrongCase(testDescription: "wrong type", text: "\"line\": 3", by: "\"line\": \"leak\"", what: "places[0].line"),
            WrongCase(testDescription: "unknown word", text: "\"phase\": \"contain\"", by: "\"phase\": \"leak\"", what: "steps[0].phase"),
            WrongCase(testDescription: "negative time", text: "\"started_at\": 1", by: "\"started_at\": -1", what: "started_at"),
            WrongCase(
                testDescription: "record of no step", text: "\"step\": \"contain.tell\"", by: "\"step\": \"leak\"", what: "records[0].step"),
            WrongCase(testDescription: "open record", text: "\"state\": \"done\"", by: "\"state\": \"open\"", what: "records[0].state"),
            WrongCase(
                testDescription: "twice", text: "\"issue.create-keys\",\n      \"state\"", by: "\"contain.tell\",\n      \"state\"",
                what: "records[1].step"),
        ])
    func strict(_ c: WrongCase) throws {
        let text = String(decoding: try PlanSamples.state().encoded(), as: UTF8.self)
        let range = try #require(text.firstRange(of: c.text))
        let changed = text[..<range.lowerBound] + c.by + text[range.upperBound...]
        let error = #expect(throws: Trouble.self) { try RotationState(decoding: Array(changed.utf8)) }
        #expect(error?.what.contains(c.what) == true, "\(error?.what ?? "")")
        #expect(error?.description.contains("\"leak\"") == false)
    }

    @Test("marking a step")
    func marking() throws {
        let start = RotationState(plan: try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .no), startedAt: 5)
        let done = try start.marking("contain.tell", PlanSamples.record(.done, ""), refusal: { _ in nil })
        #expect(start.state(of: "contain.tell") == .open && done.state(of: "contain.tell") == .done)
        #expect(done.openSteps.count == start.openSteps.count - 1)
        #expect(!done.isComplete)
        #expect(try done.marking("contain.tell", PlanSamples.record(.open, ""), refusal: { _ in nil }) == start)
        var all = start
        for step in start.plan.steps {
            all = try all.marking(step.id, PlanSamples.record(step.who == .you ? .done : .skipped, "seen"), refusal: { _ in nil })
        }
        #expect(all.isComplete)
        #expect(StatusTable.text(of: all).contains("all \(all.plan.steps.count) steps are done or skipped"))
    }

    @Test("a plan made again keeps what was done")
    func replanned() throws {
        let state = try PlanSamples.state()
        let again = state.replanned(as: try PlanSamples.plan(PlanSamples.serviceRole, exposure: PlanSamples.exposure, abuse: .now))
        #expect(again.state(of: "contain.tell") == .done && again.state(of: "issue.create-keys") == .done)
        #expect(again.records["deploy.compose.api"] == nil)
        #expect(again.startedAt == state.startedAt)
        #expect(try RotationState(decoding: again.encoded()) == again)
    }

    struct RefusalCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var step = "contain.tell"
        var state = RotationState.StepState.done
        var by = "ann"
        let evidence: String
        let what: String
    }

    @Test(
        "what is refused",
        arguments: [
            RefusalCase(testDescription: "unknown step", step: "contain.nothing", evidence: "x", what: "no such step"),
            RefusalCase(testDescription: "skipping without a reason", state: .skipped, evidence: "", what: "without a reason"),
            RefusalCase(testDescription: "a secret", evidence: "the key is hush", what: "evidence refused"),
            RefusalCase(testDescription: "a secret for a name", by: "hush", evidence: "x", what: "evidence refused"),
            RefusalCase(testDescription: "too long", evidence: String(repeating: "x", count: 2_001), what: "not usable"),
            RefusalCase(testDescription: "control characters", evidence: "a\u{1B}[1m", what: "not usable"),
            RefusalCase(testDescription: "two lines", evidence: "a\nb", what: "not usable"),
        ])
    func refusals(_ c: RefusalCase) throws {
        let state = RotationState(plan: try PlanSamples.plan(PlanSamples.chatWebhook, abuse: .no), startedAt: 5)
        let error = #expect(throws: Trouble.self) {
            try state.marking(c.step, PlanSamples.record(c.state, by: c.by, c.evidence)) {
                $0.contains("hush") ? "it looks like a secret" : nil
            }
        }
        #expect(error?.description.contains(c.what) == true)
        #expect(error?.description.contains("hush") == false)
    }
}
