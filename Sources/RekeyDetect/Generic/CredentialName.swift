internal import RekeyCore

/// Judges whether a variable name promises a credential.
package enum CredentialName {
    /// What the name promises.
    package enum Kind: Sendable, Equatable {
        /// A password, which a person may have chosen.
        case password
        /// A token, secret or key, which a machine made.
        case token
    }

    /// What a name promises, and how firmly.
    package struct Promise: Sendable, Equatable {
        package let kind: Kind
        /// Whether the word means other things as often: `auth`, `salt`, `session_key`.
        package let isVague: Bool
    }

    /// `nil` for `tokenizer`, `passport`, `password_hash`, `publicKey` and other names that only sound like it.
    package static func promise(of name: Span<UInt8>) -> Promise? {
        // Why: `password2` and `API_KEY_1` are as much a credential as without their number.
        var end = name.count
        while end > 0, name[end - 1].isASCIIDigit { end -= 1 }
        var words = split(name.extracting(0..<end))
        while let last = words.last, neutralTails.contains(last) { words.removeLast() }
        guard let last = words.last else { return nil }
        if words.contains(where: { harmless.contains($0) }) { return nil }
        let head = words.dropLast().last
        if passwordWords.contains(last) { return Promise(kind: .password, isVague: false) }
        if tokenWords.contains(last) { return Promise(kind: .token, isVague: vagueWords.contains(last)) }
        if last == "key" || last == "keys", let head, keyQualifiers.contains(head) {
            return Promise(kind: .token, isVague: vagueQualifiers.contains(head))
        }
        if last == "base", words.contains("key"), words.contains("secret") { return Promise(kind: .token, isVague: false) }
        return glued(last).map { Promise(kind: $0, isVague: false) }
    }

    /// Whether `name` is that of an access key, which is only the identifier where a secret key stands beside it.
    static func isAccessKey(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 9, name[name.count - 1] | 0x20 == UInt8(ascii: "y"), accessWords.occurs(in: name) else { return false }
        let words = split(name)
        return words.last == "key" && words.dropLast().last == "access" && !words.contains("secret") || words.last == "accesskey"
    }

    private static let accessWords = WordSearch(["access", "Access", "ACCESS"])

    /// Whether `value` holds a word for what it is: `my_secret`, `access_token`.
    static func isNamed(in value: Span<UInt8>) -> Bool { valueWords.occurs(in: value.lowercased().span) }

    private static let valueWords = WordSearch(["pass", "secret", "token", "pwd", "apikey", "api_key", "api-key", "credential", "login"])

    /// Names written as one word: `dbpassword`, `apikey`, `authtoken`.
    private static func glued(_ word: String) -> Kind? {
        for suffix in ["password", "passwd", "passphrase"] where word.hasSuffix(suffix) { return .password }
        for suffix in [
            "apikey", "secretkey", "accesskey", "privatekey", "authkey", "masterkey", "authtoken", "accesstoken", "clientsecret",
            "appsecret", "apitoken", "apisecret", "encryptionkey", "signingkey", "accountkey",
        ] where word.hasSuffix(suffix) { return .token }
        return nil
    }

    /// Whether a name may end with the credential word at `word`: `tokenizer`, `author`, `passed` and a plain `key` do not. A few bytes decide.
    static func mayEnd(_ text: Span<UInt8>, word: Range<Int>) -> Bool {
        guard let last = word.isEmpty ? nil : text[word.upperBound - 1] else { return false }
        let next = word.upperBound < text.count ? text[word.upperBound] : 0
        let goesOn = last.isASCIILower ? next.isASCIILower : next.isASCIIUpper
        let isPlain = word.lowerBound == 0 || !Assignment.isName(text[word.lowerBound - 1])
        switch (text[word.lowerBound].asciiLowercased, word.count) {
        case (UInt8(ascii: "k"), 3): return !isPlain && (!goesOn || next | 0x20 == UInt8(ascii: "s"))
        case (UInt8(ascii: "a"), 4), (UInt8(ascii: "t"), 5): return !goesOn
        case (UInt8(ascii: "s"), 6): return !goesOn || next | 0x20 == UInt8(ascii: "s") || next | 0x20 == UInt8(ascii: "k")
        case (UInt8(ascii: "p"), 4):
            let letter = next | 0x20
            return !goesOn || letter == UInt8(ascii: "w") || letter == UInt8(ascii: "p") || letter == UInt8(ascii: "c")
        default: return true
        }
    }

    /// Lower-case words of a snake_case, kebab-case, dotted or camelCase name.
    static func split(_ name: Span<UInt8>) -> [String] {
        var words: [String] = []
        var word: [UInt8] = []
        for index in name.indices {
            let byte = name[index]
            let isBreak = !byte.isASCIIAlphanumeric
            let previousIsLower = index > 0 && (name[index - 1].isASCIILower || name[index - 1].isASCIIDigit)
            let nextIsLower = index + 1 < name.count && name[index + 1].isASCIILower
            let isHump = byte.isASCIIUpper && (previousIsLower || (nextIsLower && index > 0 && name[index - 1].isASCIIUpper))
            if isBreak || isHump, !word.isEmpty {
                words.append(String(decoding: word, as: UTF8.self))
                word = []
            }
            if !isBreak { word.append(byte.asciiLowercased) }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    private static let passwordWords: Set<String> = [
        "password", "passwd", "pwd", "pass", "passphrase", "passwort", "pw", "userpass", "dbpass", "passcode",
    ]
    private static let tokenWords: Set<String> = [
        "secret", "token", "secrets", "apikey", "credential", "credentials", "cred", "creds", "bearer", "jwt", "auth", "pat", "authtoken",
        "salt",
    ]
    private static let vagueWords: Set<String> = ["auth", "salt", "jwt", "pat", "bearer", "cred", "creds"]
    private static let vagueQualifiers: Set<String> = [
        "account", "app", "application", "client", "connection", "cookie", "db", "function", "integration", "primary", "rest", "role",
        "root",
        "server", "service", "session", "shared", "sign", "storage", "subscription", "write",
    ]
    private static let keyQualifiers: Set<String> = [
        "api", "access", "secret", "private", "auth", "encryption", "encrypt", "signing", "sign", "master", "service", "app", "account",
        "storage",
        "license", "licence", "admin", "root", "shared", "webhook", "role", "jwt", "hmac", "aes", "cipher", "crypt", "crypto",
        "deploy",
        "subscription", "session", "cookie", "rest", "server", "write", "vault", "enc", "integration", "ingest", "security",
        "token",
        "application", "function", "connection", "primary", "db", "application", "magic",
    ]
    private static let neutralTails: Set<String> = [
        "value", "val", "string", "str", "text", "plain", "raw", "prod", "production", "dev", "development", "staging", "live", "stage",
        "base64",
        "b64", "v", "old", "new", "current", "local", "env", "default", "test", "testing", "base", "main", "internal", "external",
    ]
    /// Words before the credential word that make it something else: `csrf_token`, `nextPageToken`, `public_key`, `hashedPassword`.
    private static let harmless: Set<String> = [
        "no", "public", "pub", "hash", "hashes", "hashed", "digest", "checksum", "fingerprint", "length", "len", "size", "min", "max",
        "count",
        "label", "placeholder", "title", "error", "errors", "invalid", "missing", "prompt", "hint", "help", "regex", "pattern", "algorithm",
        "algo", "authenticity", "csrf", "xsrf", "pagination", "page", "next", "prev", "previous", "cursor", "continuation", "etag",
        "integrity", "sha", "sha1",
        "sha256", "sha512", "md5", "css", "icon", "color", "style", "syntax", "tokenizer", "lexer", "parser", "expected", "unknown", "sort",
        "partition", "foreign", "unique", "first", "second", "single", "multi", "render", "band",
    ]
}
