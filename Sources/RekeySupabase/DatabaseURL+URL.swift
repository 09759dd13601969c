internal import RekeyCore

/// The URL forms: `postgres://`, `postgresql://` (a driver may follow, as in `postgresql+asyncpg://`), `ecto://`, `prisma+postgres://`, `jdbc:postgresql://`.
extension DatabaseURL {
    static func urlParts(_ text: Span<UInt8>, at offset: Int) -> Parts? {
        guard let start = endOfScheme(text, at: offset) else { return nil }
        let end = endOfURL(text, from: start, scheme: offset)
        let pathStart = firstOutsideGroups("/?#", text, in: start..<end) ?? end
        guard let at = separator(text, authority: start..<pathStart, end: end) else {
            return withoutUserInfo(text, offset: offset, authority: start..<pathStart, end: end)
        }
        let hostEnd = firstOutsideGroups("/?#", text, in: at + 1..<end) ?? end
        var parts = Parts(range: offset..<end, isEncoded: true)
        let colon = firstOutsideGroups(":", text, in: start..<at)
        parts.user = decodedString(text.copy(start..<(colon ?? at)))
        if let colon { parts.password = colon + 1..<at }
        readHost(text, at + 1..<hostEnd, into: &parts)
        readQuery(text, hostEnd..<end, into: &parts)
        return parts
    }

    /// `jdbc:postgresql://host/db?user=…&password=…`.
    private static func withoutUserInfo(_ text: Span<UInt8>, offset: Int, authority: Range<Int>, end: Int) -> Parts? {
        var parts = Parts(range: offset..<end, isEncoded: true)
        readHost(text, authority, into: &parts)
        readQuery(text, authority.upperBound..<end, into: &parts)
        return parts
    }

    private static let schemes: [String] = ["postgresql", "postgres", "ecto", "prisma+postgres", "postgis"]
    private static let longestDriver = 24

    /// Offset after `://`; `nil` when no scheme of ours stands at `offset`.
    private static func endOfScheme(_ text: Span<UInt8>, at offset: Int) -> Int? {
        let start = text.has("jdbc:", at: offset) ? offset + 5 : offset
        for scheme in schemes where text.has(scheme, at: start) {
            var end = start + scheme.utf8.count
            if text.byte(at: end) == UInt8(ascii: "+") {
                let driver = end
                repeat { end += 1 } while end - driver < longestDriver && text.byte(at: end)?.isASCIIAlphanumeric == true
            }
            if text.has("://", at: end) { return end + 3 }
        }
        return nil
    }

    /// Where white space, a quote or a backslash ends the URL; groups such as `{{ password }}` may hold them.
    ///
    /// Another `://` ends it too, so that text full of URLs is read once and not once for each of them.
    private static func endOfURL(_ text: Span<UInt8>, from start: Int, scheme offset: Int) -> Int {
        let limit = min(text.count, offset + maximumCount)
        var index = start
        while index < limit {
            if let after = endOfGroup(text, at: index, limit: limit) {
                index = after
                continue
            }
            let byte = text[index]
            if byte <= 0x20 || "\"'`\\<>".utf8.contains(byte) || text.has("://", at: index) { break }
            index += 1
        }
        return index
    }

    private static let longestGroup = 96

    /// Offset after a template group that starts at `index`: `{{…}}`, `${…}`, `#{…}`, `$(…)`, `<…>`, `[…]`; `nil` when none does.
    private static func endOfGroup(_ text: Span<UInt8>, at index: Int, limit: Int) -> Int? {
        let bound = min(limit, index + longestGroup)
        let close: String
        switch text.byte(at: index) {
        case UInt8(ascii: "{") where text.has("{{", at: index): close = "}}"
        case UInt8(ascii: "$") where text.has("${", at: index): close = "}"
        case UInt8(ascii: "#") where text.has("#{", at: index): close = "}"
        case UInt8(ascii: "$") where text.has("$(", at: index): close = ")"
        case UInt8(ascii: "<") where text.byte(at: index + 1)?.isASCIIAlphanumeric == true: close = ">"
        case UInt8(ascii: "["): close = "]"
        default: return nil
        }
        let isPlain = close == "]" || close == ">"
        var end = index + 1
        while end < bound, text[end] != 0x0A {
            if text.has(close, at: end) { return min(end + close.utf8.count, limit) }
            // Why: without these stops, text full of opened groups would be searched again from each of them.
            if text.has("//", at: end) || (isPlain && "[<@/".utf8.contains(text[end])) { return nil }
            end += 1
        }
        return nil
    }

