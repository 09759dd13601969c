internal import RekeyCore

/// The keyword forms: libpq's `host=… user=… password='…'`, and `Host=…;Username=…;Password=…` of other drivers.
///
/// Source: PostgreSQL manual, "Connection Strings", 34.1.1.1.
extension DatabaseURL {
    private static let keywords: Set<String> = [
        "host", "hostaddr", "server", "port", "dbname", "database", "user", "username", "userid", "password", "pwd", "sslmode", "options",
        "connect_timeout", "application_name", "target_session_attrs", "sslrootcert", "pooling", "trustservercertificate",
    ]

    /// No real string has more; text full of keywords stays cheap to read from each of them.
    private static let maximumPairs = 24

    static func keywordParts(_ text: Span<UInt8>, at offset: Int) -> Parts? {
        var index = start(text, before: offset)
        let limit = min(text.count, index + maximumCount)
        var parts = Parts(range: index..<index, isEncoded: false)
        var count = 0
        while index < limit, count < maximumPairs, let pair = pair(text, in: index..<limit) {
            read(text, pair, into: &parts)
            count += 1
            parts.range = parts.range.lowerBound..<pair.end
            index = pair.end
            while let byte = text.byte(at: index), index < limit, byte == 0x20 || byte == UInt8(ascii: ";") { index += 1 }
        }
        guard count > 1 else { return nil }
        if parts.ref == nil { parts.ref = projectRef(user: parts.user, Array((parts.host ?? "").utf8)) }
        return parts
    }

    private struct Pair {
        var keyword: String
        var value: Range<Int>
        /// After the value and its quote.
        var end: Int
    }

    /// One `keyword=value`; `nil` when what stands here is none of ours.
    private static func pair(_ text: Span<UInt8>, in range: Range<Int>) -> Pair? {
        var equals = range.lowerBound
        while equals < range.upperBound, equals - range.lowerBound < 32, text[equals] != UInt8(ascii: "=") { equals += 1 }
        guard text.byte(at: equals) == UInt8(ascii: "="), equals < range.upperBound else { return nil }
        let keyword = keyword(text.copy(range.lowerBound..<equals))
        guard keywords.contains(keyword) else { return nil }
        var start = equals + 1
        while start < range.upperBound, text[start] == 0x20 { start += 1 }
        guard text.byte(at: start) == UInt8(ascii: "'"), start < range.upperBound else {
            let end = endOfBareValue(text, in: start..<range.upperBound)
            return Pair(keyword: keyword, value: start..<end, end: end)
        }
        var end = start + 1
        while end < range.upperBound, text[end] != UInt8(ascii: "'") { end += text[end] == UInt8(ascii: "\\") ? 2 : 1 }
        guard end < range.upperBound else { return nil }
        return Pair(keyword: keyword, value: start + 1..<end, end: end + 1)
    }

    private static func keyword(_ text: [UInt8]) -> String {
        String(decoding: text.filter { $0 != 0x20 }.map(\.asciiLowercased), as: UTF8.self)
    }

    /// A bare value ends at white space, a quote, or a `;` that another keyword follows or that ends the text.
    private static func endOfBareValue(_ text: Span<UInt8>, in range: Range<Int>) -> Int {
        var index = range.lowerBound
        while index < range.upperBound {
            let byte = text[index]
            if byte <= 0x20 || "\"'`".utf8.contains(byte) { break }
            if byte == UInt8(ascii: ";"), startsPair(text, after: index) { break }
            index += 1
        }
        return index
    }

    private static func startsPair(_ text: Span<UInt8>, after semicolon: Int) -> Bool {
        var end = semicolon + 1
        while let byte = text.byte(at: end), byte.isASCIILetter || byte == 0x20 || byte == UInt8(ascii: "_"), end - semicolon < 32 {
            end += 1
        }
        guard let byte = text.byte(at: end), byte > 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "'") else { return true }
        return byte == UInt8(ascii: "=")
    }

    private static func read(_ text: Span<UInt8>, _ pair: Pair, into parts: inout Parts) {
        let value = text.copy(pair.value)
        switch pair.keyword {
        case "host", "hostaddr", "server":
            parts.host = parts.host ?? String(decoding: value.map(\.asciiLowercased), as: UTF8.self)
        case "port": parts.port = portNumber(value)
        case "user", "username", "userid": parts.user = String(decoding: value, as: UTF8.self)
        case "password", "pwd": parts.password = pair.value
        case "options": parts.ref = ProjectRef.harvest(from: value.span).first
        default: break
        }
    }

    /// Walks back over whole `keyword=value` words, so that a string found at `password=` is read from its beginning.
    private static func start(_ text: Span<UInt8>, before offset: Int) -> Int {
        var start = offset
        for _ in 0..<16 {
            var end = start
            while let byte = text.byte(at: end - 1), byte == 0x20 || byte == UInt8(ascii: ";") { end -= 1 }
            var low = end
            while let byte = text.byte(at: low - 1), byte > 0x20, !"\"'`;".utf8.contains(byte), end - low < 256 { low -= 1 }
            let word = text.copy(low..<end)
            guard end < start, let equals = word.firstIndex(of: UInt8(ascii: "=")), keywords.contains(keyword(Array(word[..<equals])))
            else {
                return start
            }
            start = low
        }
        return start
    }
}
