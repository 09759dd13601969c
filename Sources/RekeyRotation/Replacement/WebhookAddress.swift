package import RekeyCore

/// The URL of an incoming webhook, taken apart: where it posts, and the part that is the secret.
///
/// Source: the documentation of each service, as told in its case; hosts are compared in lower case.
package struct WebhookAddress: Sendable, Equatable {
    /// Whose webhook it is.
    package enum Service: String, Sendable, CaseIterable {
        case googleChat = "Google Chat webhook"
        case slack = "Slack webhook"
        case slackWorkflow = "Slack workflow trigger"
        case discord = "Discord webhook"
        case teams = "Teams connector webhook"
        case powerAutomate = "Power Automate workflow URL"
    }

    package let service: Service
    /// What the hook posts to, as far as the URL names it: a space, a workspace, a tenant; `nil` where it names none that stays.
    package let place: String?
    /// The part that gives the permission.
    package let secret: SecretText

    /// Takes all of `text` as one address; `nil` when it is none of a service we know, or not well-formed.
    package init?(_ text: Span<UInt8>) {
        guard let url = WebhookURL(text) else { return nil }
        guard let parts = Self.googleChat(url) ?? Self.slack(url) ?? Self.discord(url) ?? Self.teams(url) ?? Self.powerAutomate(url) else {
            return nil
        }
        (service, place) = (parts.service, parts.place)
        secret = SecretText(Array(parts.secret.utf8))
    }

    /// The service whose host and path `text` starts with, well-formed or not; says what a damaged URL was to be.
    package static func service(of text: Span<UInt8>) -> Service? {
        guard let url = WebhookURL(text) else { return nil }
        switch url.host {
        case "chat.googleapis.com": return .googleChat
        case "hooks.slack.com", "hooks.slack-gov.com": return url.path.first == "services" ? .slack : .slackWorkflow
        case "outlook.office.com": return .teams
        default: break
        }
        if discordHosts.contains(url.host) { return .discord }
        if url.host.hasSuffix(".webhook.office.com") { return .teams }
        return isPowerAutomate(url.host) ? .powerAutomate : nil
    }

    private typealias Parts = (service: Service, place: String?, secret: String)

    /// `/v1/spaces/SPACE/messages?key=KEY&token=TOKEN`: the key is Google's own, the token is the secret.
    private static func googleChat(_ url: WebhookURL) -> Parts? {
        guard url.host == "chat.googleapis.com", url.path.count == 4, url.path[0] == "v1", url.path[1] == "spaces",
            url.path[3] == "messages",
            let key = url.query["key"], let token = url.query["token"]
        else { return nil }
        guard isName(url.path[2], 8...16), isName(key, 30...60), isName(token.trimmingPadding, 40...90) else { return nil }
        return (.googleChat, url.path[2], token.trimmingPadding)
    }

    /// `/services/T…/B…/SECRET`, `/workflows/T…/…/…/SECRET`, `/triggers/T…/…/SECRET`.
    private static func slack(_ url: WebhookURL) -> Parts? {
        guard ["hooks.slack.com", "hooks.slack-gov.com"].contains(url.host), url.path.count >= 4, let secret = url.path.last else {
            return nil
        }
        let team = url.path[1]
        guard let first = team.first, first == "T" || first == "E", isUpper(team, 9...13) else { return nil }
        switch (url.path[0], url.path.count) {
        case ("services", 4) where url.path[2].hasPrefix("B") && isUpper(url.path[2], 9...13) && isLetters(secret, 23...25):
            return (.slack, team, secret)
        case ("workflows", 5) where isLetters(secret, 23...25): return (.slackWorkflow, team, secret)
        case ("triggers", 4) where isLetters(secret, 32...32): return (.slackWorkflow, team, secret)
        default: return nil
        }
    }

    private static let discordHosts: Set<String> = [
        "discord.com", "ptb.discord.com", "canary.discord.com", "discordapp.com", "ptb.discordapp.com", "canary.discordapp.com",
    ]

    /// `/api/webhooks/ID/TOKEN`; a new hook has a new ID, so none stays.
    private static func discord(_ url: WebhookURL) -> Parts? {
        guard discordHosts.contains(url.host), url.path.count >= 4, url.path[0] == "api" else { return nil }
        let rest = url.path[1].hasPrefix("v") ? Array(url.path.dropFirst(2)) : Array(url.path.dropFirst())
        guard rest.count >= 3, rest[0] == "webhooks", rest[1].utf8.allSatisfy(\.isASCIIDigit), 17...20 ~= rest[1].utf8.count,
            isName(rest[2], 60...80)
        else { return nil }
        return (.discord, nil, rest[2])
    }

    /// `/webhookb2/GROUP@TENANT/IncomingWebhook/SECRET/OWNER`.
    private static func teams(_ url: WebhookURL) -> Parts? {
        guard url.host == "outlook.office.com" || url.host.hasSuffix(".webhook.office.com"), url.path.count >= 5,
            url.path[0] == "webhookb2" || url.path[0] == "webhook", isLetters(url.path[3], 32...32), isName(url.path[4], 36...36)
        else { return nil }
        let group = url.path[1].split(separator: "@")
        guard group.count == 2, group.allSatisfy({ isName(String($0), 36...36) }) else { return nil }
        return (.teams, String(group[1]), url.path[3])
    }

    private static func isPowerAutomate(_ host: String) -> Bool {
        host.hasSuffix(".logic.azure.com") || host.hasSuffix(".environment.api.powerplatform.com")
    }

    /// `…/workflows/ID/triggers/…?…&sig=SECRET`.
    private static func powerAutomate(_ url: WebhookURL) -> Parts? {
        guard isPowerAutomate(url.host), let index = url.path.firstIndex(of: "workflows"), url.path.count > index + 2,
            isLetters(url.path[index + 1], 32...32), url.path[index + 2] == "triggers", let secret = url.query["sig"]?.trimmingPadding,
            isName(secret, 43...50)
        else { return nil }
        return (.powerAutomate, nil, secret)
    }

    private static func isName(_ text: String, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count)
            && text.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func isLetters(_ text: String, _ count: ClosedRange<Int>) -> Bool {
        count.contains(text.utf8.count) && text.utf8.allSatisfy(\.isASCIIAlphanumeric)
    }

    private static func isUpper(_ text: String, _ count: ClosedRange<Int>) -> Bool {
        isLetters(text, count) && text.utf8.allSatisfy { !$0.isASCIILower }
    }
}

extension String {
    /// The text without `=` or its percent-encoded form at the end.
    fileprivate var trimmingPadding: String {
        var text = self[...]
        while true {
            if text.hasSuffix("=") {
                text = text.dropLast()
            } else if text.lowercased().hasSuffix("%3d") {
                text = text.dropLast(3)
            } else {
                return String(text)
            }
        }
    }
}
