internal import RekeyCore
internal import RekeyRules
internal import RekeySources
internal import Testing

@testable internal import RekeyDetect
@testable internal import RekeyPipeline

@Suite("redaction")
struct RedactionTests {
    private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    private static func made(_ template: String, seed: UInt64 = 5) -> String {
        String(decoding: ExampleTemplate(template, seed: seed).text, as: UTF8.self)
    }

    /// Lines of a log with secrets of several families, and one byte that is no UTF-8.
    private static let log: [UInt8] = {
        let lines = [
            "start", "user " + Redacting.token() + " logged in", "key=" + made("sk_live_{alnum:24}") + " ok",
            "db " + "postgres:" + "//app:" + made("{alnum:18}") + "@db-1.internal:5432/main", "end",
        ]
        return bytes(lines.joined(separator: "\n")) + [0x0A, 0x00, 0xFF, 0x0A] + bytes("rest " + Redacting.token(seed: 9))
    }()

    @Test("the output of two reads is that of one, wherever they are cut")
    func cuts() throws {
        let whole = try Redacting.run(Self.log)
        #expect(whole.tally.total == 4)
        #expect(Redacting.differsOnlyAtMarks(whole.bytes, Self.log))
        for cut in 1..<Self.log.count {
            let steps: [Redacting.Step] = [.bytes(Array(Self.log[..<cut])), .pause(1_000), .bytes(Array(Self.log[cut...]))]
            let outcome = try Redacting.run(steps)
            guard outcome.bytes == whole.bytes else {
                Issue.record("cut at \(cut)")
                return
            }
        }
    }

    @Test("and so is that of three reads, and of one byte a read")
    func moreCuts() throws {
        let whole = try Redacting.run(Self.log).bytes
        for cut in stride(from: 1, to: Self.log.count - 20, by: 11) {
            let parts = [Self.log[..<cut], Self.log[cut..<cut + 17], Self.log[(cut + 17)...]]
            let steps = parts.flatMap { [Redacting.Step.bytes(Array($0)), .pause(5)] }
            #expect(try Redacting.run(steps).bytes == whole, "cut at \(cut)")
        }
        let single = Self.log.flatMap { [Redacting.Step.bytes([$0]), .pause(1)] }
        #expect(try Redacting.run(single).bytes == whole)
    }

    @Test("a private key is one mark, wherever it is cut")
    func keys() throws {
        let text = Self.bytes("before\n" + Self.made("{pem:pkcs8}") + "\nafter\n")
        let whole = try Redacting.run(text)
        #expect(whole.text.wholeMatch(of: #/before\n\[rekey:private-key\.pem:[0-9a-f]{12}\]\nafter\n/#) != nil)
        for cut in stride(from: 1, to: text.count, by: 53) {
            let steps: [Redacting.Step] = [.bytes(Array(text[..<cut])), .pause(1_000), .bytes(Array(text[cut...]))]
            #expect(try Redacting.run(steps).bytes == whole.bytes, "cut at \(cut)")
        }
    }

