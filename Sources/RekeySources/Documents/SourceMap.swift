internal import ByteSearch
internal import RekeyCore

/// A source map: each source that it holds is a text, named as its place in the project.
///
/// Source: ECMA-426, sections 9 (`sources`, `sourcesContent`) and 10 (`sections`).
enum SourceMap {
    /// The sources of a map in a file of its own.
    static func reading(of bytes: [UInt8]) -> DocumentReading {
        let strings = JSONStrings(bytes)
        var names: [[JSONStep]: String] = [:]
        var contents: [(path: [JSONStep], range: Range<Int>)] = []
        strings.lend { path, range in
            guard path.count >= 2, case .index = path[path.count - 1] else { return }
            if path[path.count - 2] == .name("sources") { names[path] = strings.word(range) }
            if path[path.count - 2] == .name("sourcesContent") { contents.append((path, range)) }
        }
        var reading = DocumentReading()
        for (path, range) in contents {
            guard case .index(let number) = path[path.count - 1] else { continue }
            let name = names[path.dropLast(2) + [.name("sources"), .index(number)]].map(place)
            var part = DocumentPart(name.flatMap { $0.isEmpty ? nil : $0 } ?? "source \(number + 1)")
            part.append(strings.unescaped(range), from: range)
            reading.parts.append(part)
        }
        return reading
    }

    /// The sources of the map that stands in the last lines of a script or style sheet, in base64.
    static func reading(ofScript bytes: [UInt8]) -> DocumentReading {
        var reading = DocumentReading()
        guard let range = mapRange(bytes), let map = Base64.decode(bytes.span.extracting(range)) else { return reading }
        let inner = Self.reading(of: map)
        guard !inner.parts.isEmpty else { return reading }
        reading.covered = [range]
        for part in inner.parts {
            var outer = DocumentPart(part.entry)
            outer.append(part.bytes, from: range)
            reading.parts.append(outer)
        }
        return reading
    }

    private static let mark = Array("sourceMappingURL=data:application/json".utf8)
    private static let encoding = Array(";base64,".utf8)
    /// Bytes behind the map: the end of a comment, and empty lines.
    private static let longestEnd = 64
    private static let longestLead = 128

    /// The base64 of the map.
    private static func mapRange(_ bytes: [UInt8]) -> Range<Int>? {
        var end = bytes.count
        let least = max(0, end - longestEnd)
        while end > least, bytes[end - 1].isASCIISpace { end -= 1 }
        if bytes[..<end].suffix(2).elementsEqual("*/".utf8) { end -= 2 }
        while end > least, bytes[end - 1].isASCIISpace { end -= 1 }
        let line = ByteSearch.last(of: 0x0A, in: bytes.span, before: end).map { $0 + 1 } ?? 0
        let head = bytes[line..<min(end, line + longestLead)]
        guard let place = head.start(of: mark) else { return nil }
        guard let start = bytes[(place + mark.count)..<min(end, line + longestLead)].start(of: encoding) else { return nil }
        return start + encoding.count..<end
    }

    /// The path in a project that a source is called by: without the scheme of a bundler, and what climbs.
    static func place(_ name: String) -> String {
        let parts = name.split(separator: "/", omittingEmptySubsequences: true)
        return parts.filter { $0 != "." && $0 != ".." && $0.last != ":" }.joined(separator: "/")
    }
}

extension Collection<UInt8> where Index == Int {
    /// Where `part` stands first.
    func start(of part: [UInt8]) -> Int? {
        guard let first = part.first else { return startIndex }
        return indices.first { self[$0] == first && self[$0...].starts(with: part) }
    }

    /// Whether `part` stands in it.
    func holds(_ part: [UInt8]) -> Bool { start(of: part) != nil }
}
