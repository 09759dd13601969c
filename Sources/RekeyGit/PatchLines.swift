/// The lines of a patch, one after the other.
struct PatchLines {
    let bytes: [UInt8]
    private(set) var offset = 0
    /// Number of the next line, from 1.
    private(set) var number = 1

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next line without its line feed; `nil` at the end.
    func peek() -> ArraySlice<UInt8>? {
        guard offset < bytes.count else { return nil }
        let span = bytes.span
        var end = offset
        while end < span.count, span[end] != 0x0A { end += 1 }
        return bytes[offset..<end]
    }

    /// Takes the line that `peek` gave.
    mutating func take(_ line: ArraySlice<UInt8>) {
        offset = line.endIndex + 1
        number += 1
    }
}

extension ArraySlice<UInt8> {
    /// Whether the bytes start with the text.
    func starts(with text: String) -> Bool { starts(with: text.utf8) }

    /// What follows the text; `nil` when the bytes do not start with it.
    func after(_ text: String) -> ArraySlice<UInt8>? { starts(with: text) ? dropFirst(text.utf8.count) : nil }

    /// Without a carriage return at the end.
    var withoutReturn: ArraySlice<UInt8> { last == 0x0D ? dropLast() : self }
}
