internal import Libcrypto
internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRules
internal import RekeySupabase

@testable internal import RekeyDetect

/// Scans with the built-in rules, or with rules made by a test.
enum Scanning {
    static let now: Int64 = 1_795_000_000

    private static let builtIn = Result { try RuleSet(BuiltInCatalogue.load()) }

    static func scan(_ text: String, path: String = "settings.env", isMessage: Bool = false) throws -> ChunkResult {
        try scan(Array(text.utf8), path: path, isMessage: isMessage)
    }

    static func scan(_ text: [UInt8], path: String = "settings.env", isMessage: Bool = false) throws -> ChunkResult {
        try Detector(builtIn.get(), now: now).scan(text.span, path: Array(path.utf8), isMessage: isMessage)
    }

    static func scan(_ text: [UInt8], parts: [Range<Int>]) throws -> ChunkResult {
        try Detector(builtIn.get(), now: now).scan(text.span, path: Array("app.log".utf8), parts: parts)
    }

    static func scan(_ text: String, rules: [Rule], path: String = "settings.env", traces: Bool = false) throws -> ChunkResult {
        let bytes = Array(text.utf8)
        let set = try RuleSet(Catalogue(rules: rules, harvested: HarvestLiterals.all))
        return try Detector(set, now: now, traces: traces).scan(bytes.span, path: Array(path.utf8))
    }

    /// The identifiers of what was found, in order of place.
    static func ids(_ text: String, path: String = "settings.env") throws -> [RuleID] {
        try scan(text, path: path).detections.map(\.rule.id)
    }
}

/// A rule for `acme_` and sixteen lower-case letters, changed by `change`.
func acmeRule(_ id: RuleID = "acme.token", _ change: (inout Rule) -> Void = { _ in }) -> Rule {
    var rule = Rule(id: id, title: "Acme token")
    rule.provider = "acme"
    rule.regex = "acme_([a-z]{16})"
    rule.anchors = ["acme_"]
    change(&rule)
    return rule
}

/// Synthetic credentials, made at run time.
enum Minting {
    static let ref = "kwzqxvbnmlpotrewasdf"
    static let otherRef = "plmoknijbuhvygctfxrd"

    static func base64URL(_ bytes: [UInt8]) -> String { String(decoding: Base64.encode(bytes.span, urlSafe: true), as: UTF8.self) }

    /// A GitHub token whose check digits fit.
    static func gitHubToken(seed: Int = 1) -> String {
        String(decoding: ExampleTemplate("{sum:github:ghp_{alnum:30}}", seed: UInt64(seed)).text, as: UTF8.self)
    }

    /// A token over `payload`, signed with HMAC-SHA256.
    static func token(_ payload: String, secret: String, header: String = #"{"alg":"HS256","typ":"JWT"}"#) -> String {
        let input = base64URL(Array(header.utf8)) + "." + base64URL(Array(payload.utf8))
        let code = Digest.hmac(.sha256, key: Array(secret.utf8).span, message: Array(input.utf8).span) ?? []
        return input + "." + base64URL(code)
    }

    static func role(_ role: String, ref: String = Minting.ref, expires: Int64 = 2_015_576_000) -> String {
        #"{"iss":"supabase","ref":"\#(ref)","role":"\#(role)","iat":1700000000,"exp":\#(expires)}"#
    }

    /// A key whose checksum fits `ref`.
    static func apiKey(_ prefix: String, random: String = "Qk3xVt9LmZp2Rw" + "7YbN4cHg", ref: String) -> String {
        let body = prefix + random
        let digest = Digest.sha256(Array("\(ref)|\(body)".utf8).span)
        return "\(body)_\(base64URL(digest).prefix(8))"
    }

    /// `count` characters of `alphabet` that look random, different for each `seed`.
    static func text(_ count: Int, of alphabet: String = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", seed: Int = 1)
        -> String
    {
        let alphabet = Array(alphabet.utf8)
        var output: [UInt8] = []
        var block = Array("seed \(seed)".utf8)
        while output.count < count {
            block = Digest.sha256(block.span)
            output += block.map { alphabet[Int($0) % alphabet.count] }
        }
        return String(decoding: output.prefix(count), as: UTF8.self)
    }
}
