internal import RekeyCore
internal import RekeyReport
internal import Testing

@Suite("secret bytes stay out of reports")
struct RedactionTests {
    @Test("no report holds a secret, or a part of one, in any form", arguments: ReportCase.all, ReportFormat.allCases)
    func absent(_ c: ReportCase, format: ReportFormat) {
        for options in [Report.Options(), Report.Options(isVerbose: true, usesColor: true)] {
            var report = c.report
            report.options = options
            #expect(Leak.first(in: report.bytes(as: format)) == nil)
        }
    }

    @Test("whatever a finding looks like, its secret is not shown", arguments: ReportFormat.allCases)
    func everyShape(_ format: ReportFormat) {
        let digests = [Fingerprint("f3a91c2b7d10"): String(repeating: "0f", count: 32)]
        for isVerbose in [false, true] {
            let options = Report.Options(isVerbose: isVerbose, digests: digests)
            for gate in [Report.Gate.never, .failOn(.info), .failOn(.critical)] {
                let report = Report.sample(findings: Self.shapes, gate: gate, options: options)
                #expect(Leak.first(in: report.bytes(as: format)) == nil)
            }
        }
    }

    @Test("the check itself sees a planted secret, whole or in part", arguments: ReportFormat.allCases)
    func checkCanFail(_ format: ReportFormat) {
        let random = Synthetic.serviceKey.suffix(16)
        for planted in [Synthetic.serviceKey, String(random), String(random.reversed())] {
            var finding = Finding.serviceKey(path: "p")
            finding.evidence = [planted]
            #expect(Leak.first(in: Report.sample(findings: [finding]).bytes(as: format)) != nil)
        }
    }

    @Test("a digest is written only where the caller gives one, and never in text")
    func digest() {
        let digest = String(repeating: "0f", count: 32)
        var report = Report.sample(findings: [.serviceKey(path: "p"), .webhook(path: "q")])
        for format in ReportFormat.allCases { #expect(!text(report, format).contains("sha256")) }
        report.options.digests = [Fingerprint("f3a91c2b7d10"): digest]
        for format in [ReportFormat.json, .jsonl] {
            #expect(text(report, format).ranges(of: digest).count == 1)
            #expect(text(report, format).ranges(of: "sha256").count == 1)
        }
        #expect(!text(report, .text).contains(digest))
    }

    private func text(_ report: Report, _ format: ReportFormat) -> String { String(decoding: report.bytes(as: format), as: UTF8.self) }

    /// A finding for every severity, kind of source and kind of suppression.
    private static let shapes: [Finding] = Severity.allCases.flatMap { severity in
        Provenance.Kind.allCases.flatMap { kind in
            ([nil] + Suppression.Kind.allCases.map(Optional.some)).map { suppression in
                var finding = Finding.serviceKey(path: "\(severity)/\(kind)", kind: kind)
                finding.severity = severity
                finding.provenance.entry = severity == .low ? Array("inner".utf8) : []
                finding.fingerprint = kind == .archive ? nil : finding.fingerprint
                finding.location.endLine = kind == .image ? 20 : finding.location.endLine
                finding.suppression = suppression.map { Suppression(kind: $0, reason: "known", origin: "f:1") }
                return finding
            }
        }
    }
}

/// Looks for parts of the synthetic secrets: eight bytes in a row, which do not stand in a report by chance.
enum Leak {
    /// Every eight bytes of a secret's random part: as it is, reversed, in hexadecimal and in base64.
    private static let parts: Set<UInt64> = {
        var parts: Set<UInt64> = []
        for secret in Synthetic.all {
            let random = Array(secret.utf8.suffix(24))
            let hexadecimal = random.flatMap { Array(String($0, radix: 16).utf8) }
            for form in [random, random.reversed(), hexadecimal, Base64.encode(random.span)] { parts.formUnion(runs(of: form)) }
        }
        return parts
    }()

    /// The first such run in a report; `nil` when there is none.
    static func first(in report: [UInt8]) -> String? {
        guard let index = runs(of: report).firstIndex(where: parts.contains) else { return nil }
        return String(decoding: report[index..<index + 8], as: UTF8.self)
    }

    /// The eight bytes that start at each offset, as one number.
    private static func runs(of bytes: [UInt8]) -> [UInt64] {
        var run: UInt64 = 0
        return Array(
            bytes.map { byte in
                run = run << 8 | UInt64(byte)
                return run
            }.dropFirst(7))
    }
}
