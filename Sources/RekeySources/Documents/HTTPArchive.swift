internal import RekeyCore

/// A HAR file, as browsers save what they sent and got: the head and the body of each request and response are texts.
///
/// Source: HAR 1.2 (w3c.github.io/web-performance/specs/HAR).
struct HTTPArchive {
    private struct Key: Hashable, Comparable {
        var entry: Int
        var isResponse: Bool

        static func < (left: Key, right: Key) -> Bool {
            left.entry != right.entry ? left.entry < right.entry : !left.isResponse && right.isResponse
        }
    }

    /// A list of names and values, in the order in which they are written.
    private enum List: String, CaseIterable { case headers, queryString, cookies, params }

    private struct Message {
        /// By name of the member: `url`, `method`, `text`, `mimeType`, `encoding`.
        var strings: [String: Range<Int>] = [:]
        var names: [List: [Int: Range<Int>]] = [:]
        var values: [List: [Int: Range<Int>]] = [:]
    }

    private let path: [UInt8]
    private let strings: JSONStrings
    private var messages: [Key: Message] = [:]

    init(_ bytes: [UInt8], path: [UInt8]) {
        self.path = path
        strings = JSONStrings(bytes)
        var messages: [Key: Message] = [:]
        strings.lend { path, range in Self.add(path, range, to: &messages) }
        self.messages = messages
    }

    private static func add(_ path: [JSONStep], _ range: Range<Int>, to messages: inout [Key: Message]) {
        guard path.count >= 5, path[0] == .name("log"), path[1] == .name("entries"), case .index(let entry) = path[2],
            case .name(let side) = path[3], side == "request" || side == "response", case .name(let member) = path[4]
        else { return }
        let key = Key(entry: entry, isResponse: side == "response")
        let rest = member == "postData" || member == "content" ? path[5...] : path[4...]
        guard case .name(let name) = rest.first else { return }
        if rest.count == 1 { messages[key, default: Message()].strings[name] = range }
        guard rest.count == 3, let list = List(rawValue: name), case .index(let number) = rest[rest.startIndex + 1] else { return }
        if rest.last == .name("name") { messages[key, default: Message()].names[list, default: [:]][number] = range }
        if rest.last == .name("value") { messages[key, default: Message()].values[list, default: [:]][number] = range }
    }

    var reading: DocumentReading {
        var reading = DocumentReading()
        for key in messages.keys.sorted() {
            guard let message = messages[key] else { continue }
            let words = "entry \(key.entry + 1) \(key.isResponse ? "response" : "request")"
            reading.parts.append(head(of: message, words, &reading.covered))
            if let body = body(of: message, words) { reading.parts.append(body) }
        }
        return reading
    }

    /// The first line and the headers, as they were sent, and the other names and values behind them.
    private func head(of message: Message, _ words: String, _ covered: inout [Range<Int>]) -> DocumentPart {
        // Why: headers are written as YAML writes names and values.
        var part = DocumentPart(words, seenAs: path + Array(".yaml".utf8))
        if let method = message.strings["method"] {
            part.append(strings.unescaped(method), from: method)
            part.append(" ")
        }
        if let url = message.strings["url"] {
            let whole = strings.unescaped(url)
            let isTold = message.values[.queryString] != nil
            part.append(isTold ? Array(whole.prefix { $0 != UInt8(ascii: "?") }) : whole, from: url)
            part.append("\n")
        }
        let headers = message.names[.headers].map { $0.values.map { strings.word($0).lowercased() } } ?? []
        for list in List.allCases {
            let isToldTwice = list == .cookies && (headers.contains("cookie") || headers.contains("set-cookie"))
            for (number, value) in (message.values[list] ?? [:]).sorted(by: { $0.key < $1.key }) {
                if isToldTwice { covered.append(value) } else { append(message.names[list]?[number], value, to: &part) }
            }
        }
        return part
    }

    private func append(_ name: Range<Int>?, _ value: Range<Int>, to part: inout DocumentPart) {
        part.beginLine()
        if let name { part.append(strings.unescaped(name), from: name) }
        part.append(": ")
        part.append(strings.unescaped(value), from: value)
        part.append("\n")
    }

    private func body(of message: Message, _ words: String) -> DocumentPart? {
        guard let range = message.strings["text"] else { return nil }
        let type = message.strings["mimeType"].map(strings.word) ?? ""
        var part = DocumentPart("\(words) body", seenAs: path + Array(Self.ending(type).utf8))
        var bytes = strings.unescaped(range)
        if let encoding = message.strings["encoding"], strings.word(encoding) == "base64" {
            guard let decoded = Base64.decode(bytes.span) else { return nil }
            bytes = decoded
        }
        part.append(bytes, from: range)
        return part
    }

    /// The ending of files of a type of media.
    private static func ending(_ type: String) -> String {
        let known = [("json", ".json"), ("html", ".html"), ("javascript", ".min.js"), ("xml", ".xml"), ("css", ".min.css")]
        return known.first { type.contains($0.0) }?.1 ?? ".txt"
    }
}
