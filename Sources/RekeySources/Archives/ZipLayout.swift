internal import Archive
internal import RekeyCore

/// Which bytes of a zip belong to the members that its directory lists, and which are holes: programs in front of it, members that only
/// have a local header, the directory with its comments, whatever was appended.
///
/// Source: APPNOTE.TXT 6.3.10, sections 4.3.7 (local header), 4.3.9 (data descriptor), 4.3.12 (directory), 4.3.14 to 4.3.16 (ends of it).
struct ZipLayout {
    /// Half-open ranges of the file, in order.
    private(set) var holes: [Range<Int>] = []
    /// Whether there are more holes than are followed.
    private(set) var hasTooManyHoles = false
    /// The members that the directory lists, in the order in which they stand; `nil` when any of them needs more than inflating.
    private(set) var members: [ZipMember]? = []

    private let input: PeekableInput
    private let length: Int
    private var taken: [Range<Int>] = []

    /// Bytes of a comment behind the directory, and of a directory that is followed.
    private static let (longestComment, longestDirectory) = (65_535, 128 << 20)
    private static let endSize = 22

    /// What stands at the end of a zip without a directory: put behind members that only have local headers, it ends the reading of them.
    static let emptyEnd: [UInt8] = [0x50, 0x4B, 0x05, 0x06] + [UInt8](repeating: 0, count: 18)

    /// Reads the directory; `nil` when there is none. The input then stands at no place in particular.
    init?(_ input: PeekableInput) {
        guard let length = input.length else { return nil }
        self.input = input
        self.length = length
        guard let directory = findDirectory() else { return nil }
        read(directory)
        close()
    }

    /// Whether a file that starts as a program does ends with the end of a zip; the input is at its start then and now.
    static func isSelfExtracting(_ head: [UInt8], _ input: PeekableInput, _ length: Int) -> Bool {
        guard let first = head.first, length > endSize else { return false }
        let tail = bytes(of: input, at: length - endSize, endSize)
        try? input.seek(to: 0)
        let ends = [first] + [UInt8](repeating: 0, count: 16) + tail
        return ArchiveMagic.isSelfExtracting(ends.span)
    }

    private static func bytes(of input: PeekableInput, at offset: Int, _ count: Int) -> [UInt8] {
        guard offset >= 0, count > 0 else { return [] }
        do throws(ArchiveError) { try input.seek(to: offset) } catch { return [] }
        return input.take(count)
    }

    /// Where the directory is, and how far the file is shifted against what the directory says: something stands in front of it.
    private func findDirectory() -> (range: Range<Int>, shift: Int)? {
        let start = max(0, length - Self.endSize - Self.longestComment)
        let tail = Self.bytes(of: input, at: start, length - start)
        guard tail.count >= Self.endSize else { return nil }
        let candidates = stride(from: tail.count - Self.endSize, through: 0, by: -1).lazy
        guard let end = candidates.first(where: { tail[$0...].starts(with: Self.emptyEnd.prefix(4)) }) else { return nil }
        var reader = ZipFields(tail, at: end + 12)
        var (size, offset) = (reader.number(4), reader.number(4))
        var before = start + end
        if offset == 0xFFFF_FFFF || size == 0xFFFF_FFFF, let wide = wideEnd(before: before) { (size, offset, before) = wide }
        let (first, overflows) = before.subtractingReportingOverflow(size)
        guard !overflows, first >= 0, size <= Self.longestDirectory else { return nil }
        return (first..<before, first - min(offset, first))
    }

    /// The end of a directory with 64-bit fields, found by the locator in front of the other one.
    private func wideEnd(before: Int) -> (size: Int, offset: Int, start: Int)? {
        var locator = ZipFields(Self.bytes(of: input, at: before - 20, 20), at: 8)
        let record = locator.number(8)
        guard 0..<length ~= record else { return nil }
        let end = Self.bytes(of: input, at: record, 56)
        guard end.starts(with: [0x50, 0x4B, 0x06, 0x06]) else { return nil }
        var reader = ZipFields(end, at: 40)
        return (reader.number(8), reader.number(8), record)
    }

