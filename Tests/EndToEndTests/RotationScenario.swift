internal import Foundation
internal import RekeyTestSupport

/// The repository of a small team: env files that git ignores, compose, a deploying workflow, Supabase functions; a legacy service_role key
/// that the first commit leaked, a Google Chat webhook, and a log that shows both.
struct RotationScenario: Sendable {
    let fixture: GitFixture
    let serviceRole: Planted
    let chat: Planted
    /// Text of the two secrets as variables hold them.
    let token: String
    let webhook: String

    init(seed: UInt64 = 7) throws {
        var mint = Mint(seed: seed)
        let (fixture, serviceRole, chat) = (try GitFixture(), mint.serviceRole(), mint.googleChat())
        (self.fixture, self.serviceRole, self.chat) = (fixture, serviceRole, chat)
        token = String(serviceRole.line.drop { $0 != "=" }.dropFirst())
        webhook = String(chat.line.drop { $0 != "=" }.dropFirst())
        try fixture.git("config", "user.name", "Ann Example")
        try fixture.git("config", "user.email", "ann@example.com")
        try fixture.git("remote", "add", "origin", "https://ann:hunter@github.com/acme/shop.git")
        try fixture.write("src/config.ts", "export const serviceKey = \"\(token)\";\n")
        try fixture.write(".gitignore", ".env\n.env.*\n!.env.example\n*.log\n")
        try fixture.commit("first")
        for (name, text) in Self.files { try fixture.write(name, text) }
        try fixture.commit("second")
        let values = "SUPABASE_SERVICE_ROLE_KEY=\(token)\nGOOGLE_CHAT_WEBHOOK_URL=\"\(webhook)\"\nPORT=3000\n"
        try fixture.write(".env", values)
        try fixture.write(".env.production", values)
        try fixture.write("supabase/functions/.env", "GOOGLE_CHAT_WEBHOOK_URL=\(webhook)\n")
        try fixture.write("deploy.log", "starting\nenv API_KEY=\(token)\npost \(webhook)\n")
    }

    private static let files = [
        ".env.example": "SUPABASE_SERVICE_ROLE_KEY=\nGOOGLE_CHAT_WEBHOOK_URL=\n",
        "src/config.ts": "export const serviceKey = process.env.SUPABASE_SERVICE_ROLE_KEY!;\n",
        "src/notify.ts": "const hook = process.env.GOOGLE_CHAT_WEBHOOK_URL;\n",
        "docker-compose.yml": """
        services:
          api:
            image: acme/api
            env_file: .env
          worker:
            image: acme/worker
            environment:
              SUPABASE_SERVICE_ROLE_KEY: ${SUPABASE_SERVICE_ROLE_KEY}
              GOOGLE_CHAT_WEBHOOK_URL: ${GOOGLE_CHAT_WEBHOOK_URL}
          db:
            image: postgres

        """,
        ".github/workflows/deploy.yml": """
        name: deploy
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - name: Ship
                run: ./ship.sh
                env:
                  API_KEY: ${{ secrets.SUPABASE_SERVICE_ROLE_KEY }}
              - name: Tell
                run: ./tell.sh
                env:
                  HOOK: ${{ secrets.GOOGLE_CHAT_WEBHOOK_URL }}

        """,
        "ship.sh": "#!/bin/sh\n./deploy --key \"$API_KEY\"\n",
        "supabase/config.toml": "project_id = \"shop\"\n",
        "supabase/functions/notify/index.ts":
            "const key = Deno.env.get(\"SUPABASE_SERVICE_ROLE_KEY\");\nconst hook = Deno.env.get(\"GOOGLE_CHAT_WEBHOOK_URL\");\n",
    ]

    func rekey(_ arguments: [String], input: String = "", environment: [String: String] = [:]) throws -> Program.Outcome {
        try Program.run(arguments, in: fixture.path, input: input, environment: environment)
    }

    func rotate(_ arguments: String..., input: String = "", environment: [String: String] = [:]) throws -> Program.Outcome {
        try rekey(["rotate"] + arguments, input: input, environment: environment)
    }

    /// The plan of `rotate plan … --format json`.
    func plan(_ arguments: String..., input: String = "") throws -> PlanReading {
        try PlanReading(try rekey(["rotate", "plan", "--format", "json"] + arguments, input: input))
    }

    /// The IDs of the two secrets.
    func identifiers() throws -> (serviceRole: String, chat: String) {
        (try plan("SUPABASE_SERVICE_ROLE_KEY").id, try plan("GOOGLE_CHAT_WEBHOOK_URL").id)
    }

    /// The state folder's files by name, with their bytes.
    func stateFiles() throws -> [String: [UInt8]] {
        let root = URL(filePath: fixture.path).appending(path: ".git/rekey")
        let names = FileManager.default.enumerator(atPath: root.path)?.allObjects.compactMap { $0 as? String } ?? []
        var files: [String: [UInt8]] = [:]
        for name in names { files[name] = (try? Data(contentsOf: root.appending(path: name))).map { [UInt8]($0) } }
        return files
    }

    /// What of the two secrets stands in the text, by name.
    func leaks(in text: String) -> [String] { LeakCheck([serviceRole, chat]).leaks(in: Array(text.utf8)) }
}

/// The parts of a plan in JSON that tests look at.
struct PlanReading: Decodable {
    struct Place: Decodable, Hashable {
        let path: String
        let line: Int?
    }

    struct Subject: Decodable {
        struct Facts: Decodable {
            let projectRef: String?
            let role: String?
            let selfHosted: Bool?
            let legacy: Bool
            let inClient: Bool
            let host: String?
            let owner: String?
            let repository: String?
            let envFile: String?
        }

        let rule: String
        let title: String
        let variables: [String]
        let facts: Facts
    }

    struct Exposure: Decodable {
        struct History: Decodable {
            let commits: Int
            let firstAuthor: String?
        }

        struct Remote: Decodable, Equatable {
            let address: String
            let visibility: String
        }

        let workTree: [Place]
        let index: [Place]
        let historyRead: Bool
        let history: History?
        let remotes: [Remote]
        let logs: [String]
    }

    struct Step: Decodable {
        let id: String
        let phase: String
        let commands: [String]
        let place: String?
        let blanks: [String]
        let state: String?
        let evidenceWanted: String
    }

    let id: String
    let abuse: String
    let playbook: String
    let subject: Subject
    let exposure: Exposure
    let breaks: [String]
    let steps: [Step]

    init(_ outcome: Program.Outcome) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(outcome.stdout.utf8))
    }

    subscript(step: String) -> Step? { steps.first { $0.id == step } }
}
