package import RekeyCore
internal import RekeyProof

/// The offline checks that rules can ask for; `patterns/README.md` tells authors what each does. The raw value is what they write.
package enum ValidatorName: String, Sendable, CaseIterable {
    case distinct
    case notHex = "not-hex"
    case stored
    case checksum
    case encoded
    case json
    case jwt
    case jwtInside = "jwt-inside"
    case jwtSecret = "jwt-secret"
    case jwk
    case supabaseKey = "supabase-key"
    case supabaseDemo = "supabase-demo"
    case databaseURL = "database-url"
    case privateKey = "private-key"
    case puttyKey = "putty-key"
    case awsKeyID = "aws-key-id"
    case serviceAccount = "service-account"
    case signedURL = "signed-url"
    case macaroon
    case snowflake
    case slackToken = "slack-token"
    case stripeKey = "stripe-key"
    case basicCredentials = "basic-credentials"
    case passwordHash = "password-hash"

    /// What a value of an argument may be.
    package enum Argument: Sendable, Equatable {
        case number
        /// Whole numbers, separated by blanks.
        case numbers
        case text
        case choice([String])

        /// Why `value` is none; `nil` when it is.
        func fault(in value: String) -> String? {
            switch self {
            case .number: Int(value) == nil ? "is not a whole number" : nil
            case .numbers: value.split(separator: " ").allSatisfy { Int($0) != nil } ? nil : "holds something else than whole numbers"
            case .text: nil
            case .choice(let choices): choices.contains(value) ? nil : "may be \(choices.joined(separator: ", "))"
            }
        }
    }

    /// The arguments it takes, by name.
    package var arguments: [String: Argument] {
        switch self {
        case .distinct: ["min": .number]
        case .checksum: ["format": .choice(ChecksumFormat.allCases.map(\.rawValue)), "encoding": .choice(["base64"])]
        case .encoded:
            [
                "encoding": .choice(EncodedPart.Encoding.allCases.map(\.rawValue)), "after": .text, "until": .text, "start": .text,
                "counts": .numbers,
            ]
        case .json: ["after": .text, "until": .text, "members": .text]
        case .jwt: ["class": .choice(["supabase-service", "supabase-anon", "supabase-user", "supabase-other", "other"])]
        case .supabaseKey: ["kind": .choice(["secret", "publishable"])]
        case .supabaseDemo: ["variable": .text]
        case .privateKey, .serviceAccount: ["encoding": .choice(["base64"])]
        case .signedURL: ["signer": .choice(SignedURL.Kind.allCases.map(\.rawValue))]
        case .notHex, .stored, .jwtInside, .jwtSecret, .jwk, .databaseURL, .puttyKey, .awsKeyID, .macaroon, .snowflake, .slackToken,
            .stripeKey, .basicCredentials, .passwordHash:
            [:]
        }
    }

    /// The argument without which it says nothing.
    package var requiredArgument: String? {
        switch self {
        case .checksum: "format"
        case .signedURL: "signer"
        default: nil
        }
    }

    /// Whether it looks at what stands round the match, too.
    package var readsSurroundings: Bool { self == .serviceAccount || self == .signedURL }

    /// What is wrong with a call; `nil` when it can be made.
    package static func fault(in call: Rule.ValidatorCall) -> String? {
        guard let name = ValidatorName(rawValue: call.name) else {
            return "names `\(call.name)`; known are \(allCases.map(\.rawValue).sorted().joined(separator: ", "))"
        }
        for (key, value) in call.arguments.sorted(by: { $0.key < $1.key }) {
            guard let argument = name.arguments[key] else {
                let known = name.arguments.keys.sorted().joined(separator: ", ")
                return "gives `\(key)` to `\(call.name)`, which takes \(known.isEmpty ? "nothing" : known)"
            }
            if let why = argument.fault(in: value) { return "gives `\(call.name)` a `\(key)` that \(why)" }
        }
        guard let required = name.requiredArgument, call.arguments[required] == nil else { return nil }
        return "does not say `\(required)` to `\(call.name)`"
    }
}