    @Test("the body of a key that takes too long does not come out", arguments: ["", "api_1  | ", "2026-03-01T10:00:00Z "])
    func slowKeys(_ prefix: String) throws {
        let key = Self.made("{pem:rsa}").split(separator: "\n").map(String.init)
        let lines = (["before"] + key + ["after"]).map { Self.bytes(prefix + $0 + "\n") }
        let outcome = try Redacting.run(lines.flatMap { [Redacting.Step.bytes($0), .pause(900)] })
        for line in key where line.count > 20 && !line.hasPrefix("-") { #expect(!outcome.text.contains(line)) }
        #expect(outcome.text.hasPrefix(prefix + "before\n") && outcome.text.hasSuffix(prefix + "after\n"))
    }

    @Test("a key with words of a log before each line does not come out")
    func prefixedKeys() throws {
        let key = Self.made("{pem:rsa}").split(separator: "\n").map(String.init)
        let outcome = try Redacting.run(Self.bytes(key.map { "api_1  | \($0)\n" }.joined()))
        for line in key where line.count > 20 && !line.hasPrefix("-") { #expect(!outcome.text.contains(line)) }
    }

    @Test("base64 that is wrapped is held until it ends")
    func wrapped() throws {
        let encoded = Array(Self.made("{base64:{pem:pkcs8}}"))
        let lines = stride(from: 0, to: encoded.count, by: 76).map { String(encoded[$0..<min(encoded.count, $0 + 76)]) }
        let steps = (["key:"] + lines + ["end"]).flatMap { [Redacting.Step.bytes(Self.bytes($0 + "\n")), .pause(10)] }
        let outcome = try Redacting.run(steps)
        for line in lines.dropLast() { #expect(!outcome.text.contains(line)) }
        #expect(outcome.text.hasPrefix("key:\n") && outcome.text.hasSuffix("\nend\n"))
    }

    @Test("a token with colours in it goes with them; those round it stay")
    func colours() throws {
        let token = Redacting.token()
        let half = token.index(token.startIndex, offsetBy: 12)
        let text = "a \u{1B}[32m\(token[..<half])\u{1B}[1m\(token[half...])\u{1B}[0m b\n"
        let outcome = try Redacting.run(Self.bytes(text))
        #expect(outcome.text.wholeMatch(of: #/a \u{1B}\[32m\[rekey:github\.pat:[0-9a-f]{12}\]\u{1B}\[0m b\n/#) != nil)
    }

    @Test("a line leaves when it is whole, its beginning when it waited long enough")
    func delays() throws {
        let outcome = try Redacting.run(
            [.bytes(Self.bytes("one\ntw")), .pause(5_000), .bytes(Self.bytes("o\n")), .pause(100)], delay: 2_000)
        #expect(outcome.writes.map(\.time) == [0, 2_000, 5_000])
        #expect(outcome.writes.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one\n", "tw", "o\n"])
    }

    @Test("what comes of a secret after its beginning has left is replaced")
    func lateRest() throws {
        let token = Redacting.token()
        let half = token.index(token.startIndex, offsetBy: 12)
        let outcome = try Redacting.run(
            [.bytes(Self.bytes("x \(token[..<half])")), .pause(3_000), .bytes(Self.bytes("\(token[half...]) y\n"))])
        #expect(outcome.text.wholeMatch(of: #/x ghp_.{8}\[rekey:github\.pat:[0-9a-f]{12}\] y\n/#) != nil)
    }

    @Test("a line longer than the window is cut beside its secrets, never in them", arguments: [900, 960, 1_000, 1_040, 2_000])
    func longLines(_ offset: Int) throws {
        let token = Redacting.token()
        let text = String(repeating: "lorem ", count: 400).prefix(offset) + " " + token + " " + String(repeating: "ipsum ", count: 400)
        let options = RedactionWindow.Options.small
        let outcome = try Redacting.run([.bytes(Self.bytes(String(text)))], options)
        #expect(outcome.tally.total == 1)
        #expect(outcome.text == text.replacing(token, with: outcome.mark))
        #expect(outcome.writes.allSatisfy { $0.bytes.count <= options.capacity })
    }

    @Test("notes in a log excuse nothing, and public keys stay unless asked for")
    func excuses() throws {
        let outcome = try Redacting.run(Self.bytes("t " + Redacting.token() + " # rekey:" + "allow it is old\n"))
        #expect(outcome.tally.total == 1)
        let publishable = Self.bytes("STRIPE_PUBLISHABLE_KEY=" + Self.made("pk_" + "live_{alnum:24}") + "\n")
        #expect(try Redacting.run(publishable).bytes == publishable)
        var options = RedactionWindow.Options()
        options.floor = .info
        #expect(try Redacting.run([.bytes(publishable)], options).tally.worst == .info)
    }

    @Test("an input that breaks off leaves what was read, and says so")
    func faults() throws {
        let outcome = try Redacting.run([.bytes(Self.bytes("one\ntwo")), .fault("Input/output error")])
        #expect(outcome.text == "one\ntwo")
        #expect(outcome.fault?.reason == "Input/output error")
    }

    @Test("UTF-16 is refused before anything is written", arguments: [[0xFF, 0xFE, 0x61, 0], [0xFE, 0xFF, 0, 0x61]] as [[UInt8]])
    func wideText(_ text: [UInt8]) { #expect(throws: Trouble.self) { try Redacting.run(text) } }

    @Test("a mark is no secret, whatever stands behind it")
    func marks() throws {
        for seed in 1...20 {
            let id = Self.made("{hex:12}", seed: UInt64(seed))
            let text = Self.bytes(#"{"log":"x?token=[rekey:google-chat.webhook:\#(id)]\n","stream":"stdout"}"#)
            #expect(try Redacting.run(text).bytes == text)
        }
    }

    @Test("half of a byte order mark waits no longer than other bytes")
    func halfMark() throws {
        let outcome = try Redacting.run([.bytes([0xFF]), .pause(5_000), .bytes([0xFE, 0x0A])])
        #expect(outcome.bytes == [0xFF, 0xFE, 0x0A])
        #expect(outcome.writes.map(\.time) == [2_000, 5_000])
    }

    @Test("the text without colours knows where its bytes come from")
    func uncoloured() throws {
        let text = Self.bytes("\u{1B}[1mab\u{1B}[0;31mcd\u{1B}[0m\u{1B}[")
        let made = UncolouredText(text.span)
        let view = try #require(made)
        #expect(view.bytes == Self.bytes("abcd\u{1B}["))
        #expect(view.original(1..<3) == 5..<14)
        #expect(view.original(0..<1) == 4..<5)
        #expect(view.offset(ofOriginal: 6) == 2)
        let plain = Self.bytes("plain \u{1B}]8;;link")
        let none = UncolouredText(plain.span)
        #expect(none == nil)
    }
}
