internal import Foundation
internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRules
internal import Testing

/// What the build embeds is what `patterns/rules/` says.
@Suite struct EmbeddingTests {
    private static func sources() throws -> [TOMLSource] {
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../patterns/rules").standardizedFileURL
        return try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            .filter { $0.pathExtension == "toml" }
            .map { TOMLSource(name: $0.lastPathComponent, text: String(decoding: try Data(contentsOf: $0), as: UTF8.self)) }
    }

    @Test("every rule comes back from the embedded bytes as its file says")
    func rules() throws {
        var written: [RuleID: Rule] = [:]
        for source in try Self.sources() { for rule in try RuleFile.rules(in: source) { written[rule.id] = rule } }
        let embedded = try BuiltInCatalogue.load().allRules()
        #expect(embedded.count == written.count)
        for rule in embedded { #expect(rule == written[rule.id]) }
    }

    @Test("literals, their forms and the rules they wake come back too")
    func literals() throws {
        let embedded = try BuiltInCatalogue.load()
        let made = try Catalogue(rules: try embedded.allRules(), harvested: HarvestLiterals.all)
        #expect(embedded.gates == made.gates)
        #expect(embedded.wakes == made.wakes)
        #expect(embedded.fileRules == made.fileRules)
        #expect(embedded.literals == made.literals)
    }
}
