internal import RekeyCore
internal import Testing

@testable internal import RekeyRotation

/// One file each: every kind of place, and what is told of it.
@Suite struct ConsumerFormTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let path: String
        let text: String
        let expected: [String]
        var testDescription: String { name }
    }

    static let forms: [Case] = [
        Case(
            name: "env file", path: "app/.env", text: "A=1\nexport API_KEY = x\nAPI_KEY_2=y\n",
            expected: ["app/.env:2:8 envFile API_KEY restart path=app/.env"]),
        Case(
            name: "renamed in an env file", path: ".env", text: "API_KEY=x\nOTHER=${API_KEY}\nTHIRD=a$OTHER\n",
            expected: [
                ".env:1:1 envFile API_KEY restart path=.env", ".env:2:9 envFile API_KEY restart", ".env:3:9 envFile API_KEY>OTHER restart",
            ]),
        Case(
            name: "compose map", path: "docker-compose.yml",
            text: "services:\n  web:\n    environment:\n      API_KEY: ${API_KEY:?}\n      B: x\n",
            expected: ["docker-compose.yml:4:18 composeService API_KEY recreate store=compose service=web path=.env"]),
        Case(
            name: "compose list", path: "x/compose.prod.yaml",
            text: "services:\n  web:\n    environment:\n      - API_KEY\n      - B=${API_KEY}\n",
            expected: [
                "x/compose.prod.yaml:4:9 composeService API_KEY recreate service=web",
                "x/compose.prod.yaml:5:13 composeService API_KEY recreate store=compose service=web path=x/.env",
            ]),
        Case(
            name: "compose build argument", path: "compose.yml",
            text: "services:\n  web:\n    build:\n      args:\n        API_KEY: ${API_KEY}\n",
            expected: ["compose.yml:5:20 composeService API_KEY rebuild store=compose service=web path=.env"]),
        Case(
            name: "compose secret", path: "compose.yml",
            text: "services:\n  web:\n    secrets:\n      - api\nsecrets:\n  api:\n    environment: API_KEY\n",
            expected: [
                "compose.yml:4:9 composeService API_KEY>api recreate service=web", "compose.yml:7:18 composeService API_KEY recreate",
            ]),
        Case(
            name: "Dockerfile", path: "Dockerfile",
            text: "FROM x\nARG API_KEY\nENV B=$API_KEY\nENV C $B\nRUN --mount=type=secret,id=API_KEY go\n",
            expected: [
                "Dockerfile:2:5 dockerfile API_KEY rebuild", "Dockerfile:3:8 dockerfile API_KEY rebuild",
                "Dockerfile:4:8 dockerfile API_KEY>B rebuild",
                "Dockerfile:5:28 dockerfile API_KEY rebuild",
            ]),
        Case(
            name: "Kubernetes workload", path: "k8s/web.yaml",
            text: """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  namespace: prod
                spec:
                  template:
                    spec:
                      containers:
                        - name: web
                          env:
                            - name: TOKEN
                              valueFrom:
                                secretKeyRef:
                                  name: web-secrets
                                  key: api-key
                            - name: AUTH
                              value: Bearer $(TOKEN)
                """,
            expected: [
                "k8s/web.yaml:16:24 kubernetes API_KEY>api-key restart store=kubernetes key=api-key namespace=prod secret=web-secrets workload=deployment/web",
                "k8s/web.yaml:18:31 kubernetes API_KEY>api-key>TOKEN restart store=kubernetes namespace=prod workload=deployment/web",
            ]),
        Case(
            name: "Kubernetes Secret read whole", path: "k8s/all.yaml",
            text: """
                apiVersion: v1
                kind: Secret
                metadata: 
                  name: web-env
                stringData:
                  API_KEY: x
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: nightly
                spec:
                  envFrom:
                    - secretRef:
                        name: web-env
                """,
            expected: [
                "k8s/all.yaml:6:3 kubernetes API_KEY restart store=kubernetes key=API_KEY secret=web-env",
                "k8s/all.yaml:15:15 kubernetes API_KEY>web-env restart store=kubernetes secret=web-env workload=cronjob/nightly",
            ]),
        Case(
            name: "external secret", path: "k8s/es.yaml",
            text:
                "apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata:\n  name: web\nspec:\n  data:\n    - secretKey: token\n      remoteRef:\n        key: API_KEY\n",
            expected: [
                "k8s/es.yaml:7:18 kubernetes API_KEY>token restart store=kubernetes-external secret=web",
                "k8s/es.yaml:9:14 kubernetes API_KEY restart store=kubernetes-external secret=web",
            ]),
        Case(
            name: "GitHub workflow", path: ".github/workflows/deploy.yml",
            text: """
                jobs:
                  deploy:
                    environment:
                      name: production
                    steps:
                      - uses: actions/checkout@v4
                      - name: Ship
                        env:
                          TOKEN: ${{ secrets.API_KEY }}
                        run: |
                          ship --token "$TOKEN"
                      - run: echo ${{ env.TOKEN }} ${{ secrets.TOKEN }} ${{ secrets['API_KEY'] }}
                """,
            expected: [
                ".github/workflows/deploy.yml:9:30 ciWorkflow API_KEY rerun store=github-actions job=deploy step=Ship environment=production workflow=deploy.yml",
                ".github/workflows/deploy.yml:11:26 ciWorkflow API_KEY>TOKEN rerun job=deploy step=Ship environment=production workflow=deploy.yml",
                ".github/workflows/deploy.yml:12:27 ciWorkflow API_KEY>TOKEN rerun job=deploy step=step 3 environment=production workflow=deploy.yml",
                ".github/workflows/deploy.yml:12:70 ciWorkflow API_KEY rerun store=github-actions job=deploy step=step 3 environment=production workflow=deploy.yml",
            ]),
        Case(
            name: "Dependabot", path: ".github/dependabot.yml", text: "registries:\n  npm:\n    token: ${{ secrets.API_KEY }}\n",
            expected: [".github/dependabot.yml:3:24 ciWorkflow API_KEY rerun store=github-dependabot"]),
        Case(
            name: "GitLab", path: ".gitlab-ci.yml",
            text:
                "variables:\n  K: $API_KEY\ndeploy:\n  environment:\n    name: production\n  script:\n    - ship ${K}\n    - ship $API_KEY-x\n",
            expected: [
                ".gitlab-ci.yml:2:7 ciWorkflow API_KEY rerun store=gitlab-ci",
                ".gitlab-ci.yml:7:14 ciWorkflow API_KEY>K rerun job=deploy environment=production",
                ".gitlab-ci.yml:8:13 ciWorkflow API_KEY rerun store=gitlab-ci job=deploy environment=production",
            ]),
        Case(
            name: "CircleCI", path: ".circleci/config.yml",
            text:
                "jobs:\n  ship:\n    steps:\n      - run:\n          name: Ship it\n          command: ship $API_KEY\nworkflows:\n  main:\n    jobs:\n      - ship:\n          context:\n            - prod-secrets\n",
            expected: [".circleci/config.yml:6:26 ciWorkflow API_KEY rerun store=circleci job=ship step=Ship it context=prod-secrets"]),
        Case(
            name: "Bitbucket", path: "bitbucket-pipelines.yml",
            text:
                "pipelines:\n  default:\n    - step:\n        name: Ship\n        deployment: staging\n        script:\n          - ship $API_KEY\n",
            expected: ["bitbucket-pipelines.yml:7:19 ciWorkflow API_KEY rerun store=bitbucket job=Ship environment=staging"]),
        Case(
            name: "Azure", path: "azure-pipelines.yml",
            text:
                "variables:\n  - group: prod\njobs:\n  - job: Ship\n    steps:\n      - script: ship\n        displayName: Run\n        env:\n          K: $(API_KEY)\n",
            expected: ["azure-pipelines.yml:9:16 ciWorkflow API_KEY rerun store=azure-pipelines job=Ship step=Run group=prod"]),
        Case(
            name: "Jenkins", path: "Jenkinsfile",
            text:
                "stage('Build') { }\nstage('Ship') {\n  environment { K = credentials('api-key') }\n  sh 'ship $API_KEY' // $API_KEY\n}\n",
            expected: [
                "Jenkinsfile:3:34 ciWorkflow API_KEY>api-key rerun store=jenkins step=Ship",
                "Jenkinsfile:4:13 ciWorkflow API_KEY rerun step=Ship",
            ]),
        Case(
            name: "Buildkite", path: ".buildkite/pipeline.yml",
            text: "steps:\n  - label: Ship\n    command: |\n      K=$(buildkite-agent secret get API_KEY)\n",
            expected: [".buildkite/pipeline.yml:4:38 ciWorkflow API_KEY rerun store=buildkite step=Ship"]),
        Case(
            name: "Travis", path: ".travis.yml", text: "script:\n  - ship $API_KEY\n",
            expected: [".travis.yml:2:11 ciWorkflow API_KEY rerun"]),
        Case(
            name: "Drone", path: ".drone.yml",
            text: "steps:\n  - name: ship\n    environment:\n      K:\n        from_secret: api_key\n    commands:\n      - ship $K\n",
            expected: [
                ".drone.yml:5:22 ciWorkflow API_KEY>api_key rerun store=drone step=ship",
                ".drone.yml:7:15 ciWorkflow API_KEY>api_key>K rerun step=ship",
            ]),
        Case(
            name: "Woodpecker", path: ".woodpecker/a.yml",
            text: "steps:\n  ship:\n    environment:\n      API_KEY:\n        from_secret: API_KEY\n",
            expected: [
                ".woodpecker/a.yml:4:7 ciWorkflow API_KEY rerun step=ship",
                ".woodpecker/a.yml:5:22 ciWorkflow API_KEY rerun store=woodpecker step=ship",
            ]),
        Case(
            name: "Render", path: "render.yaml", text: "services:\n  - envVars:\n      - key: API_KEY\n        sync: false\n",
            expected: ["render.yaml:3:14 hosting API_KEY redeploy store=render likely"]),
        Case(
            name: "Fly", path: "fly.toml", text: "app = \"web\"\n[env]\n  API_KEY = \"x\"\n",
            expected: ["fly.toml:3:3 hosting API_KEY nothing store=fly app=web"]),
        Case(
            name: "Wrangler", path: "wrangler.toml", text: "name = \"edge\"\n[vars]\nAPI_KEY = \"x\"\n",
            expected: ["wrangler.toml:3:1 hosting API_KEY nothing store=cloudflare-workers app=edge"]),
        Case(
            name: "Heroku", path: "app.json", text: "{\n  \"env\": {\n    \"API_KEY\": { \"required\": true }\n  }\n}\n",
            expected: ["app.json:3:6 hosting API_KEY nothing store=heroku"]),
        Case(
            name: "Terraform", path: "main.tf",
            text:
                "variable \"api_key\" {}\nresource \"x\" \"y\" {\n  environment = { TOKEN = var.api_key }\n  container = [{ name = \"KEY_TWO\", value = var.api_key }]\n}\n",
            expected: [
                "main.tf:1:11 terraform API_KEY>api_key redeploy", "main.tf:3:31 terraform API_KEY>api_key redeploy",
                "main.tf:4:48 terraform API_KEY>api_key redeploy",
            ]),
        Case(
            name: "Supabase configuration", path: "supabase/config.toml", text: "secret = \"env(API_KEY)\"\n",
            expected: ["supabase/config.toml:1:15 supabaseConfig API_KEY restart store=supabase-functions"]),
        Case(
            name: "SQL", path: "supabase/migrations/1.sql",
            text: "select vault.create_secret('x', 'api_key');\nselect current_setting('app.API_KEY');\n",
            expected: [
                "supabase/migrations/1.sql:1:34 sql API_KEY>api_key rerun likely", "supabase/migrations/1.sql:2:29 sql API_KEY rerun",
            ]),
        Case(
            name: "Ansible", path: "roles/web/tasks/main.yml",
            text: "- template:\n  vars:\n    TOKEN: \"{{ lookup('env', 'API_KEY') }}\"\n- shell: ship {{ api_key }}\n",
            expected: [
                "roles/web/tasks/main.yml:3:31 ansible API_KEY rerun", "roles/web/tasks/main.yml:4:18 ansible API_KEY>api_key rerun likely",
            ]),
        Case(
            name: "package script", path: "package.json",
            text: "{\n  \"scripts\": {\n    \"ship\": \"TOKEN=$API_KEY ship\",\n    \"win\": \"ship %API_KEY%\"\n  }\n}\n",
            expected: ["package.json:3:21 packageScript API_KEY rerun step=ship", "package.json:4:19 packageScript API_KEY rerun step=win"]),
        Case(
            name: "agent configuration", path: ".mcp.json", text: "{ \"env\": { \"API_KEY\": \"x\", \"B\": \"${API_KEY}\" } }\n",
            expected: [".mcp.json:1:13 otherConfig API_KEY restart"]),
        Case(
            name: "Spring configuration", path: "src/main/resources/application.yml", text: "api:\n  key: ${API_KEY}\n",
            expected: ["src/main/resources/application.yml:2:10 otherConfig API_KEY restart"]),
        Case(
            name: "shell forwards", path: "run.sh", text: "export TOKEN=$API_KEY\ncurl -H \"$TOKEN\"\ndocker run -e KEY_B=\"${TOKEN}\" x\n",
            expected: [
                "run.sh:1:15 code API_KEY rerun", "run.sh:2:11 code API_KEY>TOKEN rerun", "run.sh:3:24 code API_KEY>TOKEN rerun",
            ]),
    ]

    @Test("a file, and what is told of it", arguments: forms)
    func tells(_ c: Case) {
        #expect(consumerMap([c.path: c.text]).consumers(of: ["API_KEY"]).map(told) == c.expected)
    }
}
