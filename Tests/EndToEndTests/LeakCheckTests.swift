internal import Foundation
internal import Testing

@Suite struct LeakCheckTests {
    private static let secret: Planted = {
        var mint = Mint(seed: 77)
        return mint.password()
    }()

    struct Case: CustomTestStringConvertible, Sendable {
        let testDescription: String
        let leaks: Bool
        let output: @Sendable (String) throws -> String
    }

    static let cases = [
        Case(testDescription: "as it is", leaks: true) { "x \($0) y" },
        Case(testDescription: "most of it", leaks: true) { "x \($0.dropFirst(4).dropLast(3)) y" },
        Case(testDescription: "base64", leaks: true) { Data($0.utf8).base64EncodedString() },
        Case(testDescription: "inside longer base64, one byte in", leaks: true) { Data("k\($0)=v".utf8).base64EncodedString() },
        Case(testDescription: "inside longer base64, two bytes in", leaks: true) { Data("kk\($0)=v".utf8).base64EncodedString() },
        Case(testDescription: "percent-encoded", leaks: true) {
            $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        },
        Case(testDescription: "JSON", leaks: true) { String(decoding: try JSONEncoder().encode([$0]), as: UTF8.self) },
        Case(testDescription: "hexadecimal", leaks: true) { $0.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() },
        Case(testDescription: "a few characters", leaks: false) { "x \($0.prefix(4)) y" },
        Case(testDescription: "another one", leaks: false) { _ in
            var mint = Mint(seed: 78)
            return mint.password().core
        },
        Case(testDescription: "nothing", leaks: false) { _ in "" },
    ]

    @Test("the checker sees a leak", arguments: cases)
    func seesLeaks(_ c: Case) throws {
        let output = try c.output(Self.secret.core)
        #expect(LeakCheck([Self.secret]).leaks(in: Array(output.utf8)).isEmpty == !c.leaks)
    }

    @Test("every kind of planted secret is one the checker sees in its own line")
    func seesEveryKind() {
        var mint = Mint(seed: 5)
        for secret in mint.everything() {
            #expect(!LeakCheck([secret]).leaks(in: Array(secret.line.utf8)).isEmpty, "\(secret.name)")
        }
    }
}