    /// Takes the ranges of all listed members.
    private mutating func read(_ directory: (range: Range<Int>, shift: Int)) {
        let bytes = Self.bytes(of: input, at: directory.range.lowerBound, directory.range.count)
        var at = 0
        while at + 46 <= bytes.count, bytes[at...].starts(with: [0x50, 0x4B, 0x01, 0x02]) {
            var fields = ZipFields(bytes, at: at + 8)
            let flags = fields.number(2)
            fields.skip(10)
            var (size, _) = (fields.number(4), fields.number(4))
            let (name, extra, comment) = (fields.number(2), fields.number(2), fields.number(2))
            fields.skip(8)
            var offset = fields.number(4)
            Self.widen(&size, &offset, ZipFields(bytes, at: at + 46 + name), count: extra, uncompressed: bytes, at + 24)
            let place = take(offset.addingReportingOverflow(directory.shift).partialValue, size, hasDescriptor: flags & 8 != 0)
            if let place, let member = ZipMember(bytes, at: at, place.whole, place.data) { members?.append(member) } else { members = nil }
            at += 46 + name + extra + comment
        }
        if at < bytes.count { members = nil }
        members?.sort { $0.data.lowerBound < $1.data.lowerBound }
        if let all = members, zip(all, all.dropFirst()).contains(where: { $0.data.upperBound > $1.data.lowerBound }) { members = nil }
    }

    /// Replaces sizes and offsets that did not fit by those of the extra field 1. Source: APPNOTE.TXT 4.5.3.
    private static func widen(
        _ size: inout Int, _ offset: inout Int, _ extra: ZipFields, count: Int, uncompressed bytes: [UInt8], _ place: Int
    ) {
        var original = ZipFields(bytes, at: place)
        let isWide = original.number(4) == 0xFFFF_FFFF
        guard size == 0xFFFF_FFFF || offset == 0xFFFF_FFFF else { return }
        var (fields, left) = (extra, count)
        while left >= 4 {
            let (kind, length) = (fields.number(2), fields.number(2))
            guard kind == 1 else {
                fields.skip(length)
                left -= 4 + length
                continue
            }
            if isWide { fields.skip(8) }
            if size == 0xFFFF_FFFF { size = fields.number(8) }
            if offset == 0xFFFF_FFFF { offset = fields.number(8) }
            return
        }
    }

    /// Takes the local header at `offset`, the name behind it and `size` bytes of data. Gives where all that is and where the data are; `nil` where
    /// they are not.
    private mutating func take(_ offset: Int, _ size: Int, hasDescriptor: Bool) -> (whole: Range<Int>, data: Range<Int>)? {
        guard 0..<length ~= offset, size >= 0, size <= length else { return nil }
        let header = Self.bytes(of: input, at: offset, 30)
        guard header.starts(with: [0x50, 0x4B, 0x03, 0x04]) else { return nil }
        var fields = ZipFields(header, at: 26)
        let start = offset + 30 + fields.number(2) + fields.number(2)
        var end = start + size
        let data = end <= length ? start..<end : nil
        if hasDescriptor {
            let descriptor = Self.bytes(of: input, at: end, 24)
            // Why: its signature and its width are left to the writer.
            let hasSignature = descriptor.starts(with: [0x50, 0x4B, 0x07, 0x08])
            end += hasSignature && descriptor.dropFirst(16).starts(with: [0x50, 0x4B]) ? 16 : hasSignature ? 24 : 12
        }
        let whole = offset..<max(offset, min(end, length))
        taken.append(whole)
        return data.map { (whole, $0) }
    }

    /// What no member takes.
    private mutating func close() {
        var end = 0
        for range in taken.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if range.lowerBound > end { holes.append(end..<range.lowerBound) }
            end = max(end, range.upperBound)
        }
        if end < length { holes.append(end..<length) }
        hasTooManyHoles = holes.count > ArchiveLimits.parts
        if hasTooManyHoles { holes.removeLast(holes.count - ArchiveLimits.parts) }
        taken = []
    }
}
