package import RekeyCore

/// A `.rekeyignore`: paths that are not scanned, in gitignore syntax, and lines `id:FINGERPRINT reason` that excuse one secret.
package struct IgnoreFile: Sendable {
    /// The paths; whoever lists files leaves them out and accounts for them.
    package let paths: IgnoreRules
    /// Lines that begin with `id:` but hold no ID of a finding. A path of that name is written `\id:…`.
    package let troubles: [Trouble]
    private let excused: [Fingerprint: Suppression]

    /// Reads the whole file; `origin` is its path.
    package init(_ text: Span<UInt8>, origin: String) {
        var rest: [UInt8] = []
        var excused: [Fingerprint: Suppression] = [:]
        var troubles: [Trouble] = []
        for (number, line) in Self.lines(of: text).enumerated() {
            if line.starts(with: "id:".utf8) {
                let place = "\(origin):\(number + 1)"
                if let (fingerprint, reason) = Self.excuse(line.dropFirst(3)) {
                    if excused[fingerprint] == nil { excused[fingerprint] = Suppression(kind: .ignoreFile, reason: reason, origin: place) }
                } else {
                    troubles.append(
                        Trouble(
                            "no ID of a finding after `id:`", at: place, why: "an ID has 12 hexadecimal digits",
                            next: "copy the ID from the report"))
                }
            } else {
                rest += line
            }
            // Why: lines keep their numbers, because verdicts name them.
            rest.append(0x0A)
        }
        paths = IgnoreRules(rest.span, origin: origin)
        self.excused = excused
        self.troubles = troubles
    }

    /// What the file says about the finding; `nil` when it does not name it.
    package func suppression(of finding: Finding) -> Suppression? { finding.fingerprint.flatMap { excused[$0] } }

    private static func lines(of text: Span<UInt8>) -> [ArraySlice<UInt8>] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        for index in text.indices { bytes.append(text[index]) }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return bytes[(bytes.starts(with: mark) ? mark.count : 0)...].split(separator: 0x0A, omittingEmptySubsequences: false)
    }

    private static func excuse(_ text: ArraySlice<UInt8>) -> (Fingerprint, String)? {
        let digits = text.prefix(while: \.isASCIIHexDigit)
        let reason = text[digits.endIndex...]
        // Source: design, section 4: the first 12 hexadecimal digits of a keyed digest.
        guard digits.count == 12, reason.first?.isASCIISpace ?? true else { return nil }
        let words = reason.split { $0.isASCIISpace }.map { String(decoding: $0, as: UTF8.self) }
        return (Fingerprint(String(decoding: digits.map(\.asciiLowercased), as: UTF8.self)), words.joined(separator: " "))
    }
}
