internal import Testing

@Suite("the layers of Sources/")
struct LayerTests {
    @Test("the files are there to be checked")
    func notVacuous() {
        #expect(SourceTree.files.count > 40)
        #expect(SourceTree.files.reduce(0) { $0 + $1.imports.count } > 20)
        #expect(Set(SourceTree.files.map(\.target)).count > 15)
    }

    @Test("every import is in the table")
    func imports() {
        #expect(SourceTree.files.flatMap(ImportTable.faults) == [])
    }

    @Test("no target or file of the table is full Foundation, and only rekey parses arguments")
    func tableItself() {
        #expect(!ImportTable.allowed.values.contains { $0.contains("Foundation") })
        #expect(ImportTable.allowed.filter { $0.value.contains("ArgumentParser") }.map(\.key) == ["rekey"])
        for bare in ["RekeyCore", "RekeyDetect"] {
            #expect(ImportTable.allowed[bare]?.isDisjoint(with: ["Foundation", "FoundationEssentials", "Glibc"]) == true)
        }
    }

    @Test("the layers in the table form no circle")
    func noCircle() {
        var left = ImportTable.allowed
        while let free = left.first(where: { _, modules in modules.allSatisfy { left[$0] == nil } }) { left[free.key] = nil }
        #expect(left.isEmpty)
    }

    @Test("no call that ends the program, nothing public") func words() {
        #expect(SourceTree.files.flatMap(HouseRules.forbiddenWords) == [])
    }

    @Test("no file is longer than the wall") func length() {
        #expect(SourceTree.files.flatMap(HouseRules.tooLong) == [])
    }

    @Test("what one target offers another is documented") func documented() {
        #expect(SourceTree.files.flatMap(HouseRules.undocumented) == [])
    }

    @Test("no name that says nothing") func names() {
        #expect(SourceTree.files.flatMap(HouseRules.emptyNames) == [])
    }

    @Test("reports reach no secret bytes") func secretBytes() {
        #expect(SourceTree.files.contains { $0.target == "RekeyReport" })
        #expect(SourceTree.files.flatMap(HouseRules.secretBytes) == [])
    }
}
