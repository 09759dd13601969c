import RekeyCore
import RekeyTestSupport
import Testing

@testable import RekeyRotation

@Suite("env files as their bytes")
struct EnvFileTests {
    struct EntryCase: Sendable, CustomTestStringConvertible {
        let name: String
        /// The value is marked.
        let text: String
        var quoting = EnvQuoting.none
        var comment: String?
        var hasExport = false
        var line = 1
        var testDescription: String { name }
    }

    @Test(
        "an entry is found where it stands",
        arguments: [
            EntryCase(name: "plain", text: "KEY=‹a=b#c›\n"), EntryCase(name: "no final line end", text: "A=1\nKEY=‹x›", line: 2),
            EntryCase(name: "single quotes", text: "KEY=‹'a b'› # c\r\n", quoting: .single, comment: "# c"),
            EntryCase(name: "spaces round the sign", text: "  export KEY = ‹\"a\"›\t\n", quoting: .double, hasExport: true),
            EntryCase(name: "backticks", text: "KEY=‹`a\"'b`›\n", quoting: .backtick), EntryCase(name: "empty", text: "KEY=‹›\nA=1\n"),
            EntryCase(name: "empty with a comment", text: "KEY=‹› # c\n", comment: "# c"),
            EntryCase(name: "several lines", text: "# \"x\nKEY=‹\"a\n\nb=c\"›\nB=2\n", quoting: .double, line: 2),
            EntryCase(name: "escaped quote", text: "KEY=‹\"a\\\"b\"›\n", quoting: .double),
            EntryCase(name: "quote never closed", text: "KEY=‹\"a b›\nB=2\n", quoting: .mixed),
            EntryCase(name: "two pieces", text: "KEY=‹'a'\"b\"› # c\n", quoting: .mixed, comment: "# c"),
            EntryCase(name: "byte order mark", text: "\u{FEFF}KEY=‹é›\r\n"),
            EntryCase(name: "apostrophe", text: "KEY=‹it's› # it's\n", comment: "# it's"),
        ])
    func entries(_ c: EntryCase) throws {
        let parts = c.text.split(omittingEmptySubsequences: false) { "‹›".contains($0) }.map { Array(String($0).utf8) }
        let file = EnvFile(bytes: Array(parts.joined()))
        let entry = try #require(file.entries(named: "KEY").first)
        #expect(entry.valueRange == parts[0].count..<parts[0].count + parts[1].count)
        #expect(entry.quoting == c.quoting && entry.hasExport == c.hasExport && entry.line == c.line)
        #expect(entry.comment.map { String(decoding: file.bytes[$0], as: UTF8.self) } == c.comment)
    }

