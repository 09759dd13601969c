internal import RekeyCore

/// What Slack's tokens say about where they belong. Source: docs.slack.dev, "Tokens"; no checksum is known.
package enum SlackToken {
    /// The workspace, or for app-level tokens the app.
    package static func proof(of text: [UInt8]) -> Proof {
        let parts = String(decoding: text, as: UTF8.self).split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[0].hasPrefix("xo") || parts[0] == "xapp" else { return .stands(Proof.Facts()) }
        if parts[0] == "xapp" { return .says("app \(parts[2])") }
        guard parts[1].count >= 8, parts[1].utf8.allSatisfy(\.isASCIIDigit) else { return .stands(Proof.Facts()) }
        return .says("workspace \(parts[1])")
    }
}
