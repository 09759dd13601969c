internal import Archive
internal import RekeyCore

/// What a file is by its bytes; names are never asked.
struct ArchiveMagic: Equatable {
    var format: ArchiveFormat
    /// Whether a text cannot look so by chance; of another file it is worth no word that it cannot be opened.
    var isSure = true

    /// Bytes that are enough to tell any of them: an image of a disc says so 32 KiB behind its start.
    static let headSize = 36 << 10

    /// What starts with `head`; `nil` for everything else. One step for most files.
    ///
    /// Source: RFC 1952; RFC 8878, 3.1.1; the xz format 1.1.0, 2.1.1.1; lz4_Frame_format.md; APPNOTE.TXT 4.3; 7zFormat.txt; POSIX
    /// pax(1) for tar and cpio; ar(5); lsb rpm lead; MS-CAB 2.1; ECMA-119, 8.1; the technical note of RAR 4 and 5.
    static func of(_ head: Span<UInt8>) -> ArchiveMagic? {
        guard head.count >= 8 else { return nil }
        return byFirstByte(head) ?? later(head)
    }

    private static func byFirstByte(_ head: Span<UInt8>) -> ArchiveMagic? {
        switch head[0] {
        case 0x1F: return gzipOrCompress(head)
        case 0x50: return starts(head, [0x50, 0x4B, 0x03, 0x04]) || starts(head, [0x50, 0x4B, 0x05, 0x06]) ? .init(format: .zip) : nil
        case 0x28: return starts(head, [0x28, 0xB5, 0x2F, 0xFD]) ? .init(format: .zstd) : nil
        case 0x50...0x5F where starts(head.extracting(1..<4), [0x2A, 0x4D, 0x18]): return .init(format: .zstd)
        case 0xFD: return starts(head, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]) ? .init(format: .xz) : nil
        case 0x42: return isBzip2(head) ? .init(format: .bzip2) : nil
        case 0x37: return starts(head, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]) ? .init(format: .sevenZip) : nil
        case 0x04: return starts(head, [0x04, 0x22, 0x4D, 0x18]) ? .init(format: .lz4) : nil
        case 0x02: return starts(head, [0x02, 0x21, 0x4C, 0x18]) ? .init(format: .lz4) : nil
        case 0x5D: return isLZMA(head) ? .init(format: .lzma) : nil
        case 0x4C: return starts(head, [0x4C, 0x5A, 0x49, 0x50, 0x01]) ? .init(format: .lzip) : nil
        case 0x30: return isCpio(head) ? .init(format: .cpio) : nil
        case 0xC7: return head[1] == 0x71 ? .init(format: .cpio, isSure: false) : nil
        case 0x71: return head[1] == 0xC7 ? .init(format: .cpio, isSure: false) : nil
        case 0x21: return ar(head)
        case 0xED: return starts(head, [0xED, 0xAB, 0xEE, 0xDB]) ? .init(format: .rpm) : nil
        case 0x4D: return starts(head, [0x4D, 0x53, 0x43, 0x46, 0, 0, 0, 0]) ? .init(format: .cab) : nil
        case 0x52: return rar(head)
        default: return nil
        }
    }

    /// What is told by bytes further on.
    private static func later(_ head: Span<UInt8>) -> ArchiveMagic? {
        if head.count >= 512, isTar(head) { return .init(format: .tar) }
        let disc = 16 * 2_048
        guard head.count >= disc + 6, head[disc] <= 2, starts(head.extracting((disc + 1)..<(disc + 6)), Array("CD001".utf8)) else {
            return nil
        }
        return .init(format: .iso)
    }

    /// Whether a whole file ends as a zip does and starts as a program or script does: a self-extracting archive.
    static func isSelfExtracting(_ bytes: Span<UInt8>) -> Bool {
        guard bytes.count > 30, [0x4D, 0x7F, 0x23].contains(bytes[0]) else { return false }
        // Source: APPNOTE.TXT 4.3.16; without a comment the end record is the last 22 bytes.
        let end = bytes.extracting((bytes.count - 22)..<bytes.count)
        return starts(end, [0x50, 0x4B, 0x05, 0x06]) && end[20] == 0 && end[21] == 0
    }

    private static func starts(_ bytes: Span<UInt8>, _ magic: [UInt8]) -> Bool {
        guard bytes.count >= magic.count else { return false }
        for index in magic.indices where bytes[index] != magic[index] { return false }
        return true
    }

    private static func gzipOrCompress(_ head: Span<UInt8>) -> ArchiveMagic? {
        // Why the flags: their three upper bits are reserved and zero.
        if head[1] == 0x8B, head[2] == 8, head[3] & 0xE0 == 0 { return .init(format: .gzip) }
        return head[1] == 0x9D && 9...16 ~= head[2] & 0x1F && head[2] & 0x60 == 0 ? .init(format: .compress, isSure: false) : nil
    }

    private static func isBzip2(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 10, head[1] == 0x5A, head[2] == 0x68, 0x31...0x39 ~= head[3] else { return false }
        let block = head.extracting(4..<10)
        return starts(block, [0x31, 0x41, 0x59, 0x26, 0x53, 0x59]) || starts(block, [0x17, 0x72, 0x45, 0x38, 0x50, 0x90])
    }

    /// The properties that everybody writes, a size of the dictionary with one or two bits, a sane length, and a zero byte.
    private static func isLZMA(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 14, head[13] == 0, head[1] == 0, head[2] == 0 else { return false }
        let dictionary = UInt32(head[3]) << 16 | UInt32(head[4]) << 24
        guard 1...2 ~= dictionary.nonzeroBitCount else { return false }
        var isUnknown = true
        for index in 5..<13 where head[index] != 0xFF { isUnknown = false }
        return isUnknown || head[10] == 0 && head[11] == 0 && head[12] == 0
    }

    /// Those that are no Debian package hold object files, in dialects that libarchive may refuse.
    private static func ar(_ head: Span<UInt8>) -> ArchiveMagic? {
        guard starts(head, Array("!<arch>\n".utf8)) else { return nil }
        return .init(format: .ar, isSure: head.count > 21 && starts(head.extracting(8..<21), Array("debian-binary".utf8)))
    }

    private static func isCpio(_ head: Span<UInt8>) -> Bool {
        guard head.count >= 76, head[1] == 0x37, head[2] == 0x30, head[3] == 0x37, head[4] == 0x30 else { return false }
        let isOctal = head[5] == 0x37
        guard isOctal || head[5] == 0x31 || head[5] == 0x32 else { return false }
        for index in 6..<76 where isOctal ? !(0x30...0x37 ~= head[index]) : !head[index].isASCIIHexDigit { return false }
        return true
    }

    private static func rar(_ head: Span<UInt8>) -> ArchiveMagic? {
        guard starts(head, [0x52, 0x61, 0x72, 0x21, 0x1A, 0x07]) else { return nil }
        return head[6] == 0 ? .init(format: .rar) : head[6] == 1 ? .init(format: .rar5) : nil
    }

    /// Whether the first header's checksum is right, over signed or unsigned bytes; old tars have no other magic.
    private static func isTar(_ head: Span<UInt8>) -> Bool {
        // Why: two of three text files are told apart by these two bytes.
        guard head[148] <= 0x38, head[155] == 0 || head[155] == 0x20, head[0] != 0 else { return false }
        var expected = 0
        for index in 148..<156 where 0x30...0x37 ~= head[index] { expected = expected << 3 | Int(head[index] & 7) }
        var (sum, signed) = (0, 0)
        for index in 0..<512 {
            let byte = 148..<156 ~= index ? 0x20 : head[index]
            sum += Int(byte)
            signed += Int(Int8(bitPattern: byte))
        }
        return sum == expected || signed == expected
    }
}
