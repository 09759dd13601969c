internal import RekeyCore
internal import Testing

@testable internal import LabelledCorpus

@Suite struct LabelledCorpusTests {
    struct Name: Sendable, CustomTestStringConvertible {
        var written: String
        var screaming: String
        var snake: String
        var camel: String
        var kebab: String

        var testDescription: String { written }
    }

    @Test(
        "a name is written as its container writes names",
        arguments: [
            Name(written: "DB_PASSWORD", screaming: "DB_PASSWORD", snake: "db_password", camel: "dbPassword", kebab: "db-password"),
            Name(written: "apiToken2", screaming: "API_TOKEN2", snake: "api_token2", camel: "apiToken2", kebab: "api-token2"),
            Name(written: "X-Api-Key", screaming: "X_API_KEY", snake: "x_api_key", camel: "xApiKey", kebab: "x-api-key"),
            Name(
                written: "spring.mail.host", screaming: "SPRING_MAIL_HOST", snake: "spring_mail_host", camel: "springMailHost",
                kebab: "spring-mail-host"),
        ])
    func styles(_ name: Name) {
        #expect(NameStyle.screaming.write(name.written) == name.screaming)
        #expect(NameStyle.snake.write(name.written) == name.snake)
        #expect(NameStyle.camel.write(name.written) == name.camel)
        #expect(NameStyle.kebab.write(name.written) == name.kebab)
    }

    @Test("the label is the secret as the container writes it", arguments: ContainerForm.allCases)
    func labels(_ form: ContainerForm) throws {
        let value = MarkedText(before: "a/", secret: "q&7\"x<\\é", after: "+z")
        let file = try #require(form.file([Assignment(name: "ACME_TOKEN", value: value)]))
        let bytes = Array(file.text.utf8)
        #expect(String(decoding: bytes[file.range], as: UTF8.self) == file.secret)
        #expect(!file.secret.isEmpty && file.before.utf8.count == file.range.lowerBound)
        let isEncoded = form == .base64 || form == .kubernetes
        #expect(file.secret.hasPrefix("q") != isEncoded)
    }

    @Test("an example is taken apart into name, value and neighbours")
    func reading() {
        let quoted = AssignmentReader(MarkedText(before: "  \"apiToken\": \"", secret: "s", after: "\","), keepsNames: false)
        #expect(quoted.assignments == [Assignment(name: "apiToken", value: MarkedText(secret: "s"))])
        let url = AssignmentReader(MarkedText(before: "HOOK=https://a.dev/x/", secret: "s", after: "?y=1)"), keepsNames: false)
        #expect(url.value == MarkedText(before: "https://a.dev/x/", secret: "s", after: "?y=1"))
        let pair = AssignmentReader(MarkedText(before: "SID=AC1\nTOKEN=", secret: "s", after: "\n"), keepsNames: true)
        #expect(pair.assignments?.map(\.name) == ["SID", "TOKEN"])
        #expect(pair.assignments?.map(\.isSecret) == [false, true])
        let prose = AssignmentReader(MarkedText(before: "machine a login b\npassword ", secret: "s"), keepsNames: false)
        #expect(prose.assignments == nil)
    }

    @Test("the generic sets are the same for the same seed, share no template, and label one place a file", arguments: GenericSet.allCases)
    func generic(_ set: GenericSet) {
        let files = set.files(seed: 4)
        #expect(files.map(\.text) == set.files(seed: 4).map(\.text))
        #expect(files.map(\.text) != set.files(seed: 5).map(\.text))
        #expect(Set(files.map(\.path)).count == files.count)
        for file in files {
            #expect(!file.text.secret.isEmpty && !file.text.text.contains("‹") && !file.text.text.contains("›"))
            #expect(file.isSecret == (ValueKind(rawValue: file.kind) != nil))
        }
        #expect(Set(GenericTemplate.design.map(\.text)).isDisjoint(with: GenericTemplate.heldOut.map(\.text)))
        #expect(Set(HardNegative.design.map(\.template)).isDisjoint(with: HardNegative.heldOut.map(\.template)))
        #expect(
            (GenericTemplate.design + GenericTemplate.heldOut).allSatisfy {
                $0.text.split(separator: "‹›", omittingEmptySubsequences: false).count == 2
            })
    }
}
