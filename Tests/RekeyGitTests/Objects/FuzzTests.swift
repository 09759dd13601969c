internal import GitFuzzing
internal import Testing

@Suite("fuzzed repositories") struct FuzzTests {
    // Why: a trap would end the tests; `make fuzz` takes millions.
    @Test("some hundred mutated repositories do no harm, and give the same twice", arguments: [1, 1_000, 1_000_000])
    func bout(_ first: UInt64) throws {
        let fuzz = try FuzzRun()
        var sum = 0
        for number in first..<(first + 150) {
            let outcome = try fuzz.run(number)
            sum += outcome.objects
            #expect(outcome.objects < 1_000)
            if number % 50 == 0 { #expect(try fuzz.run(number) == outcome) }
        }
        #expect(sum > 500)
    }
}
