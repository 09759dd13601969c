internal import ArchiveFuzzing
internal import Testing

@Suite struct ArchiveFuzzTests {
    @Test("mutated archives are read to some end, the same one twice; make fuzz-archives does it for longer")
    func fuzz() throws {
        let fuzz = try ArchiveFuzz()
        var (whole, damaged) = (0, 0)
        for seed: UInt64 in 1...400 {
            let outcome = try fuzz.run(seed)
            if outcome.skips > 0 { damaged += 1 } else if outcome.files > 0 { whole += 1 }
            if seed % 20 == 0 { #expect(try fuzz.run(seed) == outcome, "input \(seed)") }
        }
        #expect(whole > 20 && damaged > 100)
    }
}
