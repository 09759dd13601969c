package import RekeyCore

/// Bytes of a file to be replaced by others.
package struct ByteEdit: Sendable, Hashable {
    /// Half-open byte range in the file as it was read; empty for an insertion.
    package let range: Range<Int>
    /// What comes in its place; holds the new secret.
    package let replacement: SecretText

    package init(range: Range<Int>, replacement: SecretText) {
        self.range = range
        self.replacement = replacement
    }

    init(_ range: Range<Int>, _ replacement: [UInt8]) { self.init(range: range, replacement: SecretText(replacement)) }

    /// The bytes with all edits made; `nil` when the edits overlap or leave the bytes.
    package static func apply(_ edits: [ByteEdit], to bytes: [UInt8]) -> [UInt8]? {
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count + edits.reduce(0) { $0 + $1.replacement.count })
        var done = 0
        for edit in edits.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard edit.range.lowerBound >= done, edit.range.upperBound <= bytes.count else { return nil }
            output += bytes[done..<edit.range.lowerBound]
            output += edit.replacement.revealedBytes
            done = edit.range.upperBound
        }
        return output + bytes[done...]
    }
}
