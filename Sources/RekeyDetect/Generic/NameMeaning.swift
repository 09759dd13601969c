internal import RekeyCore

/// What words of names tell of the credential that a name promises.
struct NameMeaning: OptionSet {
    let rawValue: UInt8

    /// As the last word: a password.
    static let password = NameMeaning(rawValue: 1)
    /// As the last word: a token, secret or key.
    static let token = NameMeaning(rawValue: 2)
    /// As the last word it means other things as often.
    static let vague = NameMeaning(rawValue: 4)
    /// Before `key`: a credential.
    static let qualifier = NameMeaning(rawValue: 8)
    /// Before `key` it means other things as often.
    static let vagueQualifier = NameMeaning(rawValue: 16)
    /// At the end of a name it says nothing of what is named.
    static let neutralTail = NameMeaning(rawValue: 32)
    /// Makes the whole something else: `csrf_token`, `nextPageToken`, `public_key`, `hashedPassword`.
    static let harmless = NameMeaning(rawValue: 64)
    /// `key` itself.
    static let key = NameMeaning(rawValue: 128)

    /// What a word means; empty for most.
    static func meaning(of word: NameWord) -> NameMeaning { word.count > longest ? [] : table.meaning(of: word.letters) }

    /// As many letters as a `NameWord` keeps.
    private static let longest = 16

    // Why one table: reaching a constant that is made at its first use costs as much as looking a word up.
    private static let table = {
        var table = NameMeaningTable()
        for (meaning, words) in words {
            var reader = NameWords()
            let bytes = Array(words.utf8)
            while let word = reader.next(in: bytes.span) { table.add(meaning, to: word.letters) }
        }
        return table
    }()

    private static let words: [(NameMeaning, String)] = [
        (.key, "key keys"),
        (.password, "password passwd pwd pass passphrase passwort pw userpass dbpass passcode"),
        (.token, "secret token secrets apikey credential credentials cred creds bearer jwt auth pat authtoken salt"),
        (.vague, "auth salt jwt pat bearer cred creds"),
        (
            .vagueQualifier,
            """
            account app application client connection cookie db function integration primary rest role root server service session \
            shared sign storage subscription write
            """
        ),
        (
            .qualifier,
            """
            api access secret private auth encryption encrypt signing sign master service app account storage license licence \
            admin root shared webhook role jwt hmac aes cipher crypt crypto deploy subscription session cookie rest server write \
            vault enc integration ingest security token application function connection primary db magic
            """
        ),
        (
            .neutralTail,
            """
            value val string str text plain raw prod production dev development staging live stage base64 b64 v old new current \
            local env default test testing base main internal external
            """
        ),
        (
            .harmless,
            """
            no public pub hash hashes hashed digest checksum fingerprint length len size min max count label placeholder title \
            error errors invalid missing prompt hint help regex pattern algorithm algo authenticity csrf xsrf pagination page next \
            prev previous cursor continuation etag integrity sha sha1 sha256 sha512 md5 css icon color style syntax tokenizer \
            lexer parser expected unknown sort partition foreign unique first second single multi render band
            """
        ),
    ]
}
