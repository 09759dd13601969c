internal import ByteSearch
internal import RekeyCore

/// The strings of 16-bit characters in a program, a memory dump, an old Office file or a registry: each is a line.
enum WideStrings {
    /// Characters of a string; fewer hold no credential, and chance makes them.
    private static let shortest = 8

    static func reading(of bytes: [UInt8], path: [UInt8]) -> DocumentReading {
        var part = DocumentPart("16-bit strings", seenAs: path + Array(".txt".utf8))
        let span = bytes.span
        var index = 0
        while let place = ByteSearch.wideText(in: span, from: index) {
            let string = string(in: span, at: place, after: index)
            if string.count >= 2 * shortest {
                part.append(stride(from: string.lowerBound, to: string.upperBound, by: 2).map { bytes[$0] }, from: string)
                part.append("\n")
            }
            index = max(place + 8, string.upperBound)
        }
        return part.bytes.isEmpty ? DocumentReading() : DocumentReading(parts: [part])
    }

    /// The characters of 16 bits round the eight bytes at `place`, which begin in the middle of one or not.
    private static func string(in bytes: Span<UInt8>, at place: Int, after lowest: Int) -> Range<Int> {
        var start = bytes[place] == 0 ? place + 1 : place
        while start - 2 >= lowest, bytes[start - 1] == 0, isText(bytes[start - 2]) { start -= 2 }
        var end = start
        while end + 1 < bytes.count, bytes[end + 1] == 0, isText(bytes[end]) { end += 2 }
        return start..<end
    }

    private static func isText(_ byte: UInt8) -> Bool { 0x20...0x7E ~= byte || byte == 0x09 || byte == 0x0A || byte == 0x0D }

    /// Source: Microsoft PE format; [MS-CFB] 2.2; ELF gABI, chapter 4 (`ET_CORE`); minidumpapiset.h; the magic of registry hives.
    static func mayHold(_ bytes: Span<UInt8>) -> Bool {
        switch (bytes[0], bytes[1], bytes[2], bytes[3]) {
        case (0x4D, 0x5A, _, _), (0xD0, 0xCF, 0x11, 0xE0), (0x4D, 0x44, 0x4D, 0x50), (0x72, 0x65, 0x67, 0x66): true
        case (0x7F, 0x45, 0x4C, 0x46): bytes.count > 17 && (bytes[16] == 4 || bytes[17] == 4)
        default: false
        }
    }
}
