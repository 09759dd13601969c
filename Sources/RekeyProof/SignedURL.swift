internal import RekeyCore

/// URLs that hold their own permission and say until when it lasts.
package enum SignedURL {
    /// Who signed it.
    package enum Kind: String, Sendable, CaseIterable {
        /// Azure's shared access signature: `se` is its end.
        /// Source: learn.microsoft.com, "Create a service SAS".
        case azure
        /// An AWS presigned URL: a date and a number of seconds.
        /// Source: docs.aws.amazon.com, "Authenticating requests: using query parameters".
        case aws
    }

    /// Judges the query round `place` of `text`; `now` is seconds since 1970. An expired permission is low.
    package static func proof(_ kind: Kind, in text: [UInt8], round place: Range<Int>, now: Int64) -> Proof {
        let query = query(of: text, round: place)
        guard let end = end(of: query, kind) else { return .stands(Proof.Facts()) }
        let day = CalendarDate(secondsSince1970: Int(end))
        return end < now
            ? .stands(Proof.Facts(["expired \(day)"], severity: .low)) : .stands(Proof.Facts(["expires \(day)"]))
    }

    private static func end(of query: [UInt8], _ kind: Kind) -> Int64? {
        switch kind {
        case .azure: return value(of: "se", in: query).flatMap(SignedURLTime.seconds)
        case .aws:
            guard let start = value(of: "X-Amz-Date", in: query).flatMap(SignedURLTime.seconds),
                let digits = value(of: "X-Amz-Expires", in: query),
                let count = Int64(String(decoding: digits.prefix(9), as: UTF8.self))
            else { return nil }
            return start + count
        }
    }

    /// The value of a parameter, with `%3A` undone.
    private static func value(of name: String, in query: [UInt8]) -> ArraySlice<UInt8>? {
        for lead in ["?", "&", "amp;"] {
            guard let found = query.firstRange(of: Array("\(lead)\(name)=".utf8)) else { continue }
            let value = String(decoding: query[found.upperBound...].prefix { $0 != UInt8(ascii: "&") }, as: UTF8.self)
            return Array(value.replacing("%3A", with: ":").replacing("%3a", with: ":").utf8)[...]
        }
        return nil
    }

    /// What stands round `place` without blanks, quotes or angle brackets; `\u0026` is `&`.
    private static func query(of text: [UInt8], round place: Range<Int>) -> [UInt8] {
        let place = place.clamped(to: 0..<text.count)
        func ends(_ byte: UInt8) -> Bool { byte <= 0x20 || "\"'<>`".utf8.contains(byte) }
        let start = text[..<place.lowerBound].lastIndex(where: ends).map { $0 + 1 } ?? 0
        let end = text[place.upperBound...].firstIndex(where: ends) ?? text.count
        return Array(String(decoding: text[start..<end], as: UTF8.self).replacing("\\u0026", with: "&").utf8)
    }
}
