import RekeyCore
import RekeyTestSupport

@testable import RekeyRotation

/// A made-up env file and a new value for its variable `TARGET`.
struct EnvSample {
    /// The only names in the samples; `TARGET` is the one that changes.
    static let names = ["TARGET", "FIRST", "SECOND", "THIRD"]

    let file: [UInt8]
    let value: [UInt8]

    init(seed: UInt64) {
        var random = SeededNumbers(seed: seed)
        var writer = SampleWriter(random: random)
        file = writer.file()
        random = writer.random
        value = SampleValue.any(&random)
    }
}

/// Values with everything in them that quoting has trouble with.
enum SampleValue {
    private static let pieces = [
        " ", "  ", "\t", "'", "\"", "`", "$", "${X}", "$HOME", "$(", "\\", "\\\\", "\\n", "#", " #", "=", "==", "\n", ";", "&", "|", "<",
        ">", "(",
        ")", "~", "!", "%", ":", ",", "é", "日本", "🔑", "a", "B7", "word", "[x]", "{y}", "*", "?", "\u{A0}",
    ]

    static func any(_ random: inout SeededNumbers) -> [UInt8] {
        switch random.number(0...9) {
        case 0: return []
        case 1: return token(&random)
        case 2: return Array((["eyJ", "eyJ", ""].map { $0 + String(decoding: token(&random), as: UTF8.self) }.joined(separator: ".")).utf8)
        case 3: return Base64.encode(token(&random).span, padded: true)
        case 4: return Array("postgres://user:".utf8) + token(&random) + Array("@db.example.com:5432/app?sslmode=require&x=1".utf8)
        case 5: return Array("-----BEGIN KEY-----\n".utf8) + token(&random) + Array("\n-----END KEY-----\n".utf8)
        case 6: return [0x20] + token(&random) + [0x20]
        default: return mixed(&random)
        }
    }

    static func token(_ random: inout SeededNumbers) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
        return (0..<random.number(8...40)).map { _ in random.one(of: alphabet) }
    }

    static func mixed(_ random: inout SeededNumbers) -> [UInt8] {
        (0..<random.number(1...6)).flatMap { _ in Array(random.one(of: pieces).utf8) }
    }
}

/// Writes env files over the features of all dialects.
struct SampleWriter {
    var random: SeededNumbers
    private var ending = "\n"
    private var mixesEndings = false

    init(random: SeededNumbers) { self.random = random }

    mutating func file() -> [UInt8] {
        if random.happens(oneIn: 12) { ending = "\r\n" }
        mixesEndings = random.happens(oneIn: 20)
        var bytes: [UInt8] = random.happens(oneIn: 15) ? [0xEF, 0xBB, 0xBF] : []
        for _ in 0..<random.number(0...3) { bytes += line() }
        if !random.happens(oneIn: 20) { bytes += assignment("TARGET") }
        for _ in 0..<random.number(0...3) { bytes += line() }
        if random.happens(oneIn: 6) { bytes += assignment("TARGET") + line() }
        if random.happens(oneIn: 6) { while let last = bytes.last, last == 0x0A || last == 0x0D { bytes.removeLast() } }
        return bytes
    }

    private mutating func lineEnd() -> [UInt8] { Array((mixesEndings && random.happens(oneIn: 2) ? "\r\n" : ending).utf8) }

    private mutating func line() -> [UInt8] {
        switch random.number(0...9) {
        case 0: return lineEnd()
        case 1: return Array(random.one(of: ["# a comment", "  # it's one", "#TARGET=old", "# \"open", "## `"]).utf8) + lineEnd()
        case 2 where random.happens(oneIn: 12): return [0x23, 0x20, 0xFF, 0xFE] + lineEnd()
        case 3 where random.happens(oneIn: 8):
            return Array(random.one(of: ["just words", "FIRST", "export FIRST", "=x", "; odd"]).utf8) + lineEnd()
        default: return assignment(random.one(of: Array(EnvSample.names.dropFirst())))
        }
    }

    private mutating func assignment(_ name: String) -> [UInt8] {
        let indent = random.happens(oneIn: 12) ? "  " : ""
        let export = random.happens(oneIn: 6) ? "export " : ""
        let equals = random.happens(oneIn: 14) ? random.one(of: [" = ", "= ", " ="]) : "="
        let comment = random.happens(oneIn: 8) ? random.one(of: [" # note", "  # it's \"x\"", " #"]) : ""
        return Array("\(indent)\(export)\(name)\(equals)".utf8) + written() + Array(comment.utf8) + lineEnd()
    }

    /// A value in some quoting, as people write it: not always rightly.
    private mutating func written() -> [UInt8] {
        let value = random.happens(oneIn: 3) ? SampleValue.mixed(&random) : SampleValue.token(&random)
        switch random.number(0...11) {
        case 0: return []
        case 1...3: return [0x27] + value.filter { $0 != 0x27 } + [0x27]
        case 4...6: return [0x22] + escaped(value) + [0x22]
        case 7 where random.happens(oneIn: 3): return [0x60] + value.filter { $0 != 0x60 } + [0x60]
        case 8 where random.happens(oneIn: 4): return value.filter { $0 != 0x0A }
        case 9 where random.happens(oneIn: 10): return [0x61, 0xFF, 0x62]
        default: return SampleValue.token(&random)
        }
    }

    private mutating func escaped(_ value: [UInt8]) -> [UInt8] {
        let escapes = random.happens(oneIn: 2)
        return value.flatMap { byte -> [UInt8] in
            guard [0x22, 0x24, 0x5C, 0x60].contains(byte) else { return [byte] }
            return escapes ? [0x5C, byte] : []
        }
    }
}
