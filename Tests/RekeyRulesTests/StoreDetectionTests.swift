internal import PCRE2
internal import RekeyCore
internal import Testing

@testable internal import RekeyRules

/// Each detection of each built-in store has a file that shows it, and a near miss.
@Suite struct StoreDetectionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let store: String
        let path: String
        let text: String
        /// What the first group holds; `nil` when only the match counts, empty when there must be no match.
        let gives: String?
        var testDescription: String { "\(store) \(path) \(gives ?? "is there")" }
    }

    static let cases: [Case] = [
        Case(store: "github-actions", path: ".github/workflows/ci.yml", text: "  KEY: ${{ secrets.DEPLOY_KEY }}\n", gives: "DEPLOY_KEY"),
        Case(store: "github-actions", path: "sub/action.yaml", text: "${{secrets.A}}", gives: "A"),
        Case(store: "github-actions", path: ".github/workflows/ci.yml", text: "${{ secrets['B'] }}", gives: "B"),
        Case(store: "github-actions", path: ".github/workflows/ci.yml", text: "    environment: production\n", gives: "production"),
        Case(
            store: "github-actions", path: ".github/workflows/ci.yml", text: "    environment:\r\n      name: 'eu prod'\r\n",
            gives: "eu prod"),
        Case(store: "github-actions", path: "docs/ci.md", text: "${{ secrets.A }}", gives: ""),
        Case(store: "github-dependabot", path: ".github/dependabot.yml", text: "    token: ${{ secrets.NPM }}", gives: "NPM"),
        Case(store: "gitlab-ci", path: ".gitlab-ci.yml", text: "  - deploy $DEPLOY_KEY", gives: "DEPLOY_KEY"),
        Case(store: "gitlab-ci", path: ".gitlab/ci/jobs.yml", text: "  - deploy ${A}", gives: "A"),
        Case(store: "gitlab-ci", path: ".gitlab-ci.yml", text: "  environment:\n    name: review/app\n", gives: "review/app"),
        Case(store: "circleci", path: ".circleci/config.yml", text: "      - run: go $TOKEN", gives: "TOKEN"),
        Case(store: "circleci", path: ".circleci/config.yml", text: "          context: [deploy-prod]", gives: "deploy-prod"),
        Case(store: "circleci", path: ".circleci/config.yml", text: "          context:\n            - org.global\n", gives: "org.global"),
        Case(store: "bitbucket", path: "bitbucket-pipelines.yml", text: "  - go $TOKEN", gives: "TOKEN"),
        Case(store: "bitbucket", path: "bitbucket-pipelines.yml", text: "  deployment: production\n", gives: "production"),
        Case(store: "azure-pipelines", path: "azure-pipelines.yml", text: "  KEY: $(api.key)", gives: "api.key"),
        Case(store: "azure-pipelines", path: "azure-pipelines-release.yml", text: "- group: 'prod secrets'\n", gives: "prod secrets"),
        Case(store: "jenkins", path: "Jenkinsfile", text: "string(credentialsId: 'api-key', variable: 'K')", gives: "api-key"),
        Case(store: "jenkins", path: "ci/Jenkinsfile.release", text: "K = credentials(\"b\")", gives: "b"),
        Case(store: "buildkite", path: ".buildkite/pipeline.yml", text: "k=$(buildkite-agent secret get api_key)", gives: "api_key"),
        Case(store: "drone", path: ".drone.yml", text: "      from_secret: api_key", gives: "api_key"),
        Case(store: "woodpecker", path: ".woodpecker/build.yml", text: "      from_secret: 'api_key'", gives: "api_key"),
        Case(store: "travis", path: ".travis.yml", text: "  - secure: \"" + String(repeating: "Ab1+", count: 12) + "\"", gives: nil),
        Case(
            store: "teamcity", path: ".teamcity/settings.kts", text: "credentialsJSON:" + "0a1b2c3d-0000-4000-8000-" + "0123456789ab",
            gives: "0a1b2c3d-0000-4000-8000-" + "0123456789ab"),
        Case(store: "kubernetes", path: "deploy/app.yaml", text: "secretKeyRef:\n  name: web\n  key: token\n", gives: nil),
        Case(store: "kubernetes", path: "deploy/app.yaml", text: "- secretRef:\n    name: web-env\n", gives: "web-env"),
        Case(store: "kubernetes-external", path: "x.yaml", text: "kind: SealedSecret\n", gives: nil),
        Case(store: "compose", path: "docker-compose.prod.yml", text: "    env_file:\n      - .env.prod\n", gives: ".env.prod"),
        Case(store: "compose", path: "compose.yaml", text: "      KEY: ${API_KEY:?}", gives: "API_KEY"),
        Case(store: "docker-swarm", path: "docker-stack.yml", text: "secrets:\n  a:\n    external: true\n", gives: nil),
        Case(store: "cloudflare-workers", path: "wrangler.toml", text: "name = \"edge\"\n", gives: "edge"),
        Case(store: "cloudflare-workers", path: "wrangler.jsonc", text: "{\n  \"name\": \"edge\"\n}", gives: "edge"),
        Case(store: "fly", path: "fly.toml", text: "app = 'web'\n", gives: "web"),
        Case(store: "fly", path: "fly.staging.toml", text: "app = \"web-staging\"\n", gives: "web-staging"),
        Case(store: "render", path: "render.yaml", text: "      - key: API_KEY\n        sync: false\n", gives: "API_KEY"),
        Case(store: "supabase-functions", path: "supabase/functions/a/index.ts", text: "Deno.env.get(\"API_KEY\")", gives: "API_KEY"),
        Case(store: "supabase-functions", path: "supabase/config.toml", text: "secret = \"env(TWILIO)\"", gives: "TWILIO"),
        Case(
            store: "aws-secretsmanager", path: "a.yml", text: "'{{resolve:secretsmanager:prod/app:SecretString:key}}'",
            gives: "prod/app:SecretString:key"),
        Case(
            store: "aws-secretsmanager", path: "a.tf", text: "arn:aws:secretsmanager:eu-west-1:" + "000000000000:secret:prod/app",
            gives: "prod/app"),
        Case(store: "aws-ssm", path: "a.yml", text: "{{resolve:ssm-secure:/app/key:1}}", gives: "/app/key"),
        Case(store: "aws-ssm", path: "a.json", text: "arn:aws:ssm:eu-west-1:" + "000000000000:parameter/app/key", gives: "/app/key"),
        Case(store: "gcp-secret", path: "a.yml", text: "projects/acme/secrets/api-key/versions/latest", gives: "acme/secrets/api-key"),
        Case(
            store: "azure-keyvault", path: "a.json", text: "https://acme.vault.azure.net/secrets/api-key",
            gives: "acme.vault.azure.net/secrets/api-key"),
        Case(store: "onepassword", path: ".env.tpl", text: "KEY=op://app/api/key", gives: "app/api/key"),
        Case(store: "ansible-vault", path: "group_vars/all.yml", text: "$ANSIBLE_VAULT;1.1;AES256", gives: nil),
        Case(store: "sops", path: "secrets.yaml", text: "key: ENC[AES256_GCM,data:x", gives: nil),
        Case(store: "dotenvx", path: ".env.production", text: "DOTENV_PUBLIC_KEY_PRODUCTION=0", gives: nil),
        Case(store: "doppler", path: "doppler.yaml", text: "setup:\n  - project: web\n", gives: "web"),
        Case(store: "infisical", path: ".infisical.json", text: "{\"workspaceId\": \"0123\"}", gives: "0123"),
        Case(store: "heroku", path: "Procfile", text: "# heroku -a web-app", gives: "web-app"),
        Case(store: "heroku", path: "heroku.yml", text: "", gives: nil),
        Case(store: "heroku", path: "app.json", text: "{\"env\": {}}", gives: nil),
        Case(store: "netlify", path: ".netlify/state.json", text: "{\"siteId\": \"0a-1b\"}", gives: "0a-1b"),
        Case(store: "netlify", path: "netlify.toml", text: "", gives: nil),
        Case(store: "vercel", path: ".vercel/project.json", text: "{\"projectId\":\"prj_0a1B\"}", gives: "prj_0a1B"),
        Case(store: "vercel", path: "web/vercel.json", text: "{}", gives: nil),
        Case(store: "railway", path: "railway.json", text: "${{ Postgres.DATABASE_URL }}", gives: "Postgres.DATABASE_URL"),
        Case(store: "railway", path: "railway.toml", text: "", gives: nil),
        Case(store: "vault", path: "ci.yml", text: "  secret/data/app/prod token | API_TOKEN ;", gives: "secret/data/app/prod token"),
        Case(
            store: "vault", path: "pod.yaml", text: "vault.hashicorp.com/agent-inject-secret-db: 'database/creds'", gives: "database/creds"),
        Case(store: "rails-credentials", path: "config/credentials/production.yml.enc", text: "", gives: nil),
        Case(store: "hiera-eyaml", path: "hieradata/a.yaml", text: "ENC[PKCS7,M", gives: nil),
        Case(store: "agenix", path: "secrets/a.age", text: "", gives: nil),
        Case(store: "systemd-credentials", path: "web.service", text: "LoadCredentialEncrypted=api-key:/etc/x", gives: "api-key"),
        Case(store: "pulumi", path: "Pulumi.prod.yaml", text: "config:\n  web:apiKey:\n    secure: AAAB\n", gives: "apiKey"),
        Case(store: "terraform-cloud", path: "main.tf", text: "terraform {\n  cloud {\n", gives: nil),
    ]

    @Test("a line that shows the store", arguments: cases)
    func shows(_ c: Case) throws {
        let store = try #require(try StoreCatalogue.stores().first { $0.id == c.store })
        let results = try store.detections.compactMap { try Self.result($0, path: c.path, text: c.text) }
        if c.gives == "" {
            #expect(results.isEmpty)
        } else if let gives = c.gives {
            #expect(results.contains(gives), "\(results)")
        } else {
            #expect(!results.isEmpty)
        }
    }

    @Test("every detection has a line here")
    func complete() throws {
        for store in try StoreCatalogue.stores() {
            for detection in store.detections {
                let shown = try Self.cases.contains {
                    try $0.store == store.id && $0.gives != "" && Self.result(detection, path: $0.path, text: $0.text) != nil
                }
                #expect(shown, "\(store.id): \(detection)")
            }
        }
    }

    /// The text of the first group that took part, or of the whole match; `nil` without a match.
    private static func result(_ detection: SecretStore.Detection, path: String, text: String) throws -> String? {
        let matcher = try Matcher()
        if let pattern = detection.path {
            let bytes = Array(path.utf8)
            guard matcher.matches(try Pattern(pattern), bytes.span) else { return nil }
        }
        guard let reference = detection.reference else { return "" }
        let bytes = Array(text.utf8)
        guard case .match(let match) = matcher.search(for: try Pattern(reference), in: bytes.span, from: 0, to: bytes.count) else {
            return nil
        }
        return String(decoding: bytes[match.range(ofGroup: 1)], as: UTF8.self)
    }
}
