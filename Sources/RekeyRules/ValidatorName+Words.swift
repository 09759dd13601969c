package import RekeyCore

extension ValidatorName {
    /// What a validator asks for, in a few words that follow "the check:". `patterns/README.md` has the whole story.
    package static func words(for call: Rule.ValidatorCall) -> String {
        switch call.name {
        case "distinct": "at least \(call.arguments["min"] ?? "5") different characters"
        case "jwt": "a JSON Web Token whose claims say `\(call.arguments["class"] ?? "other")`"
        case "supabase-key": "the parts and the length of a Supabase API key; its checksum is tried against every project named in the scan"
        case "supabase-demo": "the documented demo values of the self-hosted stack count as info"
        case "jwt-secret": "a JWT signing secret; proven when it verifies a token found in the same scan"
        case "jwk": "a JSON Web Key, or a set, with private or symmetric members"
        case "database-url": "a connection URL with a password that is no placeholder; local development defaults count as info"
        case "private-key": "PEM armour round a private key; an encrypted key counts for less"
        case "aws-key-id": "a key ID that is no documentation sample; the account is decoded from it"
        case "not-hex": "more than hexadecimal digits, which would more likely be a digest"
        case "stored": "nothing more: a program stored it in its own file, so words such as `example` in it mean nothing"
        default: "`\(call.name)`"
        }
    }
}
