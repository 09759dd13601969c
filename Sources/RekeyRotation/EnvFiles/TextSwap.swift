/// Looks for and replaces one text by another, left to right.
enum TextSwap {
    /// Whether the text occurs; an empty one does not.
    static func contains(_ text: [UInt8], in bytes: [UInt8]) -> Bool { range(of: text, in: bytes) != nil }

    /// Where the text first occurs; an empty one does not.
    static func range(of text: [UInt8], in bytes: [UInt8]) -> Range<Int>? {
        guard let first = text.first, bytes.count >= text.count else { return nil }
        return (0...bytes.count - text.count).first { bytes[$0] == first && bytes[$0...].starts(with: text) }.map { $0..<$0 + text.count }
    }

    static func replacing(_ old: StaticString, with new: StaticString, in bytes: [UInt8]) -> [UInt8] {
        replacing(Array("\(old)".utf8), with: Array("\(new)".utf8), in: bytes)
    }

    static func replacing(_ old: [UInt8], with new: [UInt8], in bytes: [UInt8]) -> [UInt8] {
        guard let first = old.first else { return bytes }
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == first, bytes[index...].starts(with: old) {
                output += new
                index += old.count
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
