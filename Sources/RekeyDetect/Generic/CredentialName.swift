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
        let name = name.extracting(0..<end)
        var words = NameWords()
        // The last word that is no neutral tail, the meaning of the one before it, and whether it or any before it is harmless.
        var last: (word: NameWord, meaning: NameMeaning, before: NameMeaning, isHarmless: Bool)?
        var (before, isHarmless): (NameMeaning, Bool) = ([], false)
        while let word = words.next(in: name) {
            let meaning = NameMeaning.meaning(of: word)
            isHarmless = isHarmless || meaning.contains(.harmless)
            if !meaning.contains(.neutralTail) { last = (word, meaning, before, isHarmless) }
            before = meaning
        }
        guard let last, !last.isHarmless else { return nil }
        if last.meaning.contains(.password) { return Promise(kind: .password, isVague: false) }
        if last.meaning.contains(.token) { return Promise(kind: .token, isVague: last.meaning.contains(.vague)) }
        if last.meaning.contains(.key), last.before.contains(.qualifier) {
            return Promise(kind: .token, isVague: last.before.contains(.vagueQualifier))
        }
        return glued(last.word).map { Promise(kind: $0, isVague: false) }
    }

    /// Whether `name` is that of an access key, which is only the identifier where a secret key stands beside it.
    static func isAccessKey(_ name: Span<UInt8>) -> Bool {
        guard name.count >= 9, name[name.count - 1] | 0x20 == UInt8(ascii: "y"), accessWords.occurs(in: name) else { return false }
        var words = NameWords()
        var (last, before, namesSecret) = (NameWord(), NameWord(), false)
        while let word = words.next(in: name) {
            (before, last) = (last, word)
            namesSecret = namesSecret || word == NameWord("secret")
        }
        return last == NameWord("accesskey") || last == NameWord("key") && before == NameWord("access") && !namesSecret
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
    @inline(__always) static func mayEnd(_ text: Span<UInt8>, word: Range<Int>) -> Bool {
        guard let last = word.isEmpty ? nil : text[word.upperBound - 1] else { return false }
        let next = word.upperBound < text.count ? text[word.upperBound] : 0
        let goesOn = last.isASCIILower ? next.isASCIILower : next.isASCIIUpper
        let letter = next | 0x20
        switch (text[word.lowerBound] | 0x20, word.count) {
        case (UInt8(ascii: "k"), 3):
            let isPlain = word.lowerBound == 0 || !Assignment.isName(text[word.lowerBound - 1])
            return !isPlain && (!goesOn || letter == UInt8(ascii: "s"))
        case (UInt8(ascii: "a"), 4), (UInt8(ascii: "t"), 5): return !goesOn
        case (UInt8(ascii: "s"), 6): return !goesOn || letter == UInt8(ascii: "s") || letter == UInt8(ascii: "k")
        case (UInt8(ascii: "p"), 4):
            return !goesOn || letter == UInt8(ascii: "w") || letter == UInt8(ascii: "p") || letter == UInt8(ascii: "c")
        default: return true
        }
    }
}
