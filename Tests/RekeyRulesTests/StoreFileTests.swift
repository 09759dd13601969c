internal import Foundation
internal import PCRE2
internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

@Suite struct StoreFileTests {
    private static let full = #"""
        [[stores]]
        id = "acme"
        title = "Acme secrets"
        kind = "hosting"
        detect = [
            { path = '''acme\.toml$''', reference = '''app = "([a-z]+)"''', gives = "app" },
            { path = '''acme\.json$''' },
        ]
        levels = ["app", "team"]
        ignoredNames = ["ACME_*", "PORT"]
        tool = "acme"
        set = [{ level = "app", command = "acme set {name} --app {app}" }, { input = "file", command = "acme put {name} {file}" }]
        api = [{ tool = "curl", command = "curl -H @\"$HDR\" --data-binary @- https://acme.test/{app}" }]
        list = [{ command = "acme list" }]
        after = [{ level = "app", command = "acme restart {app}" }]
        dashboard = "https://acme.test/{app}"
        needs = "redeploy"
        effect = "at the next deployment"
        header = "Authorization: Bearer <token>"
        keepsNewline = true
        echoesValue = true
        find = { app = "acme apps" }
        warnings = ["Careful."]
        references = ["https://acme.test/docs"]
        """#

    @Test("every field is read")
    func everyField() throws {
        var store = SecretStore(id: "acme", title: "Acme secrets", kind: .hosting)
        store.detections = [
            SecretStore.Detection(path: #"acme\.toml$"#, reference: #"app = "([a-z]+)""#, gives: .app),
            SecretStore.Detection(path: #"acme\.json$"#, reference: nil, gives: nil),
        ]
        (store.levels, store.ignoredNames, store.tool) = (["app", "team"], ["ACME_*", "PORT"], "acme")
        store.set = [
            SecretStore.Command(level: "app", template: "acme set {name} --app {app}"),
            SecretStore.Command(level: "", input: .file, template: "acme put {name} {file}"),
        ]
        store.api = [SecretStore.Command(level: "", tool: "curl", template: "curl -H @\"$HDR\" --data-binary @- https://acme.test/{app}")]
        store.list = [SecretStore.Command(level: "", template: "acme list")]
        store.after = [SecretStore.Command(level: "app", template: "acme restart {app}")]
        (store.dashboard, store.needs, store.effect) = ("https://acme.test/{app}", .redeploy, "at the next deployment")
        (store.header, store.keepsNewline, store.echoesValue) = ("Authorization: Bearer <token>", true, true)
        (store.find, store.warnings, store.references) = ([.app: "acme apps"], ["Careful."], ["https://acme.test/docs"])
        #expect(try StoreFile.stores(in: toml(Self.full)) == [store])
    }

    @Test(
        "names the system gives are no secrets",
        arguments: [("ACME_APP", true), ("PORT", true), ("PORTS", false), ("ACME", false), ("MY_ACME_X", false)])
    func ignored(_ name: String, _ expected: Bool) throws {
        #expect(try StoreFile.stores(in: toml(Self.full)).first?.ignores(name) == expected)
    }

    struct Wrong: Sendable, CustomTestStringConvertible {
        let name: String
        let find: String
        let replace: String
        let place: String
        let field: String
        var testDescription: String { name }
    }

    @Test(
        "what is wrong is told with file, line and field",
        arguments: [
            Wrong(name: "unknown field", find: "effect =", replace: "efect =", place: "rules.toml:18", field: "efect"),
            Wrong(name: "no identifier", find: "id = \"acme\"", replace: "", place: "rules.toml:1", field: "id"),
            Wrong(name: "unknown kind", find: "\"hosting\"", replace: "\"house\"", place: "rules.toml:4", field: "kind"),
            Wrong(name: "unknown need", find: "\"redeploy\"", replace: "\"wait\"", place: "rules.toml:17", field: "needs"),
            Wrong(
                name: "a value in a template", find: "acme set {name}", replace: "acme set {name}={value}", place: "rules.toml:12",
                field: "set"),
            Wrong(
                name: "a value in an argument", find: "acme set {name}", replace: "acme set --body {name}", place: "rules.toml:12",
                field: "set"),
            Wrong(name: "an echo", find: "acme list", replace: "acme echo list", place: "rules.toml:14", field: "list"),
            Wrong(
                name: "unknown level", find: "level = \"app\", command = \"acme r", replace: "level = \"x\", command = \"acme r",
                place: "rules.toml:15", field: "after"),
            Wrong(name: "another tool", find: "acme restart", replace: "other restart", place: "rules.toml:15", field: "after"),
            Wrong(name: "a file nobody writes", find: "acme list", replace: "acme list {file}", place: "rules.toml:14", field: "list"),
            Wrong(name: "no file where one is due", find: "put {name} {file}", replace: "put {name}", place: "rules.toml:12", field: "set"),
            Wrong(name: "a regex that does not compile", find: #"acme\.json$"#, replace: "(", place: "rules.toml:5", field: "detect"),
            Wrong(name: "nothing to give", find: "([a-z]+)", replace: "[a-z]+", place: "rules.toml:5", field: "detect"),
            Wrong(name: "an unused header", find: "@\\\"$HDR\\\"", replace: "x", place: "rules.toml:19", field: "header"),
            Wrong(name: "a hint for nothing", find: "find = { app", replace: "find = { apple", place: "rules.toml:22", field: "find"),
            Wrong(
                name: "an address with an unknown word", find: "test/{app}\"\nneeds", replace: "test/{ape}\"\nneeds",
                place: "rules.toml:16", field: "dashboard"),
        ])
    func wrong(_ c: Wrong) throws {
        let text = Self.full.replacingOccurrences(of: c.find, with: c.replace)
        try #require(text != Self.full)
        let found = trouble { () throws(Trouble) in _ = try StoreFile.stores(in: toml(text)) }
        #expect(found?.what.hasPrefix("store not usable: `\(c.field)`") == true, "\(String(describing: found))")
        #expect(found?.place?.hasPrefix(c.place) == true, "\(String(describing: found))")
    }

    @Test("an identifier used twice, and text that is no store")
    func twice() {
        #expect(
            trouble { () throws(Trouble) in _ = try StoreFile.stores(in: toml(Self.full + "\n" + Self.full)) }?.what
                == "store not usable: `id` is used twice")
        #expect(trouble { () throws(Trouble) in _ = try StoreFile.stores(in: toml("stores = 1")) } != nil)
        #expect(trouble { () throws(Trouble) in _ = try StoreFile.stores(in: toml("[[rules]]")) } != nil)
        #expect(trouble { () throws(Trouble) in _ = try StoreFile.stores(in: toml("[[stores")) } != nil)
    }

    @Test("every shorter prefix is read or refused, never more")
    func prefixes() {
        let bytes = Array(Self.full.utf8)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            _ = trouble { () throws(Trouble) in
                _ = try StoreFile.stores(in: toml(String(decoding: bytes.prefix(count), as: UTF8.self)))
            }
        }
    }

    @Test("the built-in stores are usable, and no identifier is used in two files")
    func builtIn() throws {
        let stores = try StoreCatalogue.stores()
        #expect(stores.count >= 38)
        #expect(Set(stores.map(\.id)).count == stores.count)
        for store in stores { #expect(!store.references.isEmpty && !store.levels.isEmpty, "\(store.id)") }
    }

    @Test("a template is cut at words in braces only")
    func pieces() {
        #expect(SecretStore.pieces(of: "a {name} {value: .} {x") == [.text("a "), .placeholder(.name), .text(" {value: .} {x")])
        #expect(
            SecretStore.pieces(of: #"{"{key}": .}{value}"#) == [.text(#"{""#), .placeholder(.key), .text(#"": .}"#), .unknown("value")])
        #expect(SecretStore.pieces(of: "{{name}}{}{") == [.text("{"), .placeholder(.name), .text("}{}{")])
    }
}
