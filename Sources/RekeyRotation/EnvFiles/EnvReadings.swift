package import RekeyCore

/// The value one reader takes from an env file.
package struct EnvValue: Sendable, Hashable {
    /// Without quotes, escapes undone; references to other variables are still as written.
    package let text: SecretText
    /// Whether the reader would put in other variables, or run a command: then `text` is not what a program gets.
    package let expands: Bool

    init(_ bytes: [UInt8], expands: Bool = false) {
        text = SecretText(bytes)
        self.expands = expands
    }
}

/// Why a reader gives up on a file, or on the rest of it.
package enum EnvFault: Sendable, Hashable {
    /// A quoted value has no end.
    case unterminatedQuote
    /// Bytes that are not UTF-8.
    case notUTF8
    /// A name this reader does not take.
    case badName
    /// Shell syntax other than assignments; what follows cannot be told without running it.
    case shellCode
    /// A zero byte.
    case zeroByte
}

/// What one reader makes of a whole file.
struct EnvReadings: Equatable {
    /// The last value of each name.
    private(set) var values: [[UInt8]: EnvValue] = [:]
    /// Set when the reader refuses the file (then there are no values) or stops within it.
    var fault: EnvFault?

    mutating func set(_ name: [UInt8], _ value: EnvValue?) { values[name] = value }

    /// Refuses the file: nothing in it counts.
    mutating func refuse(_ reason: EnvFault) {
        values = [:]
        fault = reason
    }

    /// Everything but some names.
    func without(_ names: Set<[UInt8]>) -> EnvReadings {
        var others = self
        for name in names { others.values[name] = nil }
        return others
    }

    /// The names whose value has a text in it.
    func names(holding text: [UInt8]) -> Set<[UInt8]> {
        Set(values.filter { TextSwap.contains(text, in: $0.value.text.revealedBytes) }.keys)
    }

    static func of(_ bytes: [UInt8], as dialect: EnvDialect) -> EnvReadings {
        guard !bytes.contains(0) else {
            var readings = EnvReadings()
            readings.fault = .zeroByte
            return readings
        }
        switch dialect {
        case .nodeDotenv: return NodeDotenvReader.read(bytes)
        case .nodeEnvFile: return NodeEnvFileReader.read(bytes)
        case .dockerCompose: return ComposeReader.read(bytes)
        case .bash: return BashReader.read(bytes)
        case .pythonDotenv: return PythonReader.read(bytes)
        case .systemd: return SystemdReader.read(bytes)
        }
    }
}

/// UTF-8 as decoders that never fail make it.
enum RepairedText {
    static func isUTF8(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

    /// The bytes with U+FFFD where they are not UTF-8.
    static func of(_ bytes: [UInt8]) -> [UInt8] { isUTF8(bytes) ? bytes : Array(String(decoding: bytes, as: UTF8.self).utf8) }
}
