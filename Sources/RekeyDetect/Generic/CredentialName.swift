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
        let words = NameWord.split(name.extracting(0..<end))
        let meanings = words.map(NameMeaning.meaning)
        guard let last = meanings.lastIndex(where: { !$0.contains(.neutralTail) }) else { return nil }
        let meaning = meanings[last]
        if meanings[...last].contains(where: { $0.contains(.harmless) }) { return nil }
        if meaning.contains(.password) { return Promise(kind: .password, isVague: false) }
        if meaning.contains(.token) { return Promise(kind: .token, isVague: meaning.contains(.vague)) }
        if meaning.contains(.key), last > 0, meanings[last - 1].contains(.qualifier) {
            return Promise(kind: .token, isVague: meanings[last - 1].contains(.vagueQualifier))
        }
        return glued(words[last]).map { Promise(kind: $0, isVague: false) }
    }

    /// Whether `name` is that of an access key, which is only the identifier where a secret key stands beside it.
    static func isAccessKey(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 9, name[name.count - 1] | 0x20 == UInt8(ascii: "y"), accessWords.occurs(in: name) else { return false }
        let words = NameWord.split(name)
        guard let last = words.last else { return false }
        if last == NameWord("accesskey") { return true }
        return last == NameWord("key") && words.dropLast().last == NameWord("access") && !words.contains(NameWord("secret"))
    }

    private static let accessWords = WordSearch(["access", "Access", "ACCESS"])

    /// Whether `value` holds a word for what it is: `my_secret`, `access_token`.
    static func isNamed(in value: Span<UInt8>) -> Bool { valueWords.occurs(in: value) }

    private static let valueWords = WordSearch(
        ["pass", "secret", "token", "pwd", "apikey", "api_key", "api-key", "credential", "login"], foldsCase: true)

    /// Names written as one word: `dbpassword`, `apikey`, `authtoken`.
    private static func glued(_ word: NameWord) -> Kind? {
        if gluedPasswords.contains(where: word.ends) { return .password }
        return gluedTokens.contains(where: word.ends) ? .token : nil
    }

    private static let gluedPasswords = ["password", "passwd", "passphrase"].map(NameWord.init)
    private static let gluedTokens = [
        "apikey", "secretkey", "accesskey", "privatekey", "authkey", "masterkey", "authtoken", "accesstoken", "clientsecret",
        "appsecret", "apitoken", "apisecret", "encryptionkey", "signingkey", "accountkey",
    ].map(NameWord.init)

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
}
