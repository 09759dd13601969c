/// The text around a finding that policy looks at.
package struct LineContext: Sendable, Equatable {
    /// The line on which the secret starts, with or without its line feed.
    package var line: [UInt8]
    /// The line before it; empty for the first line.
    package var previousLine: [UInt8]
    /// Everything the rule matched, of which the secret may be a part.
    package var match: [UInt8]

    package init(line: [UInt8] = [], previousLine: [UInt8] = [], match: [UInt8] = []) {
        self.line = line
        self.previousLine = previousLine
        self.match = match
    }
}
