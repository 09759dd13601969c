internal import RekeyCore

/// Expands the example templates of rules: random-looking parts are made at run time, so that no file holds a secret.
package struct ExampleTemplate: Sendable {
    /// The expanded text, without marks.
    package let text: [UInt8]
    /// Where the template marks the secret with `‹` and `›`; `nil` without marks.
    package let secret: Range<Int>?

    /// Expands `template`; the same `seed` gives the same text.
    package init(_ template: String, seed: UInt64) {
        var generator = SplitMix(state: seed)
        let expanded = Self.expand(Array(template.utf8)[...], &generator)
        var text: [UInt8] = []
        var start: Int?
        var end: Int?
        var index = 0
        while index < expanded.count {
            if Self.mark("‹", at: index, in: expanded) {
                start = text.count
            } else if Self.mark("›", at: index, in: expanded) {
                end = text.count
            } else {
                text.append(expanded[index])
                index += 1
                continue
            }
            index += 3
        }
        self.text = text
        if let start, let end, start < end { secret = start..<end } else { secret = nil }
    }

    private static func mark(_ mark: String, at index: Int, in text: [UInt8]) -> Bool {
        text.count - index >= 3 && Array(mark.utf8) == Array(text[index..<index + 3])
    }

    static func expand(_ template: ArraySlice<UInt8>, _ generator: inout SplitMix) -> [UInt8] {
        var output: [UInt8] = []
        var rest = template
        while let byte = rest.first {
            guard byte == UInt8(ascii: "{"), let (body, after) = braced(rest), let part = part(body, &generator) else {
                output.append(byte)
                rest = rest.dropFirst()
                continue
            }
            output += part
            rest = after
        }
        return output
    }

    /// The text between balanced braces, and what follows.
    static func braced(_ text: ArraySlice<UInt8>) -> (body: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
        var depth = 0
        for index in text.indices {
            if text[index] == UInt8(ascii: "{") { depth += 1 }
            if text[index] == UInt8(ascii: "}") {
                depth -= 1
                if depth == 0 { return (text[(text.startIndex + 1)..<index], text[(index + 1)...]) }
            }
        }
        return nil
    }

    /// Whether the text between braces names something to expand.
    static func isRandom(_ body: ArraySlice<UInt8>) -> Bool {
        var generator = SplitMix(state: 1)
        return part(body, &generator) != nil
    }

    private static func part(_ body: ArraySlice<UInt8>, _ generator: inout SplitMix) -> [UInt8]? {
        let text = String(decoding: body, as: UTF8.self)
        if text == "uuid" { return uuid(&generator) }
        guard let colon = text.firstIndex(of: ":") else { return nil }
        let name = text[..<colon]
        let argument = text[text.index(after: colon)...]
        if name == "text" { return Array(argument.utf8) }
        if let made = madePart(name, argument, &generator) { return made }
        guard let alphabet = alphabets[String(name)], let count = Int(argument), count > 0, count < 65_536 else { return nil }
        return (0..<count).map { _ in alphabet[Int(generator.next() % UInt64(alphabet.count))] }
    }

    /// A random UUID. Source: RFC 9562 section 5.4: version 4 in digit 13, variant in digit 17.
    private static func uuid(_ generator: inout SplitMix) -> [UInt8] {
        var digits = (0..<32).map { _ in Int(generator.next() % 16) }
        digits[12] = 4
        digits[16] = 8 | digits[16] & 3
        var text = digits.map { Array("0123456789abcdef".utf8)[$0] }
        for place in [20, 16, 12, 8] { text.insert(UInt8(ascii: "-"), at: place) }
        return text
    }

    private static let alphabets: [String: [UInt8]] = {
        let digit = "0123456789"
        let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let lower = "abcdefghijklmnopqrstuvwxyz"
        return [
            "digit": digit, "upper": upper, "lower": lower, "alpha": upper + lower, "alnum": upper + lower + digit, "ALNUM": upper + digit,
            "lalnum": lower + digit, "hex": digit + "abcdef", "HEX": digit + "ABCDEF", "b32": upper + "234567",
            "b64": upper + lower + digit + "+/", "b64url": upper + lower + digit + "-_", "bech32": "qpzry9x8gf2tvdw0s3jn54khce6mua7l",
            "BECH32": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
        ].mapValues { Array($0.utf8) }
    }()
}

/// A small repeatable generator; only for examples, never for keys.
struct SplitMix {
    var state: UInt64

    /// Source: the SplitMix64 constants of Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
