internal import Archive
internal import RekeyCore

/// Bytes in memory, any place of which can be gone to.
final class HeldInput: ArchiveInput {
    private let bytes: [UInt8]
    private var position: Int

    init(_ bytes: [UInt8], at position: Int = 0) { (self.bytes, self.position) = (bytes, position) }

    var length: Int? { bytes.count }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        let bytes = bytes
        position += buffer.append(copying: bytes.span.extracting(position..<bytes.count))
    }

    func seek(to offset: Int) throws(ArchiveError) { position = min(max(offset, 0), bytes.count) }
}

/// Bytes that only come in order: standard input, the output of a program.
final class OrderedInput<Input: ByteInput & ~Copyable>: ArchiveInput {
    private var input: Input

    init(_ input: consuming Input) { self.input = input }

    var length: Int? { nil }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        do throws(InputFault) { try input.read(into: &buffer) } catch { throw .input(error.reason) }
    }

    func seek(to offset: Int) throws(ArchiveError) { throw .input("bytes that only come in order") }
}

/// An open file of any size.
final class OpenFileInput: ArchiveInput {
    private let file: FileInput
    let length: Int?
    private var position = 0

    init(_ file: consuming FileInput, length: Int) {
        self.file = file
        self.length = length
    }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        do throws(InputFault) { position += try file.read(into: &buffer, at: position) } catch { throw .input(error.reason) }
    }

    func seek(to offset: Int) throws(ArchiveError) { position = offset }
}

/// A part of another input, and behind it bytes that close it.
final class PartInput: ArchiveInput {
    private let base: any ArchiveInput
    private var next: Int
    private let end: Int
    private var closing: [UInt8]

    init(_ base: any ArchiveInput, _ range: Range<Int>, closing: [UInt8] = []) {
        self.base = base
        (next, end, self.closing) = (range.lowerBound, range.upperBound, closing)
    }

    var length: Int? { nil }

    func read(into buffer: inout OutputSpan<UInt8>) throws(ArchiveError) {
        guard next < end else {
            closing.removeFirst(buffer.append(copying: closing.span))
            return
        }
        try base.seek(to: next)
        let part = try [UInt8](capacity: min(end - next, buffer.freeCapacity)) { room throws(ArchiveError) in
            try base.read(into: &room)
        }
        if part.isEmpty { next = end } else { next += part.count }
        buffer.append(copying: part.span)
    }

    func seek(to offset: Int) throws(ArchiveError) { throw .input("bytes that only come in order") }
}
