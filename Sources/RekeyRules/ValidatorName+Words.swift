package import RekeyCore

extension ValidatorName {
    /// What a validator asks for, in a few words that follow "the check:". `patterns/README.md` has the whole story.
    package static func words(for call: Rule.ValidatorCall) -> String {
        ValidatorName(rawValue: call.name)?.words(call.arguments) ?? "`\(call.name)`"
    }

    private func words(_ arguments: [String: String]) -> String {
        switch self {
        case .distinct: "at least \(arguments["min"] ?? "5") different characters"
        case .notHex: "more than hexadecimal digits, which would more likely be a digest"
        case .stored: "nothing more: a program stored it in its own file, so words such as `example` in it mean nothing"
        case .checksum: "check digits (\(arguments["format"] ?? "?")): proven when they fit, no finding when documented ones do not"
        case .encoded: "\(arguments["encoding"] ?? "base64") inside that decodes to what the format says"
        case .json: "a JSON object in base64 inside, with the members of the format"
        case .jwt: "a JSON Web Token whose claims say `\(arguments["class"] ?? "other")`"
        case .jwtInside: "a JSON Web Token behind the prefix; an expired one counts for less"
        case .jwtSecret: "a JWT signing secret; proven when it verifies a token found in the same scan"
        case .jwk: "a JSON Web Key, or a set, with private or symmetric members"
        case .supabaseKey: "the parts and the length of a Supabase API key; its checksum is tried against every project named in the scan"
        case .supabaseDemo: "the documented demo values of the self-hosted stack count as info"
        case .databaseURL: "a connection URL with a password that is no placeholder; local development defaults count as info"
        case .privateKey: "a private key that parses; an encrypted key counts for less"
        case .puttyKey: "a PuTTY key file that parses; an encrypted key counts for less"
        case .awsKeyID: "a key ID that is no documentation sample; the account is decoded from it"
        case .serviceAccount: "the service account file round it, with a private key that parses; without one it counts for less"
        case .signedURL: "the end of the permission in the same URL; an expired one counts for less"
        case .macaroon: "a complete macaroon; the registry is read from it"
        case .snowflake: "the ID of a bot in its first part"
        case .slackToken: "nothing more; the workspace or app is read from it"
        case .stripeKey: "nothing more; live or test mode is read from it"
        case .basicCredentials: "user and password in base64, the password no placeholder"
        case .passwordHash: "a hash whose parameters a program accepts; the algorithm is said"
        }
    }
}
