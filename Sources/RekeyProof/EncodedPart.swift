internal import RekeyCore

/// A part of a token that is something else in base64 or base32.
package struct EncodedPart: Sendable, Equatable {
    /// The encodings that tokens use.
    package enum Encoding: String, Sendable, CaseIterable { case base64, base32 }

    /// How the part is written.
    package var encoding: Encoding
    /// The part starts behind the first occurrence of this; empty: at the start of the token.
    package var after: String
    /// The part ends before the next occurrence of this; empty: at the end of the token.
    package var until: String

    package init(_ encoding: Encoding = .base64, after: String = "", until: String = "") {
        self.encoding = encoding
        self.after = after
        self.until = until
    }

    /// What the decoded part must be.
    package struct Demand: Sendable, Equatable {
        /// Bytes it starts with.
        package var start: String
        /// Sizes it may have, in bytes; empty: any but nothing.
        package var counts: [Int]

        package init(start: String = "", counts: [Int] = []) {
            self.start = start
            self.counts = counts
        }
    }

    /// The bytes of the part of `token`; `nil` when it is not there or not in that encoding.
    package func decoded(from token: [UInt8]) -> [UInt8]? {
        var rest = token[...]
        if !after.isEmpty {
            guard let mark = rest.firstRange(of: Array(after.utf8)) else { return nil }
            rest = rest[mark.upperBound...]
        }
        if !until.isEmpty {
            guard let mark = rest.firstRange(of: Array(until.utf8)) else { return nil }
            rest = rest[..<mark.lowerBound]
        }
        let part = Array(rest)
        switch encoding {
        case .base64: return Base64.decode(part.span)
        case .base32: return Base32.decode(part)
        }
    }

    /// Whether the part of `token` meets `demand`.
    package func proof(of token: [UInt8], _ demand: Demand) -> Proof {
        guard let bytes = decoded(from: token) else { return .refuted("no \(encoding.rawValue) where the format has some") }
        guard bytes.starts(with: demand.start.utf8) else { return .refuted("what it encodes does not start with `\(demand.start)`") }
        guard demand.counts.isEmpty ? !bytes.isEmpty : demand.counts.contains(bytes.count) else {
            return .refuted("it encodes \(bytes.count) bytes; the format has \(demand.counts.map(String.init).joined(separator: " or "))")
        }
        return .stands(Proof.Facts())
    }

    /// Whether the part of `token` is a JSON object that has all of `members`.
    package func proof(of token: [UInt8], members: [String]) -> Proof {
        guard let bytes = decoded(from: token), let value = JSONReader.wholeValue(of: bytes), case .object(let object) = value else {
            return .refuted("no JSON object where the format has one")
        }
        if let missing = members.first(where: { object[$0] == nil }) { return .refuted("the JSON inside has no `\(missing)`") }
        return .stands(Proof.Facts())
    }
}
