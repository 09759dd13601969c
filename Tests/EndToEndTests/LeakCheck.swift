internal import Foundation

/// Looks for planted secrets in whatever the program wrote: as they are, in base64, percent-encoded or JSON-escaped.
struct LeakCheck {
    /// Twelve bytes of a secret in a row are a leak: they hold nine that start at a multiple of four.
    private static let window = 9
    private static let stride = 4

    private let forms: [(name: String, bytes: Data)]

    init(_ planted: [Planted]) {
        forms = planted.flatMap { secret in
            Self.windows(Array(secret.core.utf8)).map { (secret.name, Data($0)) }
                + Self.encoded(secret.core).map { ("\(secret.name), \($0.form)", Data($0.bytes)) }
        }
    }

    /// What leaks in `output`, by name; empty when nothing does.
    func leaks(in output: [UInt8]) -> [String] {
        var found: [String] = []
        let output = Data(output)
        for form in forms where !found.contains(form.name) && output.range(of: form.bytes) != nil { found.append(form.name) }
        return found
    }

    private static func windows(_ core: [UInt8]) -> [[UInt8]] {
        guard core.count > window else { return [core] }
        return Swift.stride(from: 0, through: core.count - window, by: stride).map { Array(core[$0..<$0 + window]) }
    }

    private static func encoded(_ core: String) -> [(form: String, bytes: [UInt8])] {
        let bytes = Array(core.utf8)
        var forms: [(String, [UInt8])] = []
        for shift in 0..<3 {
            // Why: only the characters that do not depend on the neighbours are sure to be there.
            let text = Data([UInt8](repeating: 0, count: shift) + bytes).base64EncodedString().filter { $0 != "=" }
            let first = (shift * 8 + 5) / 6
            let sure = String(text.dropFirst(first).prefix((shift + bytes.count) * 8 / 6 - first))
            forms.append(("base64", Array(sure.utf8)))
            forms.append(("base64url", Array(sure.replacing("+", with: "-").replacing("/", with: "_").utf8)))
        }
        let letters = CharacterSet(charactersIn: Mint.alphanumeric + "_-.~")
        if let percent = core.addingPercentEncoding(withAllowedCharacters: letters) {
            forms.append(("percent-encoded", Array(percent.utf8)))
            forms.append(("percent-encoded", Array(percent.lowercased().utf8)))
        }
        for options in [JSONEncoder.OutputFormatting(), [.withoutEscapingSlashes]] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = options
            if let json = try? encoder.encode(core) { forms.append(("JSON-escaped", Array(json.dropFirst().dropLast()))) }
        }
        forms.append(("hexadecimal", Array(bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined().utf8)))
        return forms
    }
}
