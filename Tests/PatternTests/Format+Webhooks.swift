internal import RekeyCore

/// Chat, build, automation, alerting and push URLs and tokens.
extension Format {
    static let webhooks: [Format] = [
        Format(
            "google-chat-webhook", "google-chat.webhook",
            #"https://chat.googleapis.com/v1/spaces/AAAA{b64url:7}/messages?key=AIza{b64url:35}&token=‹{b64url:43}›"#,
            #"https://chat.googleapis.com/v1/spaces/SPACE_ID/messages?key=KEY&token=TOKEN"#),
        Format(
            "google-chat-webhook, other order", "google-chat.webhook",
            #"https://chat.googleapis.com/v1/spaces/AAQA{b64url:7}/messages?threadKey=a&token=‹{b64url:43}›&key=AIza{b64url:35}"#,
            #"https://chat.googleapis.com/v1/spaces/AAAA…/messages?key=YOUR_KEY&token=YOUR_TOKEN"#),
        Format(
            "slack-webhook", "slack.webhook", #"https://hooks.slack.com/services/T{ALNUM:9}/B{ALNUM:9}/‹{alnum:24}›"#,
            #"https://hooks.slack{text:.}com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"#),
        Format(
            "slack workflow, old", "slack.workflow-webhook",
            #"https://hooks.slack{text:.}com/workflows/T{ALNUM:9}/A{ALNUM:9}/{digit:18}/‹{alnum:24}›"#,
            #"https://hooks.slack{text:.}com/workflows/T00000000/A00000000/000000000000000000/XXXXXXXXXXXXXXXXXXXXXXXX"#),
        Format(
            "slack workflow trigger", "slack.trigger-webhook", #"https://hooks.slack{text:.}com/triggers/T{ALNUM:9}/{digit:13}/‹{hex:32}›"#,
            #"https://hooks.slack{text:.}com/triggers/T00000000/0000000000000/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "slack-signing-secret", "slack.signing-secret", #"SLACK_SIGNING_SECRET=‹{hex:32}›"#,
            #"SLACK_SIGNING_SECRET=00000000000000000000000000000000"#),
        Format(
            "discord-webhook", "discord.webhook", #"https://discord.com/api/webhooks/12{digit:16}/‹{b64url:68}›"#,
            #"https://discord.com/api/webhooks/webhook_id/webhook-token"#),
        Format(
            "discord-webhook, canary and version", "discord.webhook",
            #"https://canary.discordapp.com/api/v10/webhooks/11{digit:17}/‹{b64url:68}›/slack?wait=true"#,
            #"https://discord.com/api/webhooks/223704706495545344/YOUR_TOKEN"#),
        Format(
            "teams-connector-webhook", "microsoft.teams-connector",
            #"https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/‹{hex:32}›/{uuid}"#,
            #"https://acme.webhook.office.com/webhookb2/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx@xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx/IncomingWebhook/xxxxxxxx/xxxx"#
        ),
        Format(
            "power-automate-workflow-url, Logic Apps", "microsoft.power-automate-url",
            #"https://prod-12.westeurope.logic.azure.com:443/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=‹{b64url:43}›"#,
            #"https://prod-12.westeurope.logic.azure.com:443/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=2016-06-01&sig=YOUR_SIG"#
        ),
        Format(
            "power-automate-workflow-url, Power Platform", "microsoft.power-automate-url",
            #"https://default{hex:30}.0a.environment.api.powerplatform.com:443/powerautomate/automations/direct/workflows/{hex:32}/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=‹{b64url:43}›"#,
            #"https://acme.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/xxxx/triggers/manual/paths/invoke?sig=xxxx"#
        ),
        Format(
            "telegram-bot-url", "telegram.bot-token", #"https://api.telegram.org/bot‹{digit:9}:AA{b64url:33}›/sendMessage"#,
            #"https://api.telegram.org/bot123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11/getMe"#),
        Format("standard-webhooks-secret", "standard-webhooks.secret", #"SVIX_SECRET=‹whsec_{b64:44}›"#, #"SVIX_SECRET=whsec_..."#),
        Format(
            "standard-webhooks private key", "standard-webhooks.private-key", #"SIGNING=‹whsk_{b64:86}==›"#,
            #"SIGNING=whsk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "mattermost-webhook", "mattermost.webhook", #"https://mm.acme.io/hooks/‹{lalnum:26}›"#,
            #"https://mm.acme.io/hooks/xxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "rocketchat-webhook", "rocketchat.webhook", #"https://chat.acme.io/hooks/{hex:24}/‹{alnum:64}›"#,
            #"https://chat.acme.io/hooks/abc/def"#),
        Format(
            "zulip-webhook", "zulip.webhook", #"https://acme.zulipchat.com/api/v1/external/github?api_key=‹{alnum:32}›&stream=x"#,
            #"https://acme.zulipchat.com/api/v1/external/github?api_key=abcdefgh"#),
        Format(
            "lark-webhook", "lark.webhook", #"https://open.larksuite.com/open-apis/bot/v2/hook/‹{uuid}›"#,
            #"https://open.feishu.cn/open-apis/bot/v2/hook/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"#),
        Format(
            "dingtalk-webhook", "dingtalk.webhook", #"https://oapi.dingtalk.com/robot/send?access_token=‹{hex:64}›"#,
            #"https://oapi.dingtalk.com/robot/send?access_token=XXXXXX"#),
        Format(
            "dingtalk-sign-secret", "dingtalk.sign-secret", #"# https://oapi.dingtalk.com/robot/send\#nSIGN=‹SEC{hex:64}›"#,
            #"SIGN=SEC{hex:64}"#),
        Format(
            "wecom-webhook", "wecom.webhook", #"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=‹{uuid}›"#,
            #"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=xxxxxxx"#),
        Format(
            "webex-incoming-webhook", "webex.webhook", #"https://webexapis.com/v1/webhooks/incoming/‹{alnum:100}›"#,
            #"https://webexapis.com/v1/webhooks/incoming/TOKEN"#),
        Format(
            "chime-webhook", "chime.webhook", #"https://hooks.chime.aws/incomingwebhooks/{uuid}?token=‹{alnum:60}›"#,
            #"https://hooks.chime.aws/incomingwebhooks/{uuid}?token=TOKEN"#),
        Format(
            "guilded-webhook", "guilded.webhook", #"https://media.guilded.gg/webhooks/{uuid}/‹{b64url:86}›"#,
            #"https://media.guilded.gg/webhooks/ID/TOKEN"#),
        Format(
            "zoom-incoming-webhook", "zoom.webhook", #"https://inbots.zoom.us/incoming/hook/‹{b64url:24}›"#,
            #"https://inbots.zoom.us/incoming/hook/"#),
        Format(
            "ryver-webhook", "ryver.webhook", #"https://acme.ryver.com/application/webhook/‹{b64url:15}›"#,
            #"https://acme.ryver.com/application/webhook/ID"#),
        Format(
            "flock-webhook", "flock.webhook", #"https://api.flock.com/hooks/sendMessage/‹{uuid}›"#,
            #"https://api.flock.com/hooks/sendMessage/ID"#),
        Format(
            "kook-webhook", "kook.webhook", #"https://www.kookapp.cn/api/v3/incoming/‹{alnum:32}›"#,
            #"https://www.kookapp.cn/api/v3/incoming/ID"#),
        Format(
            "line-channel-token", "line.channel-token", #"LINE_CHANNEL_ACCESS_TOKEN=‹{b64:172}=›"#,
            #"LINE_CHANNEL_ACCESS_TOKEN=your_channel_access_token"#),
        Format(
            "line-notify-token", "line.notify-token",
            #"curl -H "Authorization: Bearer ‹{alnum:43}›" https://notify-api.line.me/api/notify"#,
            #"https://notify-api.line.me/api/notify"#),
        Format(
            "shopify-shared-secret", "shopify.shared-secret", #"SECRET=‹shpss_{hex:32}›"#, #"SECRET=shpss_00000000000000000000000000000000"#
        ),
        Format(
            "linear-webhook-secret", "linear.webhook-secret", #"SECRET=‹lin_wh_{alnum:44}›"#,
            #"SECRET=lin_wh_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "github-webhook-secret", "webhook.secret", #"GITHUB_WEBHOOK_SECRET=‹{hex:40}›"#, #"GITHUB_WEBHOOK_SECRET=changeme-changeme"#),
        Format("gitlab-webhook-token", "gitlab.webhook-token", #"X-Gitlab-Token: ‹{alnum:24}›"#, #"X-Gitlab-Token: $TOKEN"#),
        Format("mailgun-signing-key", "mailgun.signing-key", #"MAILGUN_SIGNING_KEY=‹{hex:32}›"#, #"MAILGUN_SIGNING_KEY=your-signing-key"#),
        Format(
            "notion-webhook-verification-token", "notion.webhook-token", #"NOTION verification_token: ‹secret_{alnum:43}›"#,
            #"verification_token: secret_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "cloudflare-notification-webhook", "cloudflare.notification-webhook", #"cf-webhook-auth: ‹{alnum:32}›"#,
            #"cf-webhook-auth: ${SECRET}"#),
        Format("meta-app-secret", "meta.app-secret", #"FACEBOOK_APP_SECRET=‹{hex:32}›"#, #"FACEBOOK_APP_SECRET=YOUR_APP_SECRET"#),
        Format(
            "vercel-deploy-hook", "vercel.deploy-hook", #"https://api.vercel.com/v1/integrations/deploy/‹prj_{alnum:28}/{alnum:10}›"#,
            #"https://api.vercel.com/v1/integrations/deploy/prj_xxx/yyy"#),
        Format(
            "netlify-build-hook", "netlify.build-hook", #"https://api.netlify.com/build_hooks/‹{hex:24}›"#,
            #"https://api.netlify.com/build_hooks/000000000000000000000000"#),
        Format(
            "render-deploy-hook", "render.deploy-hook", #"https://api.render.com/deploy/srv-{lalnum:20}?key=‹{alnum:11}›"#,
            #"https://api.render.com/deploy/srv-xxxx?key=yyyy"#),
        Format(
            "cloudflare-pages-deploy-hook", "cloudflare.pages-deploy-hook",
            #"https://api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/‹{uuid}›"#,
            #"https://api.cloudflare.com/client/v4/pages/webhooks/deploy_hooks/xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"#),
        Format(
            "amplify-webhook", "aws.amplify-webhook",
            #"https://webhooks.amplify.eu-west-1.amazonaws.com/prod/webhooks?id={uuid}&token=‹{alnum:44}›"#,
            #"https://webhooks.amplify.eu-west-1.amazonaws.com/prod/webhooks?id=ID&token=TOKEN"#),
        Format(
            "dockerhub-build-trigger", "docker.build-trigger", #"https://hub.docker.com/api/build/v1/source/{uuid}/trigger/‹{uuid}›/call/"#,
            #"https://hub.docker.com/api/build/v1/source/ID/trigger/ID/call/"#),
        Format(
            "cloudbuild-webhook", "google.cloudbuild-webhook",
            #"https://cloudbuild.googleapis.com/v1/projects/acme/triggers/build:webhook?key=AIza{b64url:35}&secret=‹{alnum:20}›"#,
            #"https://cloudbuild.googleapis.com/v1/projects/acme/triggers/build:webhook?key=API_KEY&secret=SECRET_VALUE"#),
        Format(
            "azure-function-url", "azure.function-url", #"https://acme.azurewebsites.net/api/run?code=‹{b64url:54}==›"#,
            #"https://acme.azurewebsites.net/api/run?code=YOUR_CODE"#),
        Format(
            "gitlab-trigger-url", "gitlab.trigger-url",
            #"https://gitlab.acme.io/api/v4/projects/1/trigger/pipeline?token=‹glptt-{hex:40}›&ref=main"#,
            #"https://gitlab.acme.io/api/v4/projects/1/trigger/pipeline?token=TOKEN&ref=main"#),
        Format(
            "gitlab-trigger-url, old", "gitlab.trigger-url", #"https://gitlab.acme.io/api/v4/projects/1/trigger/pipeline?token=‹{hex:30}›"#,
            #"https://gitlab.acme.io/api/v4/projects/1/trigger/pipeline?token=$TOKEN"#),
        Format(
            "gitlab-feed-url", "gitlab.feed-url", #"https://gitlab.com/acme.atom?feed_token=‹{b64url:20}›"#,
            #"https://gitlab.com/acme.atom?feed_token=TOKEN"#),
        Format(
            "jenkins-remote-trigger", "jenkins.remote-trigger", #"https://ci.acme.io/job/app/build?token=‹{alnum:20}›"#,
            #"https://ci.acme.io/job/app/build?token=TOKEN_NAME"#),
        Format(
            "jenkins-generic-webhook-trigger", "jenkins.generic-webhook-trigger",
            #"https://ci.acme.io/generic-webhook-trigger/invoke?token=‹{alnum:20}›"#,
            #"https://ci.acme.io/generic-webhook-trigger/invoke?token=${TOKEN}"#),
        Format(
            "portainer-webhook", "portainer.webhook", #"# portainer\#nhttps://docker.acme.io:9443/api/stacks/webhooks/‹{uuid}›"#,
            #"https://docker.acme.io/api/webhooks/id"#),
        Format(
            "lambda-function-url", "aws.lambda-function-url", #"https://‹{lalnum:32}›.lambda-url.eu-west-1.on.aws/"#,
            #"https://lambda-url.example.com"#),
        Format(
            "zapier-catch-hook", "zapier.catch-hook", #"https://hooks.zapier.com/hooks/catch/‹{digit:7}/b{lalnum:6}›/"#,
            #"https://hooks.zapier.com/hooks/catch/123456/abcde/"#),
        Format(
            "make-webhook", "make.webhook", #"https://hook.eu1.make.com/‹{lalnum:32}›"#,
            #"https://hook.eu1.make.com/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "n8n-cloud-webhook", "n8n.cloud-webhook", #"https://acme.app.n8n.cloud/webhook/‹{uuid}›"#,
            #"https://acme.app.n8n.cloud/workflow/1"#),
        Format("n8n-selfhosted-webhook", "n8n.webhook", #"https://n8n.acme.io/webhook/‹{uuid}›"#, #"https://acme.io/webhook/{uuid}"#),
        Format(
            "pipedream-endpoint", "pipedream.endpoint", #"https://‹eo{lalnum:13}›.m.pipedream.net"#, #"https://your-id.m.pipedream.net"#),
        Format(
            "ifttt-webhook", "ifttt.webhook", #"https://maker.ifttt.com/trigger/door/with/key/‹{b64url:22}›"#,
            #"https://maker.ifttt.com/trigger/door/with/key/YOUR_KEY"#),
        Format(
            "tines-webhook", "tines.webhook", #"https://acme.tines.com/webhook/{hex:32}/‹{hex:32}›"#,
            #"https://acme.tines.com/webhook/path/secret"#),
        Format(
            "atlassian-automation-webhook", "atlassian.automation-webhook", #"https://automation.atlassian.com/pro/hooks/‹{hex:40}›"#,
            #"https://automation.atlassian.com/pro/hooks/xxxx"#),
        Format(
            "home-assistant-webhook", "home-assistant.webhook", #"https://ha.acme.io/api/webhook/‹{b64url:40}›"#,
            #"https://ha.acme.io/api/webhook/-SOME_HOOK_ID-"#),
        Format(
            "pagerduty-routing-key", "pagerduty.routing-key", #"PAGERDUTY_ROUTING_KEY=‹{hex:32}›"#,
            #"PAGERDUTY_ROUTING_KEY=YOUR_ROUTING_KEY"#),
        Format(
            "opsgenie-api-key", "opsgenie.api-key", #"OPSGENIE_API_KEY=‹{uuid}›"#, #"OPSGENIE_API_KEY=xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"#
        ),
        Format(
            "victorops-url", "victorops.webhook", #"https://alert.victorops.com/integrations/generic/20131114/alert/‹{uuid}›/routing"#,
            #"https://alert.victorops.com/integrations/generic/20131114/alert/KEY/routing"#),
        Format("spike-webhook", "spike.webhook", #"https://api.spike.sh/v1/alerts/‹{alnum:32}›"#, #"https://api.spike.sh/v1/alerts/"#),
        Format(
            "signl4-webhook", "signl4.webhook", #"https://connect.signl4.com/webhook/‹{alnum:20}›"#, #"https://connect.signl4.com/webhook/"#
        ),
        Format(
            "grafana-oncall-url", "grafana.oncall-url", #"https://oncall.acme.io/oncall/integrations/v1/alertmanager/‹{alnum:25}›/"#,
            #"https://oncall.acme.io/oncall/integrations/v1/alertmanager/"#),
        Format(
            "sentry-dsn", "sentry.dsn", #"SENTRY_DSN=https://‹{hex:32}›@o{digit:6}.ingest.sentry.io/{digit:7}"#,
            #"https://public@sentry.example.com/1"#),
        Format(
            "datadog-intake-url", "datadog.intake-url", #"https://http-intake.logs.datadoghq.com/v1/input?dd-api-key=‹{hex:32}›"#,
            #"https://http-intake.logs.datadoghq.com/v1/input?dd-api-key=KEY"#),
        Format("healthchecks-ping-url", "healthchecks.ping-url", #"https://hc-ping.com/‹{uuid}›"#, #"https://hc-ping.com/your-uuid-here"#),
        Format(
            "betterstack-heartbeat", "betterstack.heartbeat", #"https://uptime.betterstack.com/api/v1/heartbeat/‹{alnum:24}›"#,
            #"https://uptime.betterstack.com/api/v1/heartbeat/ID"#),
        Format(
            "uptimerobot-heartbeat", "uptimerobot.heartbeat", #"https://heartbeat.uptimerobot.com/‹m{digit:9}-{hex:40}›"#,
            #"https://heartbeat.uptimerobot.com/m000000000-xxxx"#),
        Format("cronitor-ping", "cronitor.ping", #"https://cronitor.link/‹p/{alnum:32}/backup›"#, #"https://cronitor.link/"#),
        Format(
            "uptime-kuma-push", "uptime-kuma.push", #"https://kuma.acme.io/api/push/‹{alnum:32}›?status=up"#,
            #"https://kuma.acme.io/api/push/"#),
        Format("deadmanssnitch", "deadmanssnitch.snitch", #"https://nosnch.in/‹{hex:10}›"#, #"https://nosnch.in/"#),
        Format("ntfy-token", "ntfy.token", #"NTFY=‹tk_{lalnum:29}›"#, #"NTFY=tk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format("pushover-key", "pushover.key", #"PUSHOVER_TOKEN=‹{lalnum:30}›"#, #"PUSHOVER_TOKEN=your-app-token"#),
        Format("gotify-token", "gotify.token", #"GOTIFY_TOKEN=‹A{alnum:14}›"#, #"GOTIFY_TOKEN=token"#),
        Format(
            "pushbullet-token", "pushbullet.token", #"PUSHBULLET_TOKEN=‹o.{alnum:32}›"#,
            #"PUSHBULLET_TOKEN=o.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"#),
        Format(
            "serverchan-key", "serverchan.key", #"https://sctapi.ftqq.com/‹SCT{alnum:32}›.send"#, #"https://sctapi.ftqq.com/SENDKEY.send"#),
        Format("wxpusher-token", "wxpusher.token", #"WX=‹AT_{alnum:32}›"#, #"WX=AT_xxx"#),
        Format("pushplus token", "pushplus.token", #"PUSHPLUS_TOKEN=‹{hex:32}›"#, #"PUSHPLUS_TOKEN=token"#),
        Format("bark-key", "bark.key", #"https://api.day.app/‹{alnum:22}›/hello"#, #"https://api.day.app/yourkey/hello"#),
        Format(
            "simplepush-key", "simplepush.key", #"https://api.simplepush.io/send/‹{alnum:6}›/hello"#, #"https://api.simplepush.io/send/"#),
        Format(
            "apprise, Google Chat", "apprise.google-chat", #"gchat://AAAA{b64url:7}/AIza{b64url:35}/‹{b64url:43}›"#,
            #"gchat://space/key/token"#),
        Format("apprise, Discord", "apprise.discord", #"discord://12{digit:16}/‹{b64url:68}›"#, #"discord://id/token"#),
        Format(
            "shoutrrr, Slack", "shoutrrr.slack", #"slack://hook:‹T{ALNUM:8}-B{ALNUM:8}-{alnum:24}›@webhook"#, #"slack://hook:T-B-X@webhook"#
        ),
    ]
}
