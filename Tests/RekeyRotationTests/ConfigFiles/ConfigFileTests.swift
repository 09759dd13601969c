import RekeyCore
import RekeyTestSupport
import Testing

@testable import RekeyRotation

@Suite("values of configuration files")
struct ConfigFileTests {
    /// A file with the value to change marked by `‹…›`, and what stands between the marks afterwards.
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        let text: String
        let place: String
        var new = "new-Value1"
        let written: String
        var testDescription: String { name }

        var before: [UInt8] { Array(text.filter { !"‹›".contains($0) }.utf8) }
        var after: [UInt8] {
            let parts = text.split(omittingEmptySubsequences: false) { "‹›".contains($0) }
            return Array("\(parts[0])\(written)\(parts[2])".utf8)
        }
    }

    static let cases = [
        Case(name: "env file", path: "a/.env.local", text: "# x\nA=1\nKEY=‹old›  # note\n", place: "KEY", written: "new-Value1"),
        Case(name: "env file, quotes needed", path: ".env", text: "KEY=‹old›\r\nB=2\r\n", place: "KEY", new: "a b", written: "'a b'"),
        Case(
            name: "direnv", path: ".envrc", text: "use nix\nexport KEY=‹\"old\"›\n", place: "KEY", new: "it's $x", written: "\"it's \\$x\""),
        Case(name: "shell", path: "run.sh", text: "#!/bin/sh\nexport A=1\nKEY=‹'o'›\nexec run\n", place: "KEY", written: "'new-Value1'"),
        Case(
            name: "compose map", path: "docker-compose.yml", text: "services:\n  api:\n    environment:\n      A: 1\n      KEY: ‹old›\n",
            place: "services.api.environment.KEY", new: "a$b", written: "a$$b"),
        Case(
            name: "compose list", path: "compose.prod.yaml",
            text: "services:\n  api:\n    environment:\n      - A=1\n      - ‹KEY=old›  # c\n    ports: [\"80:80\"]\n", place: "KEY",
            new: "x=y#z w: v", written: "'KEY=x=y#z w: v'"),
        Case(
            name: "Kubernetes data", path: "k8s/secret.yaml",
            text: "apiVersion: v1\nkind: ConfigMap\ndata:\n  KEY: abcd\n---\nkind: Secret\ndata:\n  KEY: ‹b2xk›\n", place: "KEY",
            new: "new", written: "bmV3"),
        Case(
            name: "Kubernetes stringData", path: "secret.yml", text: "kind: Secret\nstringData:\n  KEY: ‹\"old\"›\n",
            place: "stringData.KEY",
            new: "a\"b", written: "\"a\\\"b\""),
        Case(
            name: "agent configuration", path: ".mcp.json",
            text: "{\"mcpServers\": {\"db\": {\"args\": [\"--x\"], \"env\": {\"KEY\": ‹\"old\"›}}}}", place: "mcpServers.db.env.KEY",
            new: "a\\b\n", written: "\"a\\\\b\\n\""),
        Case(
            name: "JSON list", path: "x.json", text: "{// c\n\"a\": [1, \"b\", ‹\"old\"›,], \"c\": {}}", place: "a[2]",
            written: "\"new-Value1\""),
        Case(name: "tfvars", path: "prod.tfvars", text: "a = 1\nkey = ‹\"old\"› # c\n", place: "key", new: "a${b}", written: "\"a$${b}\""),
        Case(
            name: "Terraform map", path: "main.tf", text: "resource \"x\" \"y\" {\n  env = {\n    KEY = ‹\"old\"›\n  }\n}\n",
            place: "resource.x.y.env.KEY", written: "\"new-Value1\""),
        Case(
            name: "npmrc", path: ".npmrc", text: "; c\nregistry=https://r/\n//r/:_auth" + "Token = ‹old›\n", place: "//r/:_auth" + "Token",
            written: "new-Value1"),
        Case(
            name: "YAML block", path: "a.yaml", text: "key: |\n‹  old\n  two›\nb: 1\n", place: "key", new: "new\nthree\n",
            written: "  new\n  three"),
        Case(name: "YAML single quotes", path: "a.yml", text: "- k: ‹'o''d'›\n- k: x\n", place: "[0].k", new: "it's", written: "'it''s'"),
        Case(name: "YAML flow", path: "a.yml", text: "a: {b: [1, ‹old›], c: d}\n", place: "a.b[1]", new: "x,y", written: "'x,y'"),
        Case(name: "YAML number look-alike", path: "a.yml", text: "k: ‹old›\n", place: "k", new: "123e4", written: "'123e4'"),
        Case(name: "TOML", path: "c.toml", text: "a = 1\n[auth]\nkey = ‹'old'›\n", place: "auth.key", new: "it's", written: "\"it's\""),
        Case(
            name: "TOML tables", path: "c.toml", text: "[[s]]\nk = \"a\"\n[[s]]\nk = ‹\"b\"›\nt = { x = \"y\" }\n", place: "s[1].k",
            written: "\"new-Value1\""),
    ]

    @Test("only the value's bytes change, and the file reads back", arguments: cases)
    func edits(_ c: Case) throws {
        let file = try #require(ConfigFile(path: c.path, bytes: c.before))
        let place = try #require(file.places(named: c.place).last)
        let edit = try file.edit(place, to: SecretText(Array(c.new.utf8)))
        let changed = try #require(ByteEdit.apply([edit], to: c.before))
        #expect(String(decoding: changed, as: UTF8.self) == String(decoding: c.after, as: UTF8.self))
        let again = try #require(ConfigFile(path: c.path, bytes: changed))
        #expect(again.places(named: c.place).last?.value.revealedBytes == Array(c.new.utf8))
    }

    @Test(
        "a secret within a longer value",
        arguments: [
            Case(
                name: "database URL in an env file", path: ".env", text: "URL=‹postgres://u:oldpass@h/db›\n", place: "oldpass",
                new: "p@ss/1",
                written: "postgres://u:p%40ss%2F1@h/db"),
            Case(
                name: "percent-encoded before", path: "a.json", text: "{\"u\": ‹\"https://x/?k=old%2Fpass&z\"›}", place: "old/pass",
                new: "n&w",
                written: "\"https://x/?k=n%26w&z\""),
            Case(name: "an argument", path: "a.json", text: "[\"--token=‹oldpass›\"]", place: "oldpass", new: "new", written: "new"),
            Case(
                name: "beside a reference", path: ".env", text: "URL=\"postgres://${U}:‹oldpass›@h/db\"\n", place: "oldpass", new: "n w",
                written: "n%20w"),
            Case(
                name: "beside a reference in compose", path: "compose.yml", text: "environment:\n  - URL=http://${U}:‹oldpass›@h\n",
                place: "oldpass", new: "n", written: "n"),
        ])
    func parts(_ c: Case) throws {
        let file = try #require(ConfigFile(path: c.path, bytes: c.before))
        let place = try #require(file.places(ofValue: SecretText(Array(c.place.utf8))).first)
        let edit = try file.edit(place, to: SecretText(Array(c.new.utf8)))
        #expect(ByteEdit.apply([edit], to: c.before) == c.after)
    }

    @Test("base64 data of a Secret is found by its value, with line and column")
    func byValue() throws {
        let text =
            "kind: Secret\nmetadata: {name: x}\ndata:\n  KEY: \(String(decoding: Base64.encode(Array("secret1".utf8).span), as: UTF8.self))=\n"
        let file = try #require(ConfigFile(path: "s.yaml", bytes: Array(text.utf8)))
        let place = try #require(file.places(ofValue: SecretText(Array("secret1".utf8))).first)
        #expect(place.name == "data.KEY" && place.line == 4 && place.column == 8 && place.part == .whole)
    }

    @Test("what cannot be written is refused")
    func refusals() throws {
        let file = try #require(ConfigFile(path: ".npmrc", bytes: Array("token=old\n".utf8)))
        let place = try #require(file.places.first)
        #expect(throws: EditRefusal.valueNotUTF8) { try file.edit(place, to: SecretText([0xFF])) }
        #expect(throws: EditRefusal.controlCharacter(7)) { try file.edit(place, to: SecretText([7])) }
        #expect(throws: EditRefusal.notWritable(marks: [.dollar, .reference])) { try file.edit(place, to: SecretText(Array("${A}".utf8))) }
        let other = try #require(ConfigFile(path: ".npmrc", bytes: Array("tokens=old\n".utf8)))
        #expect(throws: EditRefusal.moved) { try other.edit(place, to: SecretText([0x61])) }
        #expect(ConfigFile(path: "notes.txt", bytes: []) == nil)
    }

    @Test("shorter and broken files read without a trap, and no edit leaves the file", arguments: cases)
    func hostile(_ c: Case) throws {
        let kind = try #require(ConfigKind(path: c.path))
        for count in 0...c.before.count { probe(ConfigFile(kind: kind, bytes: Array(c.before.prefix(count)))) }
        for index in c.before.indices {
            for byte: UInt8 in [0x00, 0x0A, 0x22, 0x5C, 0x7B, 0xFF] where (index + Int(byte)).isMultiple(of: 3) {
                var bytes = c.before
                bytes[index] = byte
                probe(ConfigFile(kind: kind, bytes: bytes))
            }
        }
    }

    private func probe(_ file: ConfigFile) {
        let places = file.places
        #expect(places.allSatisfy { $0.range.upperBound <= file.bytes.count })
        guard let last = places.last, let edit = try? file.edit(last, to: SecretText([0x61])) else { return }
        #expect(ByteEdit.apply([edit], to: file.bytes) != nil)
    }

    @Test("time grows with the bytes", arguments: ConfigKind.allCases)
    func linear(_ kind: ConfigKind) {
        for unit in ["[", "{", "- ", "a: ", "\"", "'", "a=\"\\\"\n", "A='x\n", "|\n", "#", "\\", "${", "[[a]]\n", "k: [\n", "\n "] {
            func time(_ count: Int) -> Duration {
                let bytes = Array(String(repeating: unit, count: count).utf8)
                return (0..<2).map { _ in ThreadTime.measure { _ = ConfigFile(kind: kind, bytes: bytes).scalars.count } }.min() ?? .zero
            }
            #expect(time(8000) < time(1000) * 24 + .milliseconds(40), "\(unit.debugDescription)")
        }
    }
}
