internal import RekeyCore
internal import Testing

@testable internal import RekeyRotation

@Suite struct DeployTargetsTests {
    /// A value that looks like a key; made of pieces.
    private static let value = "sb_" + "secret_" + String(repeating: "Qz7", count: 8)

    private static func targets(
        _ files: [String: String], remote: String = "git@github.com:acme/web.git", name: String = "API_KEY", envFile: String? = ".env",
        edited: Set<RotationSubject.Place> = []
    ) -> [DeployTarget] {
        var source = DeployTargets.Source()
        source.repository = RepositoryPlace(remote: Array(remote.utf8))
        (source.variable, source.envFile, source.edited) = (name, envFile, edited)
        let consumers = consumerMap(files).consumers(of: [name], values: [SecretText(Array(value.utf8))])
        return DeployTargets(stores: StoreCatalogue.all, source).targets(for: consumers)
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let files: [String: String]
        var remote = "git@github.com:acme/web.git"
        /// IDs and first commands, in order.
        let gives: [String]
    }

    private static func workflow(_ environment: String = "", _ name: String = "API_KEY") -> String {
        "on: push\njobs:\n  deploy:\n\(environment)    steps:\n      - run: ./ship\n        env:\n          X: ${{ secrets.\(name) }}\n"
    }

    @Test(
        "each store, service and image is one step, with its exact command",
        arguments: [
            Case(testDescription: "env files belong to another step", files: [".env": "API_KEY=\(value)\n"], gives: []),
            Case(
                testDescription: "two workflows share one secret",
                files: [".github/workflows/a.yml": workflow(), ".github/workflows/b.yml": workflow()],
                gives: ["github-actions.API_KEY: rekey env get API_KEY --file .env | gh secret set API_KEY --repo acme/web"]),
            Case(
                testDescription: "an environment has its own secret",
                files: [".github/workflows/a.yml": workflow("    environment: production\n"), ".github/workflows/b.yml": workflow()],
                gives: [
                    "github-actions.production.API_KEY: rekey env get API_KEY --file .env | gh secret set API_KEY --repo acme/web --env production",
                    "github-actions.API_KEY: rekey env get API_KEY --file .env | gh secret set API_KEY --repo acme/web",
                ]),
            Case(
                testDescription: "a host of one's own", files: [".github/workflows/a.yml": workflow()],
                remote: "https://github.acme.test/team/app.git",
                gives: [
                    "github-actions.API_KEY: rekey env get API_KEY --file .env | gh secret set API_KEY --repo github.acme.test/team/app"
                ]),
            Case(
                testDescription: "all services of a compose file at once",
                files: [
                    "docker-compose.yml":
                        "services:\n  api:\n    environment:\n      - API_KEY\n  worker:\n    environment:\n      KEY: ${API_KEY}\n"
                ],
                gives: ["compose.docker-compose.yml: docker compose up -d --force-recreate api worker"]),
            Case(
                testDescription: "compose files elsewhere",
                files: [
                    "infra/compose.yml": "services:\n  a:\n    environment:\n      - API_KEY\n",
                    "infra/compose.prod.yml": "services:\n  b:\n    environment:\n      - API_KEY\n",
                ],
                gives: [
                    "compose.infra-compose.prod.yml: docker compose -f infra/compose.prod.yml up -d --force-recreate b",
                    "compose.infra-compose.yml: docker compose --project-directory infra up -d --force-recreate a",
                ]),
            Case(
                testDescription: "a hosting service that may hold it is asked first",
                files: ["fly.toml": "app = \"web\"\n", "src/a.ts": "const k = process.env.API_KEY;\n"],
                gives: ["fly.web.API_KEY: fly secrets list --app web", "readers.restart: "]),
            Case(
                testDescription: "Terraform by folder", files: ["infra/main.tf": "variable \"API_KEY\" {}\nlocals { x = var.API_KEY }\n"],
                gives: ["terraform.infra: terraform -chdir=infra apply"]),
            Case(
                testDescription: "images and literal values",
                files: ["Dockerfile": "FROM x\nARG API_KEY\n", "src/a.py": "KEY = \"\(value)\"\n"],
                gives: ["literal-values: ", "images: "]),
            Case(testDescription: "comments count for nothing", files: ["src/a.ts": "// process.env.API_KEY\n"], gives: []),
            Case(
                testDescription: "functions: a name of one's own is set",
                files: ["supabase/functions/f/index.ts": "Deno.env.get(\"API_KEY\")\n"],
                gives: [
                    "supabase-functions.API_KEY: rekey env get API_KEY --file .env | jq -Rrs '\"API_KEY=\" + @sh' | supabase secrets set --env-file /dev/stdin --project-ref '<project>'"
                ]),
        ])
    func steps(_ c: Case) {
        let told = Self.targets(c.files, remote: c.remote).map { "\($0.id): \($0.commands.first ?? "")" }
        #expect(told == c.gives)
    }