    /// The first of `bytes` that is in no template group.
    private static func firstOutsideGroups(_ bytes: String, _ text: Span<UInt8>, in range: Range<Int>) -> Int? {
        var index = range.lowerBound
        while index < range.upperBound {
            if let after = endOfGroup(text, at: index, limit: range.upperBound) {
                index = after
                continue
            }
            if bytes.utf8.contains(text[index]) { return index }
            index += 1
        }
        return nil
    }

    /// The `@` between credentials and host: the last of the authority, because people forget to encode it in passwords.
    ///
    /// They also forget `/`, `?` and `#`: an authority without `@` that is no `host:port` goes on to the next `@`.
    private static func separator(_ text: Span<UInt8>, authority: Range<Int>, end: Int) -> Int? {
        for index in authority.reversed() where text[index] == UInt8(ascii: "@") { return index }
        guard let colon = firstOutsideGroups(":", text, in: authority) else { return nil }
        let afterColon = text.copy(colon + 1..<authority.upperBound)
        guard !afterColon.isEmpty, !afterColon.allSatisfy(\.isASCIIDigit) else { return nil }
        for index in authority.upperBound..<max(end, authority.upperBound) where text[index] == UInt8(ascii: "@") {
            return text.byte(at: index + 1)?.isASCIIAlphanumeric == true ? index : nil
        }
        return nil
    }

    /// The first host of a list, and its port.
    private static func readHost(_ text: Span<UInt8>, _ range: Range<Int>, into parts: inout Parts) {
        var end = range.lowerBound
        if text.byte(at: end) == UInt8(ascii: "[") {
            while end < range.upperBound, text[end] != UInt8(ascii: "]") { end += 1 }
        }
        while end < range.upperBound, text[end] != UInt8(ascii: ":"), text[end] != UInt8(ascii: ",") { end += 1 }
        let host = String(decoding: text.copy(range.lowerBound..<end).map(\.asciiLowercased), as: UTF8.self)
        parts.host = host.isEmpty ? nil : host
        if text.byte(at: end) == UInt8(ascii: ":") {
            var digits = end + 1
            while digits < range.upperBound, text[digits].isASCIIDigit { digits += 1 }
            parts.port = portNumber(text.copy(end + 1..<digits))
        }
        parts.ref = projectRef(user: parts.user, text.copy(range))
    }

    /// `user=`, `password=` and `options=reference%3D…` of the query.
    private static func readQuery(_ text: Span<UInt8>, _ range: Range<Int>, into parts: inout Parts) {
        guard var start = firstOutsideGroups("?", text, in: range) else { return }
        if parts.ref == nil { parts.ref = ProjectRef.harvest(from: text.copy(start..<range.upperBound).span).first }
        while start < range.upperBound {
            start += 1
            let end = firstOutsideGroups("&", text, in: start..<max(start, range.upperBound)) ?? range.upperBound
            if let equals = firstOutsideGroups("=", text, in: start..<max(start, end)) {
                switch String(decoding: text.copy(start..<equals), as: UTF8.self) {
                case "user", "username": parts.user = parts.user ?? decodedString(text.copy(equals + 1..<end))
                case "password": parts.password = parts.password ?? equals + 1..<end
                default: break
                }
            }
            start = end
        }
        if parts.ref == nil { parts.ref = projectRef(user: parts.user, []) }
    }

    /// The ref in the host, or after the last dot of a pooler user.
    static func projectRef(user: String?, _ host: [UInt8]) -> ProjectRef? {
        if let ref = ProjectRef.harvest(from: host.span).first { return ref }
        guard let user, let dot = user.lastIndex(of: ".") else { return nil }
        return ProjectRef(String(user[user.index(after: dot)...]))
    }
}
