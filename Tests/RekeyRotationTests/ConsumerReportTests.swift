internal import RekeyCore
internal import RekeyReport
internal import RekeyRotation
internal import Testing

@Suite struct ConsumerReportTests {
    private static func map(_ files: [String: String]) -> ConsumerMap {
        var map = ConsumerMap(stores: [])
        for (path, text) in files.sorted(by: { $0.key < $1.key }) { map.add(path: Array(path.utf8), bytes: Array(text.utf8)) }
        return map
    }

    private static func shown(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    @Test("grouped by kind, with the way of the name and what follows")
    func text() {
        let consumers = Self.map([
            ".env": "API_KEY=x\n", "docker-compose.yml": "services:\n  api:\n    environment:\n      OTHER: ${API_KEY}\n",
            "src/a.ts": "const a = process.env.API_KEY\n",
        ]).consumers(of: ["API_KEY"])
        let text = ConsumerReport(of: "API_KEY", consumers, stores: [], shown: Self.shown).text
        #expect(
            text == """
                API_KEY is used in 3 places

                env files
                  .env:1

                compose services
                  docker-compose.yml:4  service api; container made anew

                code
                  src/a.ts:1  needs a restart

                for a new value to take effect
                  docker compose up -d --force-recreate api (a restart keeps the old value)
                  restart src/a.ts

                """)
    }

    @Test("an env file that nothing names is restarted by its own name")
    func lonely() {
        let consumers = Self.map([".env": "API_KEY=x\n"]).consumers(of: ["API_KEY"])
        #expect(ConsumerReport.effects(of: consumers, shown: Self.shown) == ["restart what reads .env"])
    }

    @Test("paths and names from a hostile repository cannot write to the terminal")
    func hostile() {
        let consumers = Self.map(["src/a.ts": "process.env.API_KEY\n", ".github/workflows/x.yml": Self.hostileWorkflow]).consumers(of: [
            "API_KEY"
        ])
        let text = ConsumerReport(of: "API_KEY", consumers, stores: [], shown: Self.shown).text
        #expect(!text.utf8.contains(0x1B))
    }

    private static let hostileWorkflow =
        "jobs:\n  a:\n    steps:\n      - name: \"x\u{1B}[2J\"\n        env:\n          API_KEY: ${{ secrets.API_KEY }}\n"
}
