internal import RekeyCore
internal import Testing

@testable internal import RekeyRotation

/// Code lines of every language that read a name, and lines that do not.
@Suite struct ConsumerCodeTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let path: String
        let line: String
        /// `nil`: no consumer.
        var effect: ChangeEffect? = .restart
        var isCertain = true
        var isComment = false
        var testDescription: String { "\(path): \(line)" }
    }

    static let lines: [Case] = [
        Case(path: "a.js", line: "const key = process.env.API_KEY;"),
        Case(path: "a.ts", line: "const key = process.env.API_KEY!"),
        Case(path: "a.ts", line: "const key = process.env?.API_KEY ?? ''"),
        Case(path: "a.js", line: "x(process.env[\"API_KEY\"])"),
        Case(path: "a.js", line: "x(process.env['API_KEY'])"),
        Case(path: "a.mjs", line: "x(process.env[`API_KEY`].trim())"),
        Case(path: "a.js", line: "const { PORT, API_KEY: key } = process.env;"),
        Case(path: "a.js", line: "const {\n  API_KEY,\n  PORT,\n} = process.env"),
        Case(path: "a.ts", line: "import { API_KEY } from '$env/static/private'"),
        Case(path: "a.ts", line: "import.meta.env.API_KEY", effect: .rebuild),
        Case(path: "a.vue", line: "const a = import.meta.env['API_KEY']", effect: .rebuild),
        Case(path: "a.ts", line: "Deno.env.get(\"API_KEY\")"),
        Case(path: "supabase/functions/a/index.ts", line: "Deno.env.get(\"API_KEY\")", effect: ChangeEffect.nothing),
        Case(path: "a.ts", line: "Bun.env.API_KEY"),
        Case(path: "a.ts", line: "Bun.env[\"API_KEY\"]"),
        Case(path: "a.ts", line: "Netlify.env.get('API_KEY')"),
        Case(path: "worker.ts", line: "return fetch(url, { headers: { k: env.API_KEY } })"),
        Case(path: "worker.ts", line: "const k = c.env.API_KEY"),
        Case(path: "a.py", line: "key = os.environ[\"API_KEY\"]"),
        Case(path: "a.py", line: "key = os.environ.get('API_KEY', '')"),
        Case(path: "a.py", line: "key = os.getenv( 'API_KEY' )"),
        Case(path: "a.py", line: "key = env.str('API_KEY')"),
        Case(path: "settings.py", line: "    API_KEY: SecretStr", isCertain: false),
        Case(path: "a.rb", line: "key = ENV[\"API_KEY\"]"),
        Case(path: "a.rb", line: "key = ENV.fetch('API_KEY') { }"),
        Case(path: "a.rb", line: "key = ENV.fetch 'API_KEY'"),
        Case(path: "a.swift", line: "let k = ProcessInfo.processInfo.environment[\"API_KEY\"]"),
        Case(path: "a.swift", line: "let k = Environment.get(\"API_KEY\")"),
        Case(path: "a.go", line: "k := os.Getenv(\"API_KEY\")"),
        Case(path: "a.go", line: "k, ok := os.LookupEnv(\"API_KEY\")"),
        Case(path: "a.go", line: "Key string `env:\"API_KEY\"`"),
        Case(path: "a.rs", line: "let k = env::var(\"API_KEY\")?;"),
        Case(path: "a.rs", line: "let k = std::env::var_os(\"API_KEY\");"),
        Case(path: "a.rs", line: "const K: &str = env!(\"API_KEY\");", effect: .rebuild),
        Case(path: "A.java", line: "String k = System.getenv(\"API_KEY\");"),
        Case(path: "A.java", line: "String k = System.getenv().get(\"API_KEY\");"),
        Case(path: "A.java", line: "@Value(\"${API_KEY}\") String k;"),
        Case(path: "A.java", line: "@Value(\"${API_KEY:none}\") String k;"),
        Case(path: "A.kt", line: "val k = System.getenv(\"API_KEY\")"),
        Case(path: "A.cs", line: "var k = Environment.GetEnvironmentVariable(\"API_KEY\");"),
        Case(path: "A.cs", line: "var k = builder.Configuration[\"API_KEY\"];"),
        Case(path: "a.php", line: "$k = getenv('API_KEY');"),
        Case(path: "a.php", line: "$k = $_ENV['API_KEY'];"),
        Case(path: "a.php", line: "$k = env('API_KEY', null);"),
        Case(path: "a.ex", line: "System.fetch_env!(\"API_KEY\")"),
        Case(path: "a.pl", line: "my $k = $ENV{API_KEY};"),
        Case(path: "a.dart", line: "String.fromEnvironment('API_KEY')", effect: .rebuild),
        Case(path: "a.c", line: "char *k = getenv(\"API_KEY\");"),
        Case(path: "a.ts", line: "const k = requireEnv('API_KEY')"),
        Case(path: "a.ts", line: "const k = settings.need('API_KEY')", isCertain: false),
        Case(path: "a.ts", line: "const schema = z.object({\n  API_KEY: z.string(),\n})", isCertain: false),
        Case(path: "a.ts", line: "process.env[\"API_KEY\" + suffix]", isCertain: false),
        Case(path: "a.sh", line: "curl -H \"apikey: $API_KEY\"", effect: .rerun),
        Case(path: "a.sh", line: "curl \"${API_KEY:?missing}\"", effect: .rerun),
        Case(path: "a.sh", line: "export API_KEY", effect: .rerun),
        Case(path: "a.sh", line: "API_KEY=x ./run", effect: .rerun),
        Case(path: "a.sh", line: "docker run -e API_KEY img", effect: .rerun),
        Case(path: "a.ps1", line: "$env:API_KEY", effect: .rerun),
        Case(path: "Makefile", line: "\tcurl $(API) $$API_KEY", effect: .rerun),
    ]

    @Test("a line that reads the name", arguments: lines)
    func reads(_ c: Case) {
        let found = consumerMap([c.path: c.line]).consumers(of: ["API_KEY"])
        #expect(found.count == 1)
        guard let consumer = found.first else { return }
        #expect(consumer.effect == c.effect)
        #expect(consumer.isCertain == c.isCertain)
        #expect(!consumer.isComment)
        let lines = c.line.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[consumer.line - 1].utf8.dropFirst(consumer.column - 1).starts(with: "API_KEY".utf8))
    }

    @Test(
        "a line that does not",
        arguments: [
            ("a.js", "process.env.API_KEY_OLD"), ("a.js", "process.env.MY_API_KEY"), ("a.js", "process.env.XAPI_KEY"),
            ("a.js", "const API_KEY = 1"), ("a.js", "foo.API_KEY"), ("a.py", "API_KEY = 1"),
            ("a.ts", "'my-API_KEY'"), ("a.ts", "\"the API_KEY is missing\""), ("a.ts", "'API_KEY-2'"),
            ("a.js", "process.env.\u{E9}API_KEY"),
            ("README.md", "set `API_KEY` first: export API_KEY=x"), ("a.sh", "echo API_KEY"), ("a.go", "type API_KEY struct{}"),
            ("a.js", "env.API_KEY()"),
        ])
    func misses(_ path: String, _ line: String) {
        #expect(consumerMap([path: line]).consumers(of: ["API_KEY"]).map(told) == [])
    }

    @Test(
        "comments are marked, not dropped",
        arguments: [
            ("a.js", "// process.env.API_KEY", true), ("a.js", "/* x\n process.env.API_KEY */", true),
            ("a.py", "# os.environ['API_KEY']", true),
            ("a.js", "f('http://x', process.env.API_KEY)", false), ("a.js", "f(\"/*\", process.env.API_KEY) // \"*/\"", false),
            ("a.rb", "\"#{ENV['API_KEY']}\"", false), ("a.sh", "x=\"#\" y=$API_KEY", false), ("a.sh", "# $API_KEY", true),
            ("c.yml", "key: ${API_KEY} # note", false), ("c.yml", "a: it's\nb: 1 # ${API_KEY}", true), ("q.sql", "-- 'API_KEY'", true),
            ("m.tf", "# var.API_KEY", true), (".env", "# API_KEY=x", true), (".env", "#API_KEY=x", true),
            ("Dockerfile", "# ENV API_KEY=x", true),
        ])
    func comments(_ path: String, _ text: String, _ isComment: Bool) {
        #expect(consumerMap([path: text]).consumers(of: ["API_KEY"]).map(\.isComment) == [isComment])
    }

    @Test(
        "names that a build puts into the client mean a new build",
        arguments: ["NEXT_PUBLIC_KEY", "VITE_KEY", "REACT_APP_KEY", "EXPO_PUBLIC_KEY", "GATSBY_KEY", "NUXT_PUBLIC_KEY"])
    func inlined(_ name: String) {
        let map = consumerMap(["a.ts": "process.env.\(name)", ".env": "\(name)=x\n"])
        #expect(map.consumers(of: [name]).map(\.effect) == [.rebuild, .rebuild])
    }
}