    @Test("a store's warnings and what to fill in are said once, and where")
    func said() throws {
        let targets = Self.targets(
            [".github/workflows/a.yml": Self.workflow(), ".github/workflows/b.yml": Self.workflow("    environment: eu\n")], envFile: nil)
        #expect(targets.count == 2)
        #expect(targets[0].detail.contains("organisation secret") && targets[1].detail.isEmpty)
        #expect(targets.allSatisfy { $0.blanks == ["ENV_FILE: the env file that holds the new value"] })
        #expect(targets[0].place == ".github/workflows/a.yml:7" && targets[1].place == ".github/workflows/b.yml:8")
    }

    @Test("a service's token file has a name of its own, so that no two services share one")
    func header() throws {
        let target = try #require(
            Self.targets([".circleci/config.yml": "jobs:\n  a:\n    steps:\n      - run: echo $API_KEY\n"]).first {
                $0.id.hasPrefix("circleci")
            })
        #expect(target.commands.first?.contains("@\"$CIRCLECI_HDR\"") == true)
        #expect(target.blanks.contains { $0.hasPrefix("CIRCLECI_HDR: path of a file of mode 600") })
    }

    @Test("a manifest that holds the value is applied, not patched")
    func manifest() throws {
        let manifest = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: web\nstringData:\n  API_KEY: \(Self.value)\n"
        let target = try #require(Self.targets(["k8s/secret.yaml": manifest]).first)
        #expect(target.commands.first == "kubectl apply -f k8s/secret.yaml")
    }

    @Test("in a script, a value is literal unless its very line is edited")
    func script() {
        let files = ["run.sh": "API_KEY=\(Self.value)\ncurl -H \"Authorization: Bearer \(Self.value)\" https://x.test\n"]
        let edited: Set<RotationSubject.Place> = [RotationSubject.Place(path: "run.sh", line: 1)]
        #expect(Self.targets(files, edited: edited).first { $0.id == "literal-values" }?.place == "run.sh:2")
    }

    @Test("IDs are one word for a shell, and unique, whatever the repository is called")
    func hostile() {
        let targets = Self.targets([
            "a b/compose.yml": "services:\n  'x; reboot':\n    environment:\n      - API_KEY\n",
            "a;b/compose.yml": "services:\n  y:\n    environment:\n      - API_KEY\n",
            "a-b/compose.yml": "services:\n  z:\n    environment:\n      - API_KEY\n",
        ])
        #expect(targets.count == 3)
        #expect(Set(targets.map(\.id)).count == 3)
        for target in targets {
            #expect(target.id.utf8.allSatisfy { $0.isASCIIAlphanumeric || "._-".utf8.contains($0) })
            for command in target.commands { #expect((try? Bash.accepts(command)) == true, "\(command)") }
        }
        #expect(targets.first { $0.place.hasPrefix("a b/") }?.commands.first?.contains("'x; reboot'") == true)
    }
}
