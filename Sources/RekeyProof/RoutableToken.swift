internal import Deflate
internal import RekeyCore

/// GitLab's routable tokens: prefix, payload in base64url, a dot, a version, the payload's length and a CRC-32.
///
/// Source: GitLab's source, `Authn::TokenField::Generator::RoutableToken`; passed on published vectors with and without version.
enum RoutableToken {
    private static let sumCount = 7
    private static let lengthCount = 2

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard let dot = text.firstIndex(of: UInt8(ascii: ".")), text.count - dot > sumCount + lengthCount else {
            return .foreign("a routable token has a dot before its check digits")
        }
        let body = Array(text.dropLast(sumCount))
        guard text.suffix(sumCount).elementsEqual(sum(of: body)) else { return .differs(isCertain: true) }
        let payload = payload(of: Array(text[..<dot]))
        guard body.suffix(lengthCount).elementsEqual(length(of: payload)) else { return .differs(isCertain: true) }
        return .fits(facts(in: payload))
    }

    /// `body` is prefix and payload; version, length and sum are added.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        let payload = payload(of: body)
        guard !payload.isEmpty, payload.count < 36 * 36 else { return nil }
        let counted = body + Array(".01.".utf8) + length(of: payload)
        return counted + sum(of: counted)
    }

    private static func sum(of body: [UInt8]) -> [UInt8] { Digits.write(CRC32.of(body), in: Digits.base36, count: sumCount) }

    private static func length(of payload: ArraySlice<UInt8>) -> [UInt8] {
        Digits.write(UInt32(truncatingIfNeeded: payload.count), in: Digits.base36, count: lengthCount)
    }

    /// What stands behind the prefix: up to the first hyphen, and for runners up to `t1_`.
    private static func payload(of text: [UInt8]) -> ArraySlice<UInt8> {
        guard let hyphen = text.firstIndex(of: UInt8(ascii: "-")) else { return [] }
        let rest = text[(hyphen + 1)...]
        let isTyped =
            rest.count > 3 && rest.first == UInt8(ascii: "t") && rest[hyphen + 2].isASCIIDigit && rest[hyphen + 3] == UInt8(ascii: "_")
        return isTyped ? rest.dropFirst(3) : rest
    }

    /// Random bytes, lines of `key:number` in base 36, and the count of the random bytes; which of the two comes first differs.
    private static func facts(in payload: ArraySlice<UInt8>) -> [String] {
        let text = Array(payload)
        guard let bytes = Base64.decode(text.span), let count = bytes.last, bytes.count > Int(count) + 1 else { return [] }
        let parts = [bytes[Int(count)..<(bytes.count - 1)], bytes[..<(bytes.count - 1 - Int(count))]]
        guard let lines = parts.lazy.compactMap(numbers).first else { return [] }
        let names: [(UInt8, String)] = [
            (UInt8(ascii: "u"), "user"), (UInt8(ascii: "p"), "project"), (UInt8(ascii: "g"), "group"), (UInt8(ascii: "o"), "organisation"),
        ]
        return names.compactMap { letter, name in lines[letter].map { "\(name) \($0)" } }
    }

    private static func numbers(in part: ArraySlice<UInt8>) -> [UInt8: Int]? {
        var numbers: [UInt8: Int] = [:]
        for line in part.split(separator: UInt8(ascii: "\n")) {
            guard line.count > 2, line.count < 12, let key = line.first, key.isASCIILower, line.dropFirst().first == UInt8(ascii: ":"),
                let value = Int(String(decoding: line.dropFirst(2), as: UTF8.self), radix: 36)
            else { return nil }
            numbers[key] = value
        }
        return numbers.isEmpty ? nil : numbers
    }
}
