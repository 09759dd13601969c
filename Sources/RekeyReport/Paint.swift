internal import RekeyCore

/// ANSI colours, or none.
struct Paint {
    let isOn: Bool

    /// The text in the colour of a severity.
    func severity(_ severity: Severity, _ text: String) -> String {
        // Source: ECMA-48, 8.3.117 Select Graphic Rendition.
        switch severity {
        case .critical: graphic("1;31", text)
        case .high: graphic("31", text)
        case .medium: graphic("33", text)
        case .low: graphic("36", text)
        case .info: text
        }
    }

    private func graphic(_ code: String, _ text: String) -> String { isOn ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text }
}