    struct ReadingCase: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        /// In the order of the dialects; `nil` where a reader has no value, `$` before one that expands.
        let values: [String?]
        var testDescription: String { name }
    }

    /// Every row was read by the programs themselves; `docs/env-dialects.md` is this table.
    // Order: npm dotenv, node, compose, bash, python-dotenv, systemd.
    static let readings = [
        ReadingCase(name: "hash without a blank", text: "K=a#b", values: ["a", "a", "a#b", "a#b", "a#b", "a#b"]),
        ReadingCase(name: "inline comment", text: "K=a # b", values: ["a", "a", "a", "a", "a", "a # b"]),
        ReadingCase(name: "comment after quotes", text: "K='a' # b", values: ["a", "a", "a", "a", "a", "a# b"]),
        ReadingCase(name: "comment after an empty value", text: "K= # b", values: ["", "", "# b", "", "# b", "# b"]),
        ReadingCase(name: "blank in the value", text: "K=a b", values: ["a b", "a b", "a b", nil, "a b", "a b"]),
        ReadingCase(name: "spaces round the sign", text: "K = a", values: ["a", "a", "a", nil, "a", "a"]),
        ReadingCase(name: "export", text: "export K=a", values: ["a", "a", "a", "a", "a", nil]),
        ReadingCase(name: "carriage return", text: "K=a\r\n", values: ["a", "a", "a", "a\r", "a", "a"]),
        ReadingCase(name: "byte order mark", text: "\u{FEFF}K=a", values: ["a", nil, "a", nil, nil, nil]),
        ReadingCase(name: "last of two", text: "K=a\nK=b", values: ["b", "b", "b", "b", "b", "b"]),
        ReadingCase(name: "name alone after a value", text: "K=a\nK\n", values: ["a", "a", "a", "a", nil, "a"]),
        ReadingCase(name: "line without a sign before", text: "words\nK=a", values: ["a", nil, "a", "a", "a", "a"]),
        ReadingCase(name: "indented comment before", text: "A=1\n  # c\nK=a", values: ["a", nil, "a", "a", "a", "a"]),
        ReadingCase(name: "backslash n in double quotes", text: "K=\"a\\nb\"", values: ["a\nb", "a\nb", "a\nb", "a\\nb", "a\nb", "a\\nb"]),
        ReadingCase(name: "backslash n in single quotes", text: "K='a\\nb'", values: Array(repeating: "a\\nb", count: 6)),
        ReadingCase(
            name: "two backslashes in single quotes", text: "K='a\\\\b'",
            values: ["a\\\\b", "a\\\\b", "a\\\\b", "a\\\\b", "a\\b", "a\\\\b"]),
        ReadingCase(name: "escaped double quote", text: "K=\"a\\\"b\"", values: ["a\\\"b", "a\\", "a\"b", "a\"b", "a\"b", "a\"b"]),
        ReadingCase(name: "escaped dollar", text: "K=\"a\\$b\"", values: ["a\\$b", "a\\$b", "a$b", "a$b", "a\\$b", "a$b"]),
        ReadingCase(name: "dollar, plain", text: "K=a$b", values: ["a$b", "a$b", "$a$b", "$a$b", "a$b", "a$b"]),
        ReadingCase(
            name: "reference in single quotes", text: "K='a${b}'", values: ["a${b}", "a${b}", "a${b}", "a${b}", "$a${b}", "a${b}"]),
        ReadingCase(name: "backslash, plain", text: "K=a\\b", values: ["a\\b", "a\\b", "a\\b", "ab", "a\\b", "ab"]),
        ReadingCase(name: "backticks", text: "K=`a`", values: ["a", "a", "`a`", "$`a`", "`a`", "`a`"]),
        ReadingCase(name: "line break in quotes", text: "K='a\nb'", values: Array(repeating: "a\nb", count: 6)),
        ReadingCase(name: "two quoted pieces", text: "K='a'\"b\"", values: ["'a'\"b\"", "a", nil, "ab", nil, "ab"]),
        ReadingCase(name: "quote never closed", text: "K='a\n", values: ["'a", "'a", nil, nil, nil, "a\n"]),
    ]

    @Test("each dialect reads in its own way", arguments: readings)
    func reading(_ c: ReadingCase) {
        let file = EnvFile(bytes: Array(c.text.utf8))
        for (dialect, expected) in zip(EnvDialect.allCases, c.values) {
            let value = file.value(of: "K", as: dialect)
            let text = value.map { ($0.expands ? "$" : "") + String(decoding: $0.text.revealedBytes, as: UTF8.self) }
            #expect(text == expected, "\(dialect)")
        }
    }

    struct SettingCase: Sendable, CustomTestStringConvertible {
        let name: String
        let before: String
        let value: String
        let after: String
        var testDescription: String { name }
    }

    @Test(
        "setting keeps the quotes that can carry the value",
        arguments: [
            SettingCase(name: "plain stays plain", before: "A=1\nK=old # c\n", value: "new+/=", after: "A=1\nK=new+/= # c\n"),
            SettingCase(name: "double stays double", before: "K=\"old\"", value: "it's", after: "K=\"it's\""),
            SettingCase(name: "single stays single", before: "K='old'\r\n", value: "a \"b\" $c", after: "K='a \"b\" $c'\r\n"),
            SettingCase(name: "double to single", before: "K=\"old\"\n", value: "a$b", after: "K='a$b'\n"),
            SettingCase(name: "plain to single", before: "K=old\n", value: "a b\nc", after: "K='a b\nc'\n"),
            SettingCase(name: "backticks are for node only", before: "K=`old`\n", value: "new", after: "K='new'\n"),
            SettingCase(name: "empty", before: "K=\n", value: "", after: "K=\n"),
            SettingCase(name: "emptied before a comment", before: "K=a # c\n", value: "", after: "K='' # c\n"),
            SettingCase(
                name: "duplicates, each its own way", before: "K=a\nB=2\nexport K=\"b\"\n", value: "c", after: "K=c\nB=2\nexport K=\"c\"\n"),
            SettingCase(name: "added", before: "A=1\r\n", value: "x", after: "A=1\r\nK=x\r\n"),
            SettingCase(name: "added to an open last line", before: "export A=1", value: "x y", after: "export A=1\nexport K='x y'"),
            SettingCase(name: "added to nothing", before: "", value: "x", after: "K=x\n"),
        ])
    func setting(_ c: SettingCase) throws {
        let file = EnvFile(bytes: Array(c.before.utf8))
        let change = try file.setting("K", to: SecretText(Array(c.value.utf8)))
        let after = try #require(ByteEdit.apply(change.edits, to: file.bytes))
        #expect(String(decoding: after, as: UTF8.self) == c.after)
    }

    @Test("what no quoting carries is refused, with the reason")
    func refusals() {
        let file = EnvFile(bytes: Array("K=a\nB=2\n".utf8))
        func refusal(_ value: String, _ options: EnvSetting = EnvSetting(), name: String = "K") -> EditRefusal? {
            do throws(EditRefusal) {
                _ = try file.setting(name, to: SecretText(Array(value.utf8)), options)
                return nil
            } catch { return error }
        }
        #expect(refusal("it's $5") == .noSpelling(marks: [.singleQuote, .dollar], readers: EnvDialect.allCases))
        #expect(refusal("it's $5", EnvSetting(readers: [.bash, .systemd, .dockerCompose])) == nil)
        #expect(refusal("${A}") == .noSpelling(marks: [.dollar, .reference], readers: EnvDialect.allCases))
        #expect(refusal("a\\\\b")?.text.contains("a backslash") == true)
        #expect(refusal("a\r") == .controlCharacter(13))
        #expect(refusal("x", EnvSetting(addsMissing: false), name: "C") == .noSuchName)
        #expect(refusal("x", name: "9C") == .badName)
    }

    @Test("who cannot read the line is told")
    func unread() throws {
        let change = try EnvFile(bytes: Array("export K = a\n".utf8)).setting("K", to: SecretText([0x62]))
        #expect(change.unread == [.bash, .systemd])
    }

    @Test("hostile bytes are read without a trap, by everyone")
    func hostile() {
        var random = SeededNumbers(seed: 5)
        for _ in 0..<3000 {
            let bytes = (0..<random.number(0...40)).map { _ in
                random.one(of: Array("K=A'\"`\\$#{}() \t\n\r:;exportn0\0".utf8) + [0xEF, 0xBB, 0xBF, 0xC2, 0x85, 0xFF])
            }
            let file = EnvFile(bytes: bytes)
            #expect(
                file.entries.allSatisfy { $0.lineRange.upperBound <= bytes.count && $0.valueRange.upperBound <= $0.lineRange.upperBound })
            if let change = try? file.setting("K", to: SecretText([0x61, 0x20])) {
                #expect(ByteEdit.apply(change.edits, to: bytes) != nil)
            }
        }
    }

    @Test(
        "time grows with the bytes",
        arguments: ["K='\n", "K=\"\\\"\n", "K=`x\n", "'", "\"", "\\\"", "export ", "=", "\n", "$(", "# \\\n", "K=${\n", "K: "])
    func linear(_ unit: String) {
        func time(_ count: Int) -> Duration {
            let bytes = Array(String(repeating: unit, count: count).utf8)
            return ThreadTime.measure {
                _ = EnvFile(bytes: bytes).entries.count
                for dialect in EnvDialect.allCases { _ = EnvReadings.of(bytes, as: dialect) }
            }
        }
        #expect(min(time(8000), time(8000)) < min(time(1000), time(1000)) * 24 + .milliseconds(40))
    }
}
