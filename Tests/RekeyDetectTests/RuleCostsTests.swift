internal import RekeyCore
internal import RekeyRules
internal import Testing

@testable internal import RekeyDetect

@Suite struct RuleCostsTests {
    /// Stands still between readings but for `step`.
    private final class Clock {
        var step: UInt64 = 10
        private var time: UInt64 = 0

        func read() -> UInt64 {
            time += step
            return time
        }
    }

    private func costs(_ text: String, _ clock: Clock = Clock()) throws -> RuleCosts {
        let rules = [acmeRule(), acmeRule("acme.other") { $0.anchors = ["other_"] }]
        let set = try RuleSet(Catalogue(rules: rules, harvested: HarvestLiterals.all))
        let costs = try RuleCosts(set, clock: clock.read)
        clock.step = 35
        let bytes = Array(text.utf8)
        _ = try Detector(set, now: 0, costs: costs).scan(bytes.span, path: [])
        return costs
    }

    @Test("candidates, searches and matches are counted, and what asking the clock takes is no cost")
    func counts() throws {
        let text = "acme_" + "qwertzuiopasdfgh, acme_none and acme_" + "yxcvbnmqwertzuio"
        let costs = try costs(text)
        let entry = try #require(costs.dearest.first)
        #expect(costs.dearest.count == 1, "a rule without a candidate costs nothing")
        #expect((entry.rule, entry.candidates, entry.searches, entry.matches) == ("acme.token", 3, 2, 2))
        #expect(entry.nanoseconds == 75, "three times 35, less 10 for the clock")
        #expect(costs.scannedBytes == text.utf8.count && costs.filteredBytes == text.utf8.count)
        #expect(costs.prefilterNanoseconds == 75, "25 before each of two batches of hits, and behind the last one")
        #expect(costs.scanNanoseconds >= costs.prefilterNanoseconds + entry.nanoseconds)
        #expect(costs.otherNanoseconds == costs.scanNanoseconds - 150)
    }

    @Test("of several scans the lesser time of each rule counts")
    func least() throws {
        let text = "acme_" + "qwertzuiopasdfgh and other_"
        let (slow, fast) = (Clock(), Clock())
        let costs = try costs(text, slow)
        let before = try #require(costs.dearest.first { $0.rule == "acme.token" })
        let other = try self.costs(text, fast)
        costs.takeLeast(of: other)
        #expect(costs.dearest.first { $0.rule == "acme.token" }?.nanoseconds == before.nanoseconds)
        let slower = Clock()
        slower.step = 10
        let more = try self.costs(text + " acme_x", slower)
        more.takeLeast(of: costs)
        #expect(more.dearest.first { $0.rule == "acme.token" }?.nanoseconds == 15, "two candidates asked the clock, one's time counts")
    }

    @Test("decoded bytes count as filtered, not as scanned, and their rules as rules")
    func decoded() throws {
        let token = "acme_" + "qwertzuiopasdfgh"
        let text = "v: " + Encoding.base64(token)
        let costs = try costs(text)
        #expect(costs.dearest.map(\.matches) == [1])
        #expect(costs.scannedBytes == text.utf8.count && costs.filteredBytes > text.utf8.count)
    }
}
