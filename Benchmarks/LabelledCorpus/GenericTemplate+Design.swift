extension GenericTemplate {
    /// The templates that the generic rule may be tuned on.
    static let design: [GenericTemplate] = designEnvironments + designCode + designConfiguration + designOther

    private static let designEnvironments: [GenericTemplate] = [
        GenericTemplate(
            ".env", passwords, "APP_ENV=production\nAPP_PORT=8080\nDB_HOST=db.internal\nDB_USER=app\nDB_PASSWORD=‹›\nLOG_LEVEL=info\n"),
        GenericTemplate(".env.production", passwords, "REDIS_HOST=cache\nREDIS_PASSWORD=\"‹›\"\nREDIS_DB=0\n"),
        GenericTemplate("deploy/api.env", keys, "SERVICE_NAME=billing\nINTERNAL_API_KEY=‹›\nTIMEOUT=30\n"),
        GenericTemplate("deploy/worker.env", keys, "QUEUE=jobs\nWEBHOOK_SECRET=‹›\nCONCURRENCY=4\n"),
        GenericTemplate(".env.local", keys, "# local overrides\nSESSION_SECRET='‹›'\nDEBUG=false\n"),
        GenericTemplate("mail.env", passwords, "SMTP_HOST=smtp.acme.dev\nSMTP_PORT=587\nSMTP_USERNAME=mailer\nSMTP_PASS=‹›\n"),
        GenericTemplate("scripts/backup.sh", passwords, "#!/bin/sh\nset -eu\nexport BACKUP_PASSPHRASE='‹›'\nrestic backup /srv\n"),
        GenericTemplate("scripts/login.sh", keys, "#!/bin/bash\nACCESS_TOKEN=\"‹›\"\ncurl -fsS \"$BASE/status\"\n"),
        GenericTemplate("run.bat", passwords, "@echo off\r\nset ADMIN_PASSWORD=‹›\r\nserver.exe --port 8080\r\n"),
        GenericTemplate("setup.ps1", passwords, "$ErrorActionPreference = 'Stop'\n$servicePassword = '‹›'\nStart-Service Acme\n"),
    ]

    private static let designCode: [GenericTemplate] = [
        GenericTemplate(
            "app/settings.py", passwords, "DATABASES = {\n    'default': {\n        'USER': 'app',\n        'PASSWORD': '‹›',\n    }\n}\n"),
        GenericTemplate(
            "app/client.py", keys, "class Client:\n    base_url = \"https://api.acme.dev\"\n    api_key = \"‹›\"\n    timeout = 10\n"),
        GenericTemplate("app/mail.py", passwords, "import smtplib\nserver = smtplib.SMTP(host, 587)\nsmtp_password = \"‹›\"\n"),
        GenericTemplate("src/config.js", keys, "module.exports = {\n  port: 3000,\n  jwtSecret: '‹›',\n  cors: true,\n};\n"),
        GenericTemplate("src/db.ts", passwords, "export const pool = new Pool({\n  host: 'db',\n  user: 'app',\n  password: '‹›',\n});\n"),
        GenericTemplate("src/api.ts", keys, "const headers = { accept: 'application/json' };\nconst apiToken: string = \"‹›\";\n"),
        GenericTemplate("src/session.js", keys, "app.use(session({\n  secret: \"‹›\",\n  resave: false,\n}));\n"),
        GenericTemplate("internal/config.go", keys, "package config\n\nconst (\n\tPort = 8080\n\tSigningKey = \"‹›\"\n)\n"),
        GenericTemplate("internal/db.go", passwords, "package db\n\nvar cfg = Config{\n\tUser:     \"app\",\n\tPassword: \"‹›\",\n}\n"),
        GenericTemplate(
            "src/main/java/Config.java", passwords, "public class Config {\n    private static final String DB_PASSWORD = \"‹›\";\n}\n"),
        GenericTemplate("src/main/java/Api.java", keys, "final class Api {\n    private String authToken = \"‹›\";\n}\n"),
        GenericTemplate(
            "src/Mailer.cs", passwords,
            "var client = new SmtpClient(host);\nvar password = \"‹›\";\nclient.Credentials = new NetworkCredential(user, password);\n"),
        GenericTemplate("config/initializers/auth.rb", keys, "Acme.configure do |config|\n  config.client_secret = '‹›'\nend\n"),
        GenericTemplate("lib/connect.rb", passwords, "client = Mysql2::Client.new(host: 'db', username: 'app', password: '‹›')\n"),
        GenericTemplate("config/app.php", passwords, "<?php\nreturn [\n    'db_user' => 'app',\n    'db_password' => '‹›',\n];\n"),
        GenericTemplate("public/index.php", keys, "<?php\ndefine('ENCRYPTION_KEY', '‹›');\n$app->run();\n"),
        GenericTemplate("src/lib.rs", keys, "pub const PORT: u16 = 8080;\npub const API_SECRET: &str = \"‹›\";\n"),
        GenericTemplate("Sources/App/Keys.swift", keys, "enum Keys {\n    static let accessToken = \"‹›\"\n}\n"),
        GenericTemplate("app/Config.kt", passwords, "object Config {\n    const val KEYSTORE_PASSWORD = \"‹›\"\n}\n"),
        GenericTemplate("src/conn.c", passwords, "static const char *user = \"app\";\nstatic const char *db_password = \"‹›\";\n"),
    ]

    private static let designConfiguration: [GenericTemplate] = [
        GenericTemplate("config/database.yml", passwords, "production:\n  adapter: postgresql\n  username: app\n  password: ‹›\n"),
        GenericTemplate("values.yaml", passwords, "postgresql:\n  auth:\n    username: app\n    postgresPassword: \"‹›\"\n"),
        GenericTemplate("config.yaml", keys, "server:\n  port: 8080\n  auth_token: ‹›\n  debug: false\n"),
        GenericTemplate(
            "docker-compose.yml", passwords, "services:\n  db:\n    image: mariadb:11\n    environment:\n      MARIADB_ROOT_PASSWORD: ‹›\n"),
        GenericTemplate("compose.yaml", keys, "services:\n  api:\n    environment:\n      - API_KEY=‹›\n      - MODE=live\n"),
        GenericTemplate("appsettings.json", passwords, "{\n  \"Smtp\": {\n    \"User\": \"mailer\",\n    \"Password\": \"‹›\"\n  }\n}\n"),
        GenericTemplate("config.json", keys, "{\n  \"endpoint\": \"https://api.acme.dev\",\n  \"clientSecret\": \"‹›\"\n}\n"),
        GenericTemplate("settings.toml", keys, "[api]\nurl = \"https://api.acme.dev\"\nsecret_key = \"‹›\"\n"),
        GenericTemplate(
            "application.properties", passwords, "spring.datasource.username=app\nspring.datasource.password=‹›\nserver.port=8080\n"),
        GenericTemplate("gradle.properties", passwords, "org.gradle.jvmargs=-Xmx2g\nreleaseStorePassword=‹›\n"),
        GenericTemplate("my.ini", passwords, "[client]\nuser = app\npassword = ‹›\nhost = db\n"),
        GenericTemplate(
            "web.config", passwords,
            "<configuration>\n  <appSettings>\n    <add key=\"MailPassword\" value=\"‹›\" />\n  </appSettings>\n</configuration>\n"),
        GenericTemplate("settings.xml", plain, "<server>\n  <id>releases</id>\n  <apiKey>‹›</apiKey>\n</server>\n"),
        GenericTemplate("main.tf", passwords, "resource \"acme_database\" \"main\" {\n  username = \"app\"\n  password = \"‹›\"\n}\n"),
        GenericTemplate("terraform.tfvars", keys, "region = \"eu-west-1\"\napi_token = \"‹›\"\n"),
        GenericTemplate("Dockerfile", keys, "FROM debian:12\nENV PORT=8080\nENV AUTH_SECRET=‹›\n"),
    ]

    private static let designOther: [GenericTemplate] = [
        GenericTemplate("k8s/deployment.yaml", passwords, "      env:\n        - name: DB_PASSWORD\n          value: \"‹›\"\n"),
        GenericTemplate("notes/handover.md", passwords, "The old host is still up.\n\nuser: root\npassword: ‹›\n"),
        GenericTemplate("var/service.log", keys, "2026-03-01T10:00:00Z INFO request ok access_token=‹› status=200\n"),
        GenericTemplate("tools/call.sh", plain, "curl -fsS \"https://api.acme.dev/v1/items?api_key=‹›&page=2\"\n"),
        GenericTemplate("tools/header.sh", keys, "curl -fsS -H \"X-Api-Key: ‹›\" https://api.acme.dev/v1/items\n"),
        GenericTemplate("tools/dump.sh", passwords, "mysqldump --user=app --password='‹›' main >dump.sql\n"),
        GenericTemplate("db/users.sql", passwords, "CREATE USER 'app'@'%' IDENTIFIED BY '‹›';\n"),
        GenericTemplate(".github/workflows/build.yml", keys, "jobs:\n  build:\n    env:\n      REGISTRY_TOKEN: ‹›\n"),
    ]
}
