internal import Testing

@testable internal import RekeyProof

/// Bodies for every format; the check digits are made at run time, so that no token stands in this file.
enum SampleBody {
    /// A repeatable text of `count` characters from `alphabet`.
    static func text(_ count: Int, of alphabet: String = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", seed: UInt64 = 7)
        -> String
    {
        let letters = Array(alphabet.utf8)
        var state = seed
        return String(
            decoding: (0..<count).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return letters[Int(state >> 33) % letters.count]
            }, as: UTF8.self)
    }

    private static let base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    private static let bech32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

    static func all(_ format: ChecksumFormat) -> [String] {
        switch format {
        case .github: ["ghp" + "_" + text(30), "npm" + "_" + text(30), "vcp" + "_" + text(50)]
        case .polar: ["polar_oat" + "_" + text(37)]
        case .githubFineGrained: ["github" + "_pat_" + text(22) + "_" + text(59)]
        case .gitlab: ["glpat" + "-" + text(40)]
        case .grafana: ["glsa" + "_" + text(32)]
        case .atlassian: ["ATA" + "TT3" + text(177) + "="]
        case .cloudflare: ["cfut" + "_" + text(40)]
        case .zuplo: ["zpka" + "_" + text(32)]
        case .azure:
            ["+ASt", "+ABa", "+AMC", "APIM", "ACDb"].map { text(76, of: base64) + $0 }
                + ["+ASb", "+AEh", "+ARm", "AIoT", "AZEG", "AzCa"].map { text(33, of: base64) + $0 }
                + [text(44) + "AzFu", text(42) + "AzSe", text(42) + "+ACR"]
        case .azureAnnotated: [text(52) + "JQQJ9" + "9BA" + text(16) + "AZDO"]
        case .azureDevOps: [text(52, of: "abcdefghijklmnopqrstuvwxyz234567")]
        case .bech32: ["AGE-SECRET" + "-KEY-1" + text(52, of: bech32).uppercased(), "nsec" + "1" + text(52, of: bech32)]
        case .base58:
            [
                "0488" + "ade4" + text(82, of: "0123456789abcdef") + "00" + text(64, of: "0123456789abcdef"),
                "80" + text(64, of: "0123456789abcdef"),
            ]
        case .stellar: [text(64, of: "0123456789abcdef")]
        case .bip39: [text(32, of: "0123456789abcdef"), text(64, of: "0123456789abcdef")]
        }
    }

    /// Whole credentials.
    static func credentials(_ format: ChecksumFormat) -> [[UInt8]] { all(format).compactMap { format.completed(Array($0.utf8)) } }
}

@Suite struct ChecksumFormatTests {
    private func fits(_ format: ChecksumFormat, _ text: [UInt8]) -> Bool {
        if case .fits = format.verdict(on: text) { true } else { false }
    }

    @Test("what is completed fits, and is proven", arguments: ChecksumFormat.allCases)
    func roundTrip(_ format: ChecksumFormat) {
        #expect(SampleBody.credentials(format).count == SampleBody.all(format).count)
        for text in SampleBody.credentials(format) {
            #expect(fits(format, text), "\(format)")
            guard case .stands(let facts) = format.proof(of: text) else {
                Issue.record("refuted: \(format)")
                continue
            }
            #expect(facts.isProven && facts.evidence.first == "checksum fits")
        }
    }

    /// Characters whose change means nothing: free ones, and bits that base64 and base32 leave over.
    private func isFree(_ format: ChecksumFormat, _ index: Int, _ text: [UInt8]) -> Bool {
        switch format {
        case .githubFineGrained: index >= 85
        case .polar: index < text.count - 43
        case .github, .cloudflare, .zuplo: index <= (text.firstIndex(of: UInt8(ascii: "_")) ?? 0)
        case .azure: index >= text.count - 3 && text.last == UInt8(ascii: "=")
        case .azureDevOps: index == text.count - 1
        default: false
        }
    }

    @Test("one changed character does not fit", arguments: ChecksumFormat.allCases)
    func changes(_ format: ChecksumFormat) {
        for text in SampleBody.credentials(format) {
            for index in text.indices where !isFree(format, index, text) {
                var changed = text
                changed[index] = text[index] == UInt8(ascii: "a") ? UInt8(ascii: "c") : UInt8(ascii: "a")
                #expect(!fits(format, changed), "\(format), character \(index)")
            }
        }
    }

    @Test("no shorter beginning fits", arguments: ChecksumFormat.allCases)
    func beginnings(_ format: ChecksumFormat) {
        for text in SampleBody.credentials(format) {
            for count in text.indices { #expect(!fits(format, Array(text.prefix(count))), "\(format), \(count)") }
        }
    }

    @Test("wrong digits of a documented format refute, of an inferred one say nothing", arguments: ChecksumFormat.allCases)
    func policy(_ format: ChecksumFormat) {
        let certain: Set<ChecksumFormat> = [.github, .gitlab, .grafana, .azure, .bech32, .base58, .bip39]
        guard var text = SampleBody.credentials(format).first else {
            Issue.record("no sample")
            return
        }
        // Why: the first check digit, which all of them have in the last six characters; a phrase gets another last word.
        if format == .bip39 {
            text = Array("legal winner thank year wave sausage worth useful legal winner thank zoo".utf8)
        } else {
            let place = format == .githubFineGrained ? 80 : format == .azureDevOps ? 20 : text.count - 4
            let isUpper = [.bech32, .stellar, .atlassian].contains(format)
            let letters = isUpper ? [UInt8(ascii: "Q"), UInt8(ascii: "P")] : [UInt8(ascii: "a"), UInt8(ascii: "c")]
            text[place] = text[place] == letters[0] ? letters[1] : letters[0]
        }
        guard case .differs(let isCertain) = format.verdict(on: text) else {
            Issue.record("\(format): \(format.verdict(on: text))")
            return
        }
        #expect(isCertain == certain.contains(format))
        if case .disproved(let reason) = format.proof(of: text) {
            #expect(isCertain && reason.contains("check digits do not fit"))
        } else {
            #expect(!isCertain)
        }
    }

    @Test("impossible bodies are not completed", arguments: ChecksumFormat.allCases)
    func impossible(_ format: ChecksumFormat) {
        for body in ["", "x", "_", "-", "1", "ü", "zz"] { _ = format.completed(Array(body.utf8)) }
        if ![.grafana, .atlassian].contains(format) { #expect(format.completed([]) == nil || format == .base58) }
    }
}
