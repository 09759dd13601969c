internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyRotation

@Suite struct ConsumerMapTests {
    /// A value that looks like a key; made of pieces.
    private static let value = "sb_" + "secret_" + String(repeating: "Qz7", count: 8)

    /// A small web application as teams have it.
    private static let repository: [String: String] = [
        ".env": "# local\nSUPABASE_URL=https://x.test\nSUPABASE_SERVICE_ROLE_KEY=\(value)\n",
        ".env.example": "SUPABASE_SERVICE_ROLE_KEY=\n",
        "docker-compose.yml": """
        services:
          api:
            build: .
            env_file:
              - .env
          worker:
            environment:
              API_KEY: ${SUPABASE_SERVICE_ROLE_KEY}
        """,
        "Dockerfile": "FROM node\nARG API_KEY\nENV INNER=$API_KEY\nCMD node server.js\n",
        "worker/main.go": "package main\n\nvar key = os.Getenv(\"API_KEY\")\n",
        "src/server.ts":
            "import x from 'y'\n// process.env.SUPABASE_SERVICE_ROLE_KEY\nconst key = process.env.SUPABASE_SERVICE_ROLE_KEY!\n",
        "src/old.ts": "const key = '\(value)'\n",
        ".github/workflows/deploy.yml": """
        on: push
        jobs:
          deploy:
            environment: production
            steps:
              - name: Push functions
                env:
                  TOKEN: ${{ secrets.SUPABASE_SERVICE_ROLE_KEY }}
                run: ./push "$TOKEN"
          call:
            uses: ./.github/workflows/called.yml
            secrets:
              deploy-key: ${{ secrets.SUPABASE_SERVICE_ROLE_KEY }}
        """,
        ".github/workflows/called.yml": "jobs:\n  a:\n    steps:\n      - run: x ${{ secrets.deploy-key }}\n",
        ".github/workflows/other.yml": "jobs:\n  a:\n    steps:\n      - run: x ${{ secrets.TOKEN }} ${{ secrets.API_KEY }}\n",
        "fly.toml": "app = \"acme-web\"\n",
        "supabase/functions/notify/index.ts": "const key = Deno.env.get('SUPABASE_SERVICE_ROLE_KEY')\n",
        "supabase/migrations/1_cron.sql": "select net.http_post(headers := '{\"Authorization\": \"Bearer \(value)\"}');\n",
        "k8s/secret.yaml": "apiVersion: v1\nkind: Secret\nmetadata:\n  name: api\ndata:\n  service-key: \(base64(value))\n",
        "k8s/api.yaml": """
        apiVersion: apps/v1
        kind: Deployment
        metadata: 
          name: api
        spec:
          containers:
            - env:
                - name: API_KEY
                  valueFrom:
                    secretKeyRef:
                      name: api
                      key: service-key
        """,
        "README.md": "Set SUPABASE_SERVICE_ROLE_KEY in .env.\n",
        "package.json": "{\n  \"scripts\": {\n    \"seed\": \"KEY=$SUPABASE_SERVICE_ROLE_KEY node seed.js\"\n  }\n}\n",
    ]

    private static func base64(_ text: String) -> String {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var bits = text.utf8.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
        while bits.count % 6 != 0 { bits.append(0) }
        let encoded = stride(from: 0, to: bits.count, by: 6).map { letters[Int(bits[$0..<$0 + 6].reduce(0) { $0 << 1 | $1 })] }
        return String(encoded) + String(repeating: "=", count: (4 - encoded.count % 4) % 4)
    }

    @Test("the map of a small repository")
    func golden() throws {
        let map = consumerMap(Self.repository)
        let found = map.consumers(of: ["SUPABASE_SERVICE_ROLE_KEY"], values: [SecretText(Array(Self.value.utf8))])
        let text = found.map(told).joined(separator: "\n") + "\n"
        #expect(!text.contains(Self.value))
        try Golden.check(Array(text.utf8), against: "consumers/small-repository.txt")
    }

    @Test("the stores that a repository uses")
    func stores() {
        let uses = consumerMap(Self.repository).storesInUse()
        #expect(uses.map(\.store) == ["compose", "fly", "github-actions", "kubernetes", "supabase-functions"])
        let github = uses.first { $0.store == "github-actions" }
        #expect(github?.details[.environment] == ["production"])
        #expect(uses.first { $0.store == "fly" }?.details[.app] == ["acme-web"])
        #expect(uses.first { $0.store == "fly" }?.line == 1)
    }

