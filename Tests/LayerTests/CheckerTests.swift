internal import Testing

@Suite("the checks of these tests can fail")
struct CheckerTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        var path = "Sources/RekeyPolicy/Policy.swift"
        let text: String
        let faults: Int
        var testDescription: String { name }
        var file: SourceFile { SourceFile(path: path, text: text) }
    }

    @Test(
        "imports",
        arguments: [
            Case(name: "allowed", text: "internal import RekeyCore\nimport FoundationEssentials\n", faults: 0),
            Case(name: "upwards", text: "internal import RekeyPipeline", faults: 1),
            Case(name: "full Foundation", text: "package import Foundation", faults: 1),
            Case(name: "one symbol of a module", text: "import struct Foundation.URL", faults: 1),
            Case(name: "attributes", text: "@preconcurrency @_spi(Some) internal import Glibc", faults: 1),
            Case(name: "indented, under a condition", text: "#if canImport(Glibc)\n  import Glibc\n#endif", faults: 1),
            Case(
                name: "in a comment or a string", text: "// import Glibc\n/* \nimport Glibc */\nlet a = \"\"\"\nimport Glibc\n\"\"\"",
                faults: 0),
            Case(name: "logarithm", path: "Sources/RekeyCore/Entropy.swift", text: "import Glibc", faults: 0),
            Case(name: "elsewhere in the core", path: "Sources/RekeyCore/Rule.swift", text: "import Glibc", faults: 1),
            Case(name: "its C module", path: "Sources/Wrappers/PCRE2/Pattern.swift", text: "import CPCRE2", faults: 0),
            Case(name: "another C module", path: "Sources/Wrappers/PCRE2/Pattern.swift", text: "import CDeflate", faults: 1),
            Case(name: "a target without a row", path: "Sources/RekeyNew/New.swift", text: "", faults: 1),
            Case(name: "arguments outside rekey", path: "Sources/RekeyPipeline/A.swift", text: "import ArgumentParser", faults: 1),
        ])
    func imports(_ c: Case) { #expect(ImportTable.faults(in: c.file).count == c.faults) }

    @Test(
        "forbidden words",
        arguments: [
            Case(name: "none", text: "let a = try read() as? Int // try! as! fatalError(", faults: 0),
            Case(name: "in strings", text: "let a = \"try! as!\"; let b = #\"fatalError(\"#", faults: 0),
            Case(name: "in an interpolation", text: #"let a = "\(try! read("x"))""#, faults: 1),
            Case(name: "after a string with quotes", text: #"let a = "\"" + (b as! String)"#, faults: 1),
            Case(name: "after a regex with a quote", text: ##"let a = #/"/#; fatalError()"##, faults: 1),
            Case(name: "public", text: "public struct A {}", faults: 1),
        ])
    func words(_ c: Case) { #expect(HouseRules.forbiddenWords(in: c.file).count == c.faults) }

    @Test(
        "doc comments",
        arguments: [
            Case(name: "documented", text: "/// Gives.\n@frozen\n  package static func give() {}", faults: 0),
            Case(name: "not", text: "package mutating func give() {}", faults: 1),
            Case(name: "plain comment", text: "// Gives.\npackage struct Gift {}", faults: 1),
            Case(name: "with attributes on the line", text: "@safe package final class Gift {}", faults: 1),
            Case(name: "operator and hash", text: "package static func < (l: A, r: A) -> Bool\npackage func hash(into: H)", faults: 0),
            Case(name: "stored values and initialisers", text: "package var a: Int\npackage init() {}", faults: 0),
        ])
    func docs(_ c: Case) { #expect(HouseRules.undocumented(in: c.file).count == c.faults) }

    @Test(
        "empty names",
        arguments: [
            Case(name: "good", text: "struct PathStyle {}", faults: 0),
            Case(name: "words inside words", text: "struct Commonality {}\nstruct Sharedness {}", faults: 0),
            Case(name: "type", text: "enum PathUtils {}", faults: 1),
            Case(name: "file", path: "Sources/RekeyGit/ScanHelpers.swift", text: "", faults: 1),
            Case(name: "folder", path: "Sources/Shared/Path.swift", text: "", faults: 1),
            Case(name: "part of a type", path: "Sources/RekeyGit/Pack+Extensions.swift", text: "", faults: 1),
        ])
    func names(_ c: Case) { #expect(HouseRules.emptyNames(in: c.file).count == c.faults) }

    @Test("length and secret bytes")
    func others() {
        let line = "let a = 1\n"
        #expect(HouseRules.tooLong(SourceFile(path: "a", text: String(repeating: line, count: 400))).isEmpty)
        #expect(HouseRules.tooLong(SourceFile(path: "a", text: String(repeating: line, count: 401))).count == 1)
        let reach = "secret.withBytes { $0 }"
        #expect(HouseRules.secretBytes(in: SourceFile(path: "Sources/RekeyReport/A.swift", text: reach)).count == 1)
        #expect(HouseRules.secretBytes(in: SourceFile(path: "Sources/RekeyDetect/A.swift", text: reach)).isEmpty)
    }
}
