internal import RekeyCore

/// Values that stand for a secret without being one.
package enum Placeholder {
    /// Why `value` is no secret: it is filler, a documented sample, or a reference to a value kept elsewhere. `nil` when it may be one.
    ///
    /// A value of fixed `structure` is machine-made, so short words and runs stand in it by chance: only long words count.
    package static func reason(_ value: Span<UInt8>, structured: Bool = false) -> String? {
        if Entropy.distinct(value) < 5 { return "placeholder: fewer than five different characters" }
        if isReference(value) { return "a reference to a value kept elsewhere" }
        guard value.count <= longestFiller else { return nil }
        if let word = words.first(in: value, shortest: structured ? 6 : 1) { return "placeholder: contains `\(word)`" }
        return hasLongRun(value, structured ? value.count / 2 : 6) ? "placeholder: one character repeated" : nil
    }

    /// Whether `value` is one of the passwords that every attacker tries first.
    package static func isTrivialPassword(_ value: Span<UInt8>) -> Bool {
        guard value.count <= 16 else { return false }
        return trivialPasswords.contains(String(decoding: value.lowercased(), as: UTF8.self))
    }

    /// Whether `value` is nothing but words, one of which says that it is a password: `someSeriousPassword`, `master-password`.
    package static func namesItself(_ value: Span<UInt8>) -> Bool {
        guard value.count <= longestPhrase else { return false }
        for index in value.indices where !(value[index].isASCIILetter || "-_.".utf8.contains(value[index])) { return false }
        let lower = value.lowercased()
        return ["password", "passwd", "passphrase"].contains { contains(lower.span, $0) }
    }

    private static let longestPhrase = 32

    /// Longer values are no filler that a person typed.
    private static let longestFiller = 200

    /// `$NAME`, `${NAME}`, `{{ … }}`, `<…>`, `%NAME%`, `process.env.X`, `vault:…` and the like.
    package static func isReference(_ value: Span<UInt8>) -> Bool {
        guard let first = value.isEmpty ? nil : value[0] else { return false }
        let last = value[value.count - 1]
        switch first {
        case UInt8(ascii: "$"):
            guard value.count > 1 else { return true }
            return value[1] == UInt8(ascii: "{") || value[1] == UInt8(ascii: "(") || isVariable(value) || isJoined(value)
        case UInt8(ascii: "<"): return last == UInt8(ascii: ">")
        // Why: a mark of `rekey redact` may have the rest of a line behind it.
        case UInt8(ascii: "["): return last == UInt8(ascii: "]") || starts(value, with: "[rekey:")
        case UInt8(ascii: "{"): return last == UInt8(ascii: "}")
        case UInt8(ascii: "%"): return last == UInt8(ascii: "%") || isFormat(value)
        case UInt8(ascii: "@"): return last == UInt8(ascii: "@")
        case UInt8(ascii: "#"): return value.count > 1 && value[1] == UInt8(ascii: "{")
        case UInt8(ascii: "!"): return starts(value, with: "!vault") || starts(value, with: "!Ref") || starts(value, with: "!Sub")
        default: break
        }
        // Why: a URL cuts `%env(resolve:NAME)%` at its colon.
        if value.count > 2, last == UInt8(ascii: "%"), value[value.count - 2] == UInt8(ascii: ")") { return true }
        if templateMarks.occurs(in: value) { return true }
        return referencePrefixes.begins(value)
    }

    /// Source: the never-report words that scanners agree on (provider facts, section 3).
    private static let words = WordSearch(
        [
            "example", "sample", "changeme", "change_me", "change-me", "changethis", "placeholder", "dummy", "redacted", "sensitive*data",
            "your_", "your-",
            "yourpass",
            "yourtoken", "yoursecret", "yourkey", "yourapi", "your.", "xxxx", "****", "...", "aaaaaa", "abcdef", "00000000", "12345678",
            "replace_", "replace-",
            "replaceme", "insert_", "insert-", "enter_", "enter-your", "_here", "-here", "todo", "notreal", "not-real", "not_real", "fake",
            "lorem",
            "foobar", "my-secret", "my_secret", "mysecret", "mypassword", "my_password", "my-password", "super-secret", "supersecret",
            "django-insecure",
            "…",
        ], foldsCase: true)

    private static let templateMarks = WordSearch([
        "{{", "${", "$(", "<%", "#{", "%(", "process.env", "os.environ", "getenv", "import.meta", "secrets.",
    ])

    private static let referencePrefixes = WordSearch([
        "vault:", "op://", "sops:", "ENC[", "encrypted:", "env(", "env:", "arn:aws:", "projects/", "secret://", "secretRef", "keyvault:",
        "ENV[", "System.getenv", "file://", "/run/secrets/", "awssm://", "gcpsm://", "ssm:/", "ref+",
    ])

    private static func isName(_ value: Span<UInt8>, from start: Int) -> Bool {
        for index in start..<value.count where !(value[index].isASCIIAlphanumeric || value[index] == UInt8(ascii: "_")) { return false }
        return true
    }

    /// `$NAME`: words, or capitals; what is random behind a dollar sign is none.
    private static func isVariable(_ value: Span<UInt8>) -> Bool {
        guard isName(value, from: 1), value[1].isASCIILetter || value[1] == UInt8(ascii: "_") else { return false }
        return value.count < 8 || WordLikeness.surplus(value.extracting(1..<value.count)) < Double(value.count)
    }

    /// `$NAME/rest` and `$NAME.rest`: what a shell fills in.
    private static func isJoined(_ value: Span<UInt8>) -> Bool {
        var index = 1
        while index < value.count, value[index].isASCIIUpper || value[index] == UInt8(ascii: "_") { index += 1 }
        return index > 3 && index < value.count && (value[index] == UInt8(ascii: "/") || value[index] == UInt8(ascii: "."))
    }

    private static func isFormat(_ value: Span<UInt8>) -> Bool {
        value.count <= 4 && value[value.count - 1].isASCIILetter
    }

    private static let trivialPasswords: Set<String> = [
        "postgres", "password", "passwd", "pass", "root", "admin", "mysql", "secret", "test", "testing", "guest", "changeit", "passw0rd",
        "user",
        "username", "default", "123456", "12345678", "qwerty", "letmein", "welcome", "docker", "rootpass", "rootpassword", "adminpass",
        "admin123",
        "password1", "password123", "dbpassword", "db_password", "userpass", "secret123", "token", "toor", "minioadmin", "rabbitmq",
        "neo4j",
        "development", "localhost", "foobar", "hunter2", "pwd", "mypass", "mongodb", "redis", "testpass", "test123", "hello", "dev",
    ]

    private static func hasLongRun(_ value: Span<UInt8>, _ limit: Int) -> Bool {
        let limit = max(limit, 6)
        var run = 1
        for index in value.indices.dropFirst() {
            run = value[index] == value[index - 1] ? run + 1 : 1
            if run >= limit { return true }
        }
        return false
    }

    static func starts(_ value: Span<UInt8>, with prefix: String) -> Bool {
        var index = 0
        for byte in prefix.utf8 {
            guard index < value.count, value[index] == byte else { return false }
            index += 1
        }
        return true
    }

    static func contains(_ value: Span<UInt8>, _ word: String) -> Bool {
        guard let first = word.utf8.first, value.count >= word.utf8.count else { return false }
        for start in 0...(value.count - word.utf8.count) where value[start] == first {
            if starts(value.extracting(start...), with: word) { return true }
        }
        return false
    }
}
