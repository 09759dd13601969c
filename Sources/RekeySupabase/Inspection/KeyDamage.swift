internal import RekeyCore

/// What is wrong with a text that starts like a Supabase key. Positions and counts are characters, from 1.
package enum KeyDamage: Sendable, Equatable {
    /// The text ends inside `part`; `missing` characters, where the length is fixed.
    case cut(part: String, missing: Int?)
    /// More text than a key has.
    case surplus(count: Int)
    /// A character that cannot stand in `part`.
    case foreign(part: String, position: Int)
    /// `part` does not decode to what it must hold.
    case unreadable(part: String)
    /// Dots, stars or bullets: a dashboard shows keys so, and copying what it shows copies no key.
    case masked
    /// A line end or blank inside: broken by a terminal or a mail, or several values.
    case broken

    /// One phrase for the person who pasted.
    package var words: String {
        switch self {
        case .cut(let part, .some(let missing)):
            "cut off in \(part): \(missing) \(missing == 1 ? "character is" : "characters are") missing"
        case .cut(let part, .none): "cut off in \(part)"
        case .surplus(let count): "\(count) \(count == 1 ? "character" : "characters") too long"
        case .foreign(let part, let position): "character \(position) cannot stand in \(part)"
        case .unreadable(let part): "\(part) is not readable: a character is missing or changed"
        case .masked: "masked: dots or stars stand where characters belong; use the copy button of the dashboard"
        case .broken: "broken by a line end or a blank"
        }
    }
}

extension KeyDamage {
    /// What is wrong with a text that no parser takes whole; `nil` when it does not start like a key.
    static func found(in bytes: [UInt8]) -> KeyDamage? {
        let known = ["sb_secret_", "sb_publishable_", "sbp_", "sba_", "v1,whsec_", "eyJ"].contains { bytes.starts(with: $0.utf8) }
        guard known else { return nil }
        if isMasked(bytes) { return .masked }
        if bytes.contains(where: \.isASCIISpace) { return .broken }
        if let kind = SupabaseAPIKey.Kind.allCases.first(where: { bytes.starts(with: $0.rawValue.utf8) }) { return apiKey(bytes, kind) }
        if bytes.starts(with: "sbp_".utf8) || bytes.starts(with: "sba_".utf8) { return accessToken(bytes) }
        return bytes.starts(with: "eyJ".utf8) ? token(bytes) : hookSecret(bytes)
    }

    /// Three stars or dots in a row, or any bullet or ellipsis.
    private static func isMasked(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return ["***", "...", "•", "…", "●", "·"].contains { text.contains($0) }
    }

    private static func apiKey(_ bytes: [UInt8], _ kind: SupabaseAPIKey.Kind) -> KeyDamage? {
        let prefix = kind.rawValue.utf8.count
        let separator = prefix + SupabaseAPIKey.randomCount
        for (index, byte) in bytes.enumerated().dropFirst(prefix) where !isBase64URL(byte) {
            return .foreign(part: index < separator ? "the random part" : "the checksum", position: index + 1)
        }
        if bytes.count > kind.keyCount { return .surplus(count: bytes.count - kind.keyCount) }
        guard bytes.count == kind.keyCount else {
            return .cut(part: bytes.count <= separator ? "the random part" : "the checksum", missing: kind.keyCount - bytes.count)
        }
        return bytes[separator] == UInt8(ascii: "_") ? nil : .foreign(part: "the place of the underscore", position: separator + 1)
    }

    private static func accessToken(_ bytes: [UInt8]) -> KeyDamage? {
        let head = ["sbp_oauth_", "sbp_v0_", "sbp_", "sba_"].first { bytes.starts(with: $0.utf8) }.map(\.utf8.count) ?? 0
        for (index, byte) in bytes.enumerated().dropFirst(head) where !byte.isASCIIHexDigit || byte.isASCIIUpper {
            return .foreign(part: "the hexadecimal digits", position: index + 1)
        }
        let digits = bytes.count - head
        if digits == SupabaseAccessToken.digitCount { return nil }
        return digits < SupabaseAccessToken.digitCount
            ? .cut(part: "the hexadecimal digits", missing: SupabaseAccessToken.digitCount - digits)
            : .surplus(count: digits - SupabaseAccessToken.digitCount)
    }

    private static func hookSecret(_ bytes: [UInt8]) -> KeyDamage? {
        if bytes.contains(UInt8(ascii: "|")) { return .unreadable(part: "one of the secrets of the list") }
        let head = "v1,whsec_".utf8.count
        for (index, byte) in bytes.enumerated().dropFirst(head) where !(byte.isBase64 && byte != 0x2D && byte != 0x5F) && byte != 0x3D {
            return .foreign(part: "the base64 text", position: index + 1)
        }
        let count = bytes.count - head
        if count < HookSecret.payloadCount.lowerBound { return .cut(part: "the base64 text", missing: nil) }
        return count > HookSecret.payloadCount.upperBound
            ? .surplus(count: count - HookSecret.payloadCount.upperBound) : .unreadable(part: "the base64 text")
    }

    static func isBase64URL(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") }
}
