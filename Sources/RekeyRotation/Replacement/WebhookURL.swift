internal import RekeyCore

/// An `https` URL in its parts; read strictly, because what is judged here was pasted, not found in a log.
struct WebhookURL {
    /// Lower case, without port.
    let host: String
    /// Segments of the path, as written; none is empty.
    let path: [String]
    /// Parameters of the query, as written; where a name repeats, the last counts.
    let query: [String: String]

    /// Longest URL that is read. Bytes.
    private static let maximumCount = 2_048

    /// `nil` unless `text` is one `https` URL with a path, of printable ASCII without blanks, quotes, backslashes and login.
    init?(_ text: Span<UInt8>) {
        guard text.count <= Self.maximumCount else { return nil }
        var bytes: [UInt8] = []
        for index in text.indices {
            guard 0x21...0x7E ~= text[index], !"\"'<>\\`{}".utf8.contains(text[index]) else { return nil }
            bytes.append(text[index])
        }
        let whole = String(decoding: bytes, as: UTF8.self)
        guard whole.lowercased().hasPrefix("https://") else { return nil }
        let address = whole.dropFirst(8).prefix { $0 != "#" }
        let beforeQuery = address.prefix { $0 != "?" }
        let segments = beforeQuery.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard segments.count >= 2, let authority = segments.first, !authority.contains("@") else { return nil }
        var path = Array(segments.dropFirst())
        if path.last == "" { path.removeLast() }
        guard !path.isEmpty, !path.contains("") else { return nil }
        host = authority.prefix { $0 != ":" }.lowercased()
        self.path = path
        var query: [String: String] = [:]
        for pair in address.dropFirst(beforeQuery.count + 1).split(separator: "&") {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if let name = sides.first { query[String(name)] = sides.count == 2 ? String(sides[1]) : "" }
        }
        self.query = query
    }
}
