internal import RekeyCore

extension KeyDamage {
    /// What is wrong with a text that starts like a JSON Web Token; `nil` when nothing is.
    static func token(_ bytes: [UInt8]) -> KeyDamage? {
        let names = ["the header", "the payload", "the signature"]
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        if parts.count > 3 { return .surplus(count: bytes.count - parts.prefix(3).reduce(2) { $0 + $1.count }) }
        for (name, part) in zip(names, parts) {
            for (index, byte) in zip(part.indices, part) where !isBase64URL(byte) { return .foreign(part: name, position: index + 1) }
        }
        for (name, part) in zip(names, parts.prefix(2)) where !isObject(part) {
            return name == names[parts.count - 1] ? .cut(part: name, missing: nil) : .unreadable(part: name)
        }
        guard parts.count == 3 else { return .cut(part: names[parts.count], missing: nil) }
        guard let token = JSONWebToken(bytes.span) else {
            return parts[2].isEmpty ? .cut(part: names[2], missing: nil) : .unreadable(part: names[2])
        }
        return signature(token, characters: parts[2].count)
    }

    /// What is wrong with the signature of a whole token, by the length that its algorithm fixes.
    static func signature(_ token: JSONWebToken, characters: Int) -> KeyDamage? {
        guard let count = token.signatureCount else { return nil }
        let expected = (count * 8 + 5) / 6
        if characters < expected { return .cut(part: "the signature", missing: expected - characters) }
        return characters > expected ? .surplus(count: characters - expected) : nil
    }

    private static func isObject(_ part: ArraySlice<UInt8>) -> Bool {
        guard let bytes = Base64.decode(Array(part).span), case .object = JSONReader.wholeValue(of: bytes) else { return false }
        return true
    }
}

extension JSONWebToken {
    /// Bytes of a signature; `nil` where the key decides (RSA) or none is due. Source: RFC 7518 section 3.1, RFC 8037 section 3.1.
    var signatureCount: Int? {
        switch algorithm {
        case .hs256: 32
        case .hs384: 48
        case .hs512, .es256, .edDSA: 64
        case .rs256, .some(.none), nil: nil
        }
    }
}
