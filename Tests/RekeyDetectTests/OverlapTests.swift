internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyDetect

@Suite struct OverlapTests {
    private func detection(
        _ id: RuleID, _ range: Range<Int>, match: Range<Int>? = nil, provider: String = "acme", confidence: Confidence = .strong,
        severity: Severity = .high, index: Int = 0
    ) -> Detection {
        let rule = acmeRule(id) { $0.provider = provider }
        return Detection(
            rule: rule, ruleIndex: index, range: range, match: match ?? range, secret: SecretText([1]), variable: nil, severity: severity,
            confidence: confidence, evidence: [], claim: nil)
    }

    private func left(_ detections: Detection...) -> [RuleID] {
        let both = [detections, detections.reversed()].map { Overlap.resolved($0).map(\.rule.id) }
        #expect(both[0] == both[1], "the order of finding does not matter")
        return both[0]
    }

    @Test("secrets that do not touch stay, in order of place")
    func separate() {
        #expect(left(detection("a.b", 20..<30), detection("a.a", 0..<10)) == ["a.a", "a.b"])
        #expect(left(detection("a.a", 0..<10), detection("a.b", 10..<20)) == ["a.a", "a.b"])
        #expect(Overlap.resolved([]).isEmpty)
    }

    @Test("of two that tell the same bytes the surer stays")
    func confidence() {
        #expect(left(detection("a.sure", 5..<10, confidence: .proven), detection("a.guess", 0..<20, confidence: .likely)) == ["a.sure"])
    }

    @Test("a vendor's rule goes before one of a notation, and that before a generic one")
    func specificity() {
        let vendor = detection("github.pat", 5..<10, match: 5..<10, provider: "github", index: 3)
        let notation = detection("git.url", 5..<10, match: 0..<20, provider: "git", severity: .critical, index: 2)
        let generic = detection("generic.assignment", 5..<10, match: 0..<30, provider: "generic", severity: .critical, index: 1)
        #expect(left(vendor, notation, generic) == ["github.pat"])
        #expect(left(notation, generic) == ["git.url"])
        #expect(left(generic, detection("own", 5..<10, provider: "", index: 9)) == ["generic.assignment"])
    }

    @Test("a secret inside the match of another belongs to it")
    func contained() {
        #expect(left(detection("a.url", 50..<60, match: 0..<60), detection("a.key", 10..<20)) == ["a.url"])
    }

    @Test("then the graver stays, then the rule that stands first")
    func ties() {
        #expect(left(detection("a.low", 0..<9, severity: .low, index: 0), detection("a.high", 0..<9, index: 1)) == ["a.high"])
        #expect(left(detection("a.second", 0..<9, index: 2), detection("a.first", 0..<9, index: 1)) == ["a.first"])
    }

    @Test("one that loses pushes nothing out")
    func loserPushesNothing() {
        let strong = detection("a.strong", 0..<10, match: 0..<30, confidence: .proven)
        let middle = detection("a.middle", 20..<30, match: 20..<60)
        let weak = detection("a.weak", 45..<55, confidence: .likely)
        #expect(Overlap.resolved([strong, weak, middle]).map(\.rule.id) == ["a.strong", "a.weak"])
    }

    @Test("a long match owns what stands far inside it")
    func longMatch() {
        #expect(left(detection("a.pem", 0..<12_000), detection("a.inner", 11_000..<11_040)) == ["a.pem"])
    }

    @Test("five thousand detections take moments, and twice as many about twice as long")
    func dense() {
        func many(_ count: Int) -> [Detection] { (0..<count).map { detection("a.b", $0 * 40..<$0 * 40 + 30, index: $0 % 5) } }
        let (small, large) = (many(5_000), many(10_000))
        var count = 0
        let short = ThreadTime.measure { count = Overlap.resolved(small).count }
        #expect(count == 5_000)
        let long = ThreadTime.measure { count = Overlap.resolved(large).count }
        #expect(count == 10_000)
        #expect(long < short * 4 + .milliseconds(200))
    }

    @Test("a chat webhook and the API key inside it are one finding, whatever their order")
    func chatWebhook() throws {
        let key = "AI" + "za" + Minting.text(35)
        let token = Minting.text(43, seed: 2)
        for query in ["key=\(key)&token=\(token)", "token=\(token)&key=\(key)", "threadKey=x&key=\(key)&token=\(token)&requestId=1"] {
            #expect(try Scanning.ids("https://chat.googleapis.com/v1/spaces/AAAAbcdEFGh/messages?\(query)") == ["google-chat.webhook"])
        }
    }

    @Test("neighbours on one line stay two findings")
    func neighbours() throws {
        let first = Minting.gitHubToken()
        let second = Minting.gitHubToken(seed: 2)
        #expect(try Scanning.ids("\(first) \(second)") == ["github.pat", "github.pat"])
        #expect(try Scanning.ids("\(first),\(second)") == ["github.pat", "github.pat"])
    }
}
