internal import RekeyCore
internal import RekeyPolicy
internal import Testing

@Suite("ignore file")
struct IgnoreFileTests {
    private let text =
        "# paths\nvendor/\n\nid:0123456789ab  seen by\tthe team \r\nid:0123456789AC\n*.min.js\nid:xyz no\nid:0123456789abc long\nid:0123456789ab again\n"

    private var file: IgnoreFile { IgnoreFile(Array(text.utf8).span, origin: ".rekeyignore") }

    @Test("paths keep their line numbers and IDs are no paths")
    func paths() {
        #expect(file.paths.verdict(Array("vendor/a.js".utf8).span, isFolder: false) == IgnoreRules.Verdict(ignored: true, line: 2))
        #expect(file.paths.verdict(Array("x/a.min.js".utf8).span, isFolder: false) == IgnoreRules.Verdict(ignored: true, line: 6))
        #expect(file.paths.verdict(Array("id:0123456789AC".utf8).span, isFolder: false) == nil)
        #expect(file.paths.origin == ".rekeyignore")
    }

    @Test(
        "IDs excuse, in any case, with the reason of the first line",
        arguments: [
            ("0123456789ab", Suppression(kind: .ignoreFile, reason: "seen by the team", origin: ".rekeyignore:4")),
            ("0123456789ac", Suppression(kind: .ignoreFile, reason: "", origin: ".rekeyignore:5")),
            ("0123456789ad", nil),
        ])
    func ids(id: String, expected: Suppression?) {
        var finding = Sample("§").finding
        #expect(file.suppression(of: finding) == nil)
        finding.fingerprint = Fingerprint(id)
        #expect(file.suppression(of: finding) == expected)
    }

    @Test("what looks like an ID and is none is told")
    func troubles() {
        #expect(file.troubles.map(\.place) == [".rekeyignore:7", ".rekeyignore:8"])
        #expect(file.troubles.first?.what == "no ID of a finding after `id:`")
    }

    @Test("a byte order mark, an empty file, no line feed at the end")
    func edges() {
        #expect(IgnoreFile([UInt8]().span, origin: "").paths.isEmpty)
        let marked = IgnoreFile(Array("\u{FEFF}id:0123456789ab".utf8).span, origin: "f")
        var finding = Sample("§").finding
        finding.fingerprint = Fingerprint("0123456789ab")
        #expect(marked.suppression(of: finding)?.origin == "f:1")
        let path = IgnoreFile(Array("\\id:name".utf8).span, origin: "f")
        #expect(path.paths.verdict(Array("id:name".utf8).span, isFolder: false)?.ignored == true)
    }
}

@Suite("calendar date")
struct CalendarDateTests {
    @Test("days that exist", arguments: ["2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01", "2026-11-30"])
    func valid(text: String) { #expect(CalendarDate(text)?.description == text) }

    @Test(
        "texts that are no day",
        arguments: [
            "", "2024-2-29", "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00", "2024-04-31", "2024/01/01",
            "2024-01-01T00",
            "20é4-01-01", "-024-01-01", "２024-01-0",
        ])
    func invalid(text: String) {
        #expect(CalendarDate(text) == nil)
        #expect(throws: Trouble.self) { try CalendarDate.parse(text, at: ".rekey.toml:1") }
    }

    @Test(
        "POSIX times",
        arguments: [
            (0, "1970-01-01"), (86_399, "1970-01-01"), (86_400, "1970-01-02"), (951_782_400, "2000-02-29"), (1_709_164_800, "2024-02-29"),
            (1_772_323_200, "2026-03-01"), (4_102_444_799, "2099-12-31"), (-1, "1970-01-01"), (13_569_465_600, "2400-01-01"),
        ])
    func time(seconds: Int, day: String) { #expect(CalendarDate(secondsSince1970: seconds).description == day) }

    @Test("days are ordered and far times end")
    func order() throws {
        let days = try ["2023-12-31", "2024-01-01", "2024-01-02", "2024-02-01"].map { try #require(CalendarDate($0)) }
        #expect(days.shuffled().sorted() == days)
        #expect(CalendarDate(secondsSince1970: .max) > days[0])
    }
}
