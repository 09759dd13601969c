internal import RekeyCore
internal import Testing

@testable internal import RekeyDetect

@Suite struct AssignmentTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var text: String
        var syntax: FileKind.Syntax
        /// The value expected; `nil` for none.
        var value: String?
        var testDescription: String { text }

        init(_ text: String, _ syntax: FileKind.Syntax, _ value: String?) { (self.text, self.syntax, self.value) = (text, syntax, value) }
    }

    private func value(_ text: String, _ syntax: FileKind.Syntax) -> String? {
        let bytes = Array(text.utf8)
        guard let place = text.lowercased().firstRange(of: "password") else { return nil }
        let low = text.lowercased().utf8.distance(from: text.lowercased().startIndex, to: place.lowerBound)
        let word = low..<low + 8
        guard let found = Assignment(bytes.span, word: word, syntax: syntax) else { return nil }
        // `mayFollow` is asked first and must never refuse what is an assignment.
        let mayFollow = Assignment.mayFollow(bytes.span, word.upperBound)
        #expect(mayFollow)
        return String(decoding: bytes[found.value], as: UTF8.self)
    }

    @Test(
        "what assigns a value",
        arguments: [
            Case("DB_PASSWORD=kR7", .assignments, "kR7"), Case("DB_PASSWORD = kR7", .assignments, "kR7"),
            Case("password=\"kR7\"", .code, "kR7"),
            Case("password = 'kR7'", .code, "kR7"), Case("password: \"kR7\"", .code, "kR7"), Case("password := \"kR7\"", .code, "kR7"),
            Case("password => 'kR7'", .code, "kR7"), Case("password ?= 'kR7'", .code, "kR7"), Case("\"password\": \"kR7\"", .code, "kR7"),
            Case("'password' => 'kR7'", .code, "kR7"), Case("[\"password\"] = \"kR7\"", .code, "kR7"),
            Case("let password: String = \"kR7\"", .code, "kR7"), Case("set(\"password\", \"kR7\")", .code, "kR7"),
            Case(#"{\"password\":\"kR7\"}"#, .code, "kR7"), Case("password = b'kR7'", .code, "kR7"), Case("password: kR7", .yaml, "kR7"),
            Case("password: 'kR7'", .yaml, "kR7"), Case("- name: DB_PASSWORD\n  value: kR7", .yaml, "kR7"),
            Case("- name: DB_PASSWORD\n  value: \"kR7\"", .yaml, "kR7"), Case("export DB_PASSWORD=kR7", .shell, "kR7"),
            Case("ENV DB_PASSWORD kR7", .shell, "kR7"), Case("cmd --password kR7", .shell, "kR7"),
            Case(#"{"name": "DB_PASSWORD", "value": "kR7"}"#, .code, "kR7"),
            Case("cmd --db-password=kR7", .shell, "kR7"),
            Case("<password>kR7</password>", .code, "kR7"), Case("<add key=\"password\" value=\"kR7\" />", .code, "kR7"),
            Case("password=kR7", .text, "kR7"), Case("password=kR7 next", .assignments, "kR7"),
            Case("password: str | None = \"kR7\"", .code, "kR7"), Case("password: str|bytes | None = 'kR7'", .code, "kR7"),
            Case(#"password = "k\"R7""#, .code, #"k\"R7"#), Case(#"password = "kR7\\" + "x""#, .code, #"kR7\\"#),
            Case(#"password = 'k\kR7\'"#, .code, #"k\kR7"#), Case(#"{\"password\":\"k'R7\",\"x\":\"y\"}"#, .code, "k'R7"),
            Case(#"password = 'it\'s kR7'"#, .code, #"it\'s kR7"#), Case("if password == \"kR7\"", .code, "kR7"),
            Case("if (password === 'kR7')", .code, "kR7"), Case("password(\"kR7\")", .code, "kR7"),
            Case("client.SetPassword('kR7')", .code, "kR7"), Case("{user: bob, password: kR7}", .assignments, "kR7"),
            Case("- {password: k[R]7, user: bob}", .yaml, "k[R]7"), Case("password: kR7mQ=", .yaml, "kR7mQ="),
            Case("curl -H \"X-Password: kR7\" x", .shell, "kR7"), Case("headers('X-Password: kR7')", .code, "kR7"),
            Case("password: kR7\nnext", .text, "kR7"), Case("password: kR7", .text, "kR7"),
        ])
    func positive(_ c: Case) { #expect(value(c.text, c.syntax) == c.value) }

    @Test(
        "forms of other languages and files",
        arguments: [
            Case("const pw = env.PASSWORD || 'kR7'", .code, "kR7"), Case("pw = getenv(\"PASSWORD\") ?: \"kR7\"", .code, "kR7"),
            Case("env.PASSWORD ?? \"kR7\"", .code, "kR7"), Case("os.environ.get('PASSWORD') or 'kR7'", .code, "kR7"),
            Case("$config{'password'} = 'kR7';", .code, "kR7"), Case("<string name=\"db_password\">kR7</string>", .code, "kR7"),
            Case("<key>password</key>\n\t<string>kR7</string>", .code, "kR7"),
            Case("<name>password</name><value>kR7</value>", .code, "kR7"), Case("char password[] = \"kR7\";", .code, "kR7"),
            Case("char password[32] = \"kR7\";", .code, "kR7"), Case("std::string password{\"kR7\"};", .code, "kR7"),
            Case("#define DB_PASSWORD \"kR7\"", .code, "kR7"), Case("    password 'kR7'", .code, "kR7"),
            Case("{:user \"a\" :password \"kR7\"}", .code, "kR7"), Case("(setq my-password \"kR7\")", .code, "kR7"),
            Case("{password, \"kR7\"}.", .code, "kR7"), Case("Dim password As String = \"kR7\"", .code, "kR7"),
            Case("Connect -Password \"kR7\"", .shell, "kR7"), Case("Connect -Password kR7", .shell, "kR7"),
            Case("setenv PASSWORD kR7", .shell, "kR7"), Case("set -gx PASSWORD kR7", .shell, "kR7"),
            Case("get(\"https://h/x?user=a&password=kR7&y=1\")", .code, "kR7"), Case("// password: kR7", .code, "kR7"),
            Case("# PASSWORD=kR7", .code, "kR7"), Case("password: |-\n  kR7\n", .yaml, "kR7"), Case("password: >\n  kR7\n", .yaml, "kR7"),
            Case("DBPassword:\n    Type: String\n    Default: kR7\n", .yaml, "kR7"),
            Case("variable \"db_password\" {\n  type    = string\n  default = \"kR7\"\n}", .code, "kR7"),
            Case("PASSWORD ?= kR7", .assignments, "kR7"), Case("PASSWORD := kR7", .assignments, "kR7"),
        ])
    func otherForms(_ c: Case) { #expect(value(c.text, c.syntax) == c.value) }

    @Test(
        "what does not",
        arguments: [
            Case("if password == other", .code, nil), Case("password =~ \"kR7\"", .code, nil), Case("Password::new(\"kR7\")", .code, nil),
            Case("password://kR7", .code, nil), Case("password", .code, nil), Case("password is \"kR7\"", .code, nil),
            Case("check(password, other)", .code, nil), Case("\"the password\" \"kR7\"", .code, nil), Case("password = value", .code, nil),
            Case("password = \"kR7", .code, nil), Case("password=\"\"", .code, nil), Case("password: kR7 is wrong", .text, nil),
            Case("password = kR7", .shell, nil),
            Case("password=", .assignments, nil), Case("password'='kR7'", .code, nil), Case("<password>", .code, nil),
            Case("x:<password>@host:1/y", .assignments, nil), Case("<password>\n</password>", .code, nil),
            Case("password(other)", .code, nil), Case("getPassword(\"kR7\")", .code, nil), Case("the password \"kR7\" is", .code, nil),
            Case("password or other", .code, nil),
            Case("password || other", .code, nil), Case("password[i] = x", .code, nil), Case("variable \"password\" {\n}", .code, nil),
            Case("<key>password</key>\n<true/>", .code, nil), Case("password:\n  minimum: 8\n", .yaml, nil),
            Case("findToken('kR7')", .code, nil),
        ])
    func negative(_ c: Case) { #expect(value(c.text, c.syntax) == nil) }

    @Test("a value does not run over its line, nor a name without end")
    func bounds() {
        #expect(value("password=\"a\nb\"", .code) == nil)
        #expect(value("password=" + String(repeating: "a", count: 600), .assignments) == nil)
        #expect(value(String(repeating: "x", count: 500) + "password=kR7", .assignments) == "kR7")
    }

    @Test("every shorter prefix of every form is read without a trap")
    func prefixes() {
        let text = #"- name: password "\"value": b'password' ?= `x` <password>y</password> --password z password: A<B> = 'q' ("password", "#
        let bytes = Array(text.utf8)
        for count in 0...bytes.count {
            let prefix = Array(bytes.prefix(count))
            for start in 0...max(0, count - 8) where count >= 8 {
                for syntax in [FileKind.Syntax.assignments, .yaml, .shell, .code, .text] {
                    _ = Assignment(prefix.span, word: start..<start + 8, syntax: syntax)
                }
                _ = Assignment.mayFollow(prefix.span, start + 8)
            }
        }
    }
}