    @Test("a forward is followed through many names and round a circle")
    func chain() {
        let steps = (0..<20).map { "export NAME_\($0 + 1)=$NAME_\($0)\n" }.joined()
        let map = consumerMap(["a.sh": steps + "export NAME_0=$NAME_3\n", "b.js": "process.env.NAME_9"])
        let found = map.consumers(of: ["NAME_0"])
        #expect(found.last?.chain == (0...9).map { "NAME_\($0)" })
        #expect(found.count < 40)
    }

    @Test("names of another workflow and of secrets that share a forwarded name are left alone")
    func scope() {
        let map = consumerMap([
            ".github/workflows/a.yml": "env:\n  TOKEN: ${{ secrets.REAL_KEY }}\n",
            ".github/workflows/b.yml": "x: ${{ secrets.TOKEN }} ${{ env.TOKEN }}\n",
            ".env": "TOKEN=another\n",
        ])
        #expect(map.consumers(of: ["REAL_KEY"]).map { String(decoding: $0.path, as: UTF8.self) } == [".github/workflows/a.yml"])
    }

    @Test("a forward in a comment leads nowhere")
    func comment() {
        let map = consumerMap(["a.sh": "# export B_KEY=$A_KEY\n", "b.js": "process.env.B_KEY"])
        #expect(map.consumers(of: ["A_KEY"]).map(\.isComment) == [true])
    }

    @Test("binary and huge texts are counted, not read")
    func leftOut() {
        var map = ConsumerMap(stores: [])
        map.add(path: Array("a.js".utf8), bytes: [0x61, 0, 0x62])
        map.add(path: Array("b.js".utf8), bytes: Array("process.env.A_KEY".utf8))
        #expect(map.leftOut == 1)
        #expect(map.consumers(of: ["A_KEY", ""]).count == 1)
        #expect(map.consumers(of: []).isEmpty)
    }

    private static let paths = [
        "a.js", "a.py", "a.sh", "a.sql", "a.tf", "a.yaml", "docker-compose.yml", "Dockerfile", ".env", ".github/workflows/a.yml",
        ".gitlab-ci.yml",
        ".circleci/config.yml", "azure-pipelines.yml", "Jenkinsfile", "k8s/a.yaml", "package.json", "fly.toml", "supabase/config.toml",
        "roles/a/tasks/main.yml", ".drone.yml", "vercel.json",
    ]

    @Test("hostile bytes give an answer, never a trap", arguments: paths)
    func hostile(_ path: String) {
        var random = SystemRandomNumberGenerator()
        let pieces: [[UInt8]] =
            [
                "A_KEY", "$", "${", "}", "${{ secrets.", "- ", ": ", "\n", "  ", "\"", "'", "`", "#", "/*", "*/", "|", "env", "jobs:",
                "steps:", "=",
                "secretKeyRef:", "apiVersion: v1\nkind: X\n", "---", "\r", "\t", "name", "{", ",", "var.", "\\",
            ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80], [0x01]]
        for _ in 0..<150 {
            let text = (0..<Int.random(in: 0...60, using: &random)).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
            var map = ConsumerMap(stores: StoreCatalogue.all)
            map.add(path: Array(path.utf8), bytes: text)
            map.add(path: [0xFF, 0x2F, 0x2E, 0x2E], bytes: text)
            for consumer in map.consumers(of: ["A_KEY"], values: [SecretText(Array("secrets.A_KEY".utf8))]) {
                #expect(consumer.line >= 1 && consumer.column >= 1)
            }
            _ = map.storesInUse()
        }
    }

    @Test(
        "time grows with the text, not with its square",
        arguments: [
            "A_KEY: ${{ secrets.A_KEY }}\n", "A_KEY ", "process.env.A_KEY;", "- a:\n", "  ", "\n", "'", "{", "$A_KEY{", "  - name: A_KEY\n",
            "/*",
            "a/data/",
        ])
    func linear(_ piece: String) {
        for path in ["a.js", ".github/workflows/a.yml", "k8s/a.yaml"] {
            let head = path.hasPrefix("k8s") ? "apiVersion: v1\nkind: X\n" : ""
            let times = [1, 8].map { scale in
                let text = head + String(repeating: piece, count: scale * 3_000 / piece.utf8.count)
                let map = consumerMap([path: text])
                return (0..<2).map { _ in ThreadTime.measure { _ = map.consumers(of: ["A_KEY"], values: [SecretText(Array("'''a".utf8))]) }
                }.min() ?? .zero
            }
            #expect(times[1] < times[0] * 20 + .milliseconds(40), "\(path): \(times)")
        }
    }
}
