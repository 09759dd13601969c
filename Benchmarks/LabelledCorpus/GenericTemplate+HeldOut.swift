extension GenericTemplate {
    /// The templates that are only ever scored: other names, languages and frameworks than those of `design`.
    static let heldOut: [GenericTemplate] = heldOutServices + heldOutCode + heldOutConfiguration + heldOutOther

    private static let heldOutServices: [GenericTemplate] = [
        GenericTemplate("infra/prod.env", passwords, "PGHOST=10.4.2.7\nPGUSER=ledger\nPGPASSWORD=‹›\nPGDATABASE=ledger\n"),
        GenericTemplate("infra/mq.env", passwords, "RABBIT_USER=orders\nRABBIT_PWD=‹›\nRABBIT_VHOST=/\n"),
        GenericTemplate("app.env", keys, "HMAC_SECRET=‹›\nHTTP_PORT=9000\n"),
        GenericTemplate(".envrc", keys, "export AWS_REGION=eu-north-1\nexport PARTNER_ACCESS_KEY=‹›\n"),
        GenericTemplate("staging.env", keys, "COOKIE_SIGNING_KEY=\"‹›\"\nCOOKIE_NAME=sid\n"),
        GenericTemplate("ldap.env", passwords, "LDAP_BIND_DN=cn=reader,dc=acme,dc=dev\nLDAP_BIND_PASSWORD=\"‹›\"\n"),
        GenericTemplate("bin/sync.sh", passwords, "#!/usr/bin/env bash\nFTP_PASSWD=\"‹›\"\nlftp -e 'mirror /in' ftp.acme.dev\n"),
        GenericTemplate("bin/release.zsh", keys, "#!/bin/zsh\ntypeset -x UPLOAD_TOKEN='‹›'\nmake upload\n"),
        GenericTemplate("etc/profile.d/build.sh", keys, "umask 022\nexport LICENSE_SERVER_TOKEN=‹›\n"),
        GenericTemplate("unit/worker.service", keys, "[Service]\nExecStart=/usr/bin/worker\nEnvironment=\"WORKER_AUTH_TOKEN=‹›\"\n"),
    ]

    private static let heldOutCode: [GenericTemplate] = [
        GenericTemplate(
            "warehouse/loader.py", passwords, "engine = connect(\n    account=\"acme\",\n    user=\"etl\",\n    passwd=\"‹›\",\n)\n"),
        GenericTemplate("bot/main.py", keys, "import discordish\n\nBOT_AUTH_KEY: str = \"‹›\"\nclient.run()\n"),
        GenericTemplate("notebooks/fetch.py", keys, "params = {\"limit\": 50}\nauth = {\"access_token\": \"‹›\"}\n"),
        GenericTemplate("server/ldap.mjs", passwords, "const options = {\n  bindDN: 'cn=web',\n  bindCredentials: '‹›',\n};\n"),
        GenericTemplate("src/store/index.tsx", keys, "const provider = createProvider({\n  region: 'eu',\n  secretAccessKey: '‹›',\n});\n"),
        GenericTemplate("lib/crypto.coffee", keys, "module.exports =\n  algorithm: 'aes'\n  encryptionKey: '‹›'\n"),
        GenericTemplate("pkg/mailer/smtp.go", passwords, "func dial() {\n\tsmtpPassword := \"‹›\"\n\tdial(host, user, smtpPassword)\n}\n"),
        GenericTemplate("cmd/agent/main.go", keys, "var opts = Options{Endpoint: endpoint, BearerToken: \"‹›\", Retries: 3}\n"),
        GenericTemplate("src/Auth.scala", keys, "object Auth {\n  val sharedSecret = \"‹›\"\n  val issuer = \"acme\"\n}\n"),
        GenericTemplate(
            "src/core.clj", passwords, "(def db {:dbtype \"postgresql\"\n         :user \"app\"\n         :password \"‹›\"})\n"),
        GenericTemplate(
            "lib/repo.ex", passwords, "config :shop, Shop.Repo,\n  username: \"shop\",\n  password: \"‹›\",\n  pool_size: 10\n"),
        GenericTemplate("config/runtime.exs", keys, "config :shop, ShopWeb.Endpoint,\n  secret_key_base: \"‹›\"\n"),
        GenericTemplate("src/app.dart", keys, "class Env {\n  static const mapsSecret = '‹›';\n}\n"),
        GenericTemplate("App/Startup.fs", passwords, "let connection =\n    { User = \"svc\"\n      Password = \"‹›\" }\n"),
        GenericTemplate("Service.vb", passwords, "Dim user As String = \"svc\"\nDim pwd As String = \"‹›\"\n"),
        GenericTemplate(
            "Worker.cs", keys, "services.Configure<Jwt>(o => {\n    o.Issuer = \"acme\";\n    o.SigningSecret = \"‹›\";\n});\n"),
        GenericTemplate("src/client.cpp", keys, "namespace acme {\nconstexpr auto kUploadToken = \"‹›\";\n}\n"),
        GenericTemplate(
            "perl/fetch.pl", passwords, "my $user = 'report';\nmy $passwd = '‹›';\nmy $dbh = DBI->connect($dsn, $user, $passwd);\n"),
        GenericTemplate("stats/load.R", passwords, "con <- dbConnect(drv, host = \"db\", user = \"stat\", password = \"‹›\")\n"),
        GenericTemplate("script/init.lua", keys, "local M = {}\nM.auth_key = \"‹›\"\nreturn M\n"),
        GenericTemplate("includes/db.inc.php", passwords, "<?php\n$dbuser = 'forum';\n$dbpasswd = '‹›';\n$dbname = 'forum';\n"),
        GenericTemplate("app/Http/Kernel.php", keys, "<?php\nclass Keys {\n    public const WEBHOOK_SIGNING_SECRET = \"‹›\";\n}\n"),
        GenericTemplate("src/settings.zig", keys, "pub const api_secret = \"‹›\";\n"),
        GenericTemplate("firmware/wifi.h", passwords, "#define WIFI_SSID \"lab\"\n#define WIFI_PASSWORD \"‹›\"\n"),
    ]

    private static let heldOutConfiguration: [GenericTemplate] = [
        GenericTemplate("group_vars/db.yml", passwords, "db_name: ledger\ndb_admin_password: '‹›'\ndb_port: 5432\n"),
        GenericTemplate("chart/values-prod.yaml", passwords, "redis:\n  auth:\n    enabled: true\n    password: ‹›\n"),
        GenericTemplate(
            "prometheus.yml", passwords,
            "scrape_configs:\n  - job_name: node\n    basic_auth:\n      username: metrics\n      password: ‹›\n"),
        GenericTemplate("stack.yml", keys, "services:\n  gateway:\n    environment:\n      GATEWAY_SHARED_SECRET: '‹›'\n"),
        GenericTemplate("config/secrets.yml", keys, "staging:\n  host: app.acme.dev\n  encryption_salt_key: ‹›\n"),
        GenericTemplate("config/broker.json", passwords, "{\"hosts\": [\"mq1\", \"mq2\"], \"login\": \"svc\", \"passphrase\": \"‹›\"}\n"),
        GenericTemplate(
            "functions/local.settings.json", keys, "{\n  \"Values\": {\n    \"RUNTIME\": \"node\",\n    \"PartnerApiKey\": \"‹›\"\n  }\n}\n"
        ),
        GenericTemplate("pyproject.toml", keys, "[tool.publisher]\nindex = \"https://pypi.acme.dev\"\nupload_token = \"‹›\"\n"),
        GenericTemplate("config.toml", passwords, "[database]\nhost = \"db\"\nuser = \"gitea\"\npasswd = \"‹›\"\n"),
        GenericTemplate("quarkus/application.yml", passwords, "quarkus:\n  datasource:\n    username: shop\n    password: ‹›\n"),
        GenericTemplate("conf/mail.properties", passwords, "mail.smtp.user=noreply\nmail.smtp.password=‹›\nmail.smtp.auth=true\n"),
        GenericTemplate("keystore.properties", passwords, "storeFile=release.jks\nkeyAlias=upload\nkeyPassword=‹›\n"),
        GenericTemplate(
            "server.xml", plain, "<Connector port=\"8443\" SSLEnabled=\"true\"\n    keystoreFile=\"conf/k.jks\" keystorePass=\"‹›\" />\n"),
        GenericTemplate(
            "persistence.xml", plain, "<properties>\n  <property name=\"javax.persistence.jdbc.password\" value=\"‹›\"/>\n</properties>\n"),
        GenericTemplate("rsyncd.ini", passwords, "[backup]\nhost = nas\nauth_user = sync\nauth_pass = ‹›\n"),
        GenericTemplate("modules/db/main.tf", passwords, "module \"db\" {\n  source          = \"./rds\"\n  master_password = \"‹›\"\n}\n"),
        GenericTemplate("prod.auto.tfvars.json", keys, "{\n  \"zone\": \"b\",\n  \"cluster_join_token\": \"‹›\"\n}\n"),
        GenericTemplate("Containerfile", keys, "FROM alpine\nARG BUILD_ACCESS_TOKEN=‹›\nRUN make\n"),
        GenericTemplate("nginx/auth.conf", keys, "location /api {\n  proxy_set_header X-Auth-Token \"‹›\";\n}\n"),
        GenericTemplate("Vagrantfile", passwords, "config.vm.provision :shell, env: { \"MYSQL_PASSWORD\" => \"‹›\" }\n"),
    ]

    private static let heldOutOther: [GenericTemplate] = [
        GenericTemplate("apps/api/deploy.yaml", keys, "          env:\n            - name: API_SIGNING_KEY\n              value: ‹›\n"),
        GenericTemplate("ops/runbook.txt", passwords, "Console of the switch in rack 4\nlogin: admin\npassword: ‹›\nThen run the check.\n"),
        GenericTemplate("var/log/gateway.log", keys, "[2026-04-02 11:00:01] WARN retry upstream auth_token=\"‹›\" attempt=2\n"),
        GenericTemplate("links.md", plain, "Feed: https://feeds.acme.dev/daily.json?access_token=‹›\n"),
        GenericTemplate("hooks/notify.sh", keys, "http POST https://hooks.acme.dev/x 'Authorization: Token ‹›'\n"),
        GenericTemplate("jobs/import.sh", passwords, "PGPASSWORD='‹›' psql -h db -U loader -f load.sql\n"),
        GenericTemplate("migrations/002_roles.sql", passwords, "ALTER ROLE reporting WITH LOGIN PASSWORD '‹›';\n"),
        GenericTemplate(".gitlab-ci.yml", keys, "deploy:\n  variables:\n    DEPLOY_SECRET: \"‹›\"\n  script: make deploy\n"),
        GenericTemplate("Jenkinsfile", keys, "environment {\n    SONAR_AUTH_TOKEN = '‹›'\n}\n"),
        GenericTemplate("requests.http", keys, "GET https://api.acme.dev/v1/users\nX-Access-Key: ‹›\n"),
    ]
}
