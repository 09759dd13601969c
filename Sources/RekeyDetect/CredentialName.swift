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

    /// `nil` for `tokenizer`, `passport`, `password_hash`, `publicKey` and other names that only sound like it.
    package static func kind(of name: Span<UInt8>) -> Kind? {
        // Why: `password2` and `API_KEY_1` are as much a credential as without their number.
        var end = name.count
        while end > 0, name[end - 1].isASCIIDigit { end -= 1 }
        var words = split(name.extracting(0..<end))
        while let last = words.last, neutralTails.contains(last) || last.utf8.allSatisfy(\.isASCIIDigit) { words.removeLast() }
        guard let last = words.last else { return nil }
        if words.contains(where: { harmless.contains($0) }) { return nil }
        let head = words.dropLast().last
        if passwordWords.contains(last) { return .password }
        if tokenWords.contains(last) { return .token }
        if last == "key" || last == "keys", let head, keyQualifiers.contains(head) { return .token }
        if words.count >= 2, keyTails.contains(last), words.contains("key"), words.contains(where: { keyQualifiers.contains($0) }) {
            return .token
        }
        return glued(last)
    }

    /// Names written as one word: `dbpassword`, `apikey`, `authtoken`.
    private static func glued(_ word: String) -> Kind? {
        for suffix in ["password", "passwd", "passphrase"] where word.hasSuffix(suffix) { return .password }
        for suffix in [
            "apikey", "secretkey", "accesskey", "privatekey", "authkey", "masterkey", "authtoken", "accesstoken", "clientsecret",
            "appsecret", "apitoken", "apisecret", "encryptionkey", "signingkey", "accountkey",
        ] where word.hasSuffix(suffix) { return .token }
        return nil
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
    private static let keyTails: Set<String> = ["base", "id"]
    private static let keyQualifiers: Set<String> = [
        "api", "access", "secret", "private", "auth", "encryption", "encrypt", "signing", "sign", "master", "service", "app", "account",
        "storage",
        "client", "license", "licence", "admin", "root", "shared", "webhook", "role", "jwt", "hmac", "aes", "cipher", "crypt", "crypto",
        "deploy",
        "consumer", "subscription", "session", "cookie", "rest", "server", "write", "vault", "enc", "integration", "ingest", "security",
        "token",
        "application", "function", "connection", "primary", "db", "application", "magic",
    ]
    private static let neutralTails: Set<String> = [
        "value", "val", "string", "str", "text", "plain", "raw", "prod", "production", "dev", "development", "staging", "live", "stage",
        "base64",
        "b64", "old", "new", "current", "local", "env", "default", "test", "testing", "base", "main", "internal", "external",
    ]
    private static let harmless: Set<String> = [
        "no", "public", "hash", "hashes", "hashed", "digest", "checksum", "fingerprint", "length", "len", "size", "min", "max", "count",
        "type",
        "types",
        "name", "names", "field", "fields", "label", "placeholder", "title", "message", "error", "errors", "prompt", "hint", "help", "path",
        "paths",
        "file", "files", "filename", "url", "uri", "endpoint", "header", "headers", "column", "param", "parameter", "parameters", "regex",
        "pattern",
        "format", "policy", "expiry", "expires", "expiration", "ttl", "timeout", "age", "rotation", "strength", "algorithm", "algo",
        "method", "mode",
        "provider", "manager", "service_name", "arn", "ref", "reference", "version", "schema", "enabled", "disabled", "required",
        "validation", "prefix",
        "suffix", "csrf", "xsrf", "pagination", "page", "next", "cursor", "continuation", "etag", "integrity", "sha", "sha1", "sha256",
        "sha512", "md5",
        "key_id", "keyboard", "css", "class", "selector", "test_id", "testid", "icon", "color", "style", "event", "tokenizer", "lexer",
        "syntax",
    ]
}
