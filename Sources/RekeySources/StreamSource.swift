internal import ByteSearch
package import RekeyCore

/// Cuts an input of any length into overlapping chunks, so that every secret of up to `overlap` bytes is found exactly once.
///
/// The rule for whoever scans the chunks: **a finding counts in the chunk whose `added` range holds its first byte**
/// (`Chunk.isPiece`); in every other chunk that shows it, it is not new. The added ranges of all chunks join without gap or
/// overlap, so every finding counts once. Around its added range a chunk shows at least `overlap` bytes more on each side (fewer only at
/// the beginning and the end of the input). So a secret that starts in the range is seen whole, with what stands before it, and one that
/// starts earlier and reaches into the range is seen whole, too, and recognised as old. Where chunks are cut therefore does not matter;
/// lines longer than a chunk need no special case.
///
/// A chunk begins at the start of a line when there is one within another `overlap` bytes, so that columns are right; on a longer line
/// they count from where the chunk begins, while offsets are always right. Memory is one chunk: `chunkSize` and three times `overlap`.
package struct StreamSource<Input: ByteInput & ~Copyable>: ~Copyable {
    private var input: Input
    private let provenance: Provenance
    private let chunkSize: Int
    private let overlap: Int
    /// What the next chunk repeats of the last one, and where that stands in the input.
    private var tail: [UInt8] = []
    private var tailOffset = 0
    private var tailLine = 1
    /// Where the next added range starts.
    private var newOffset = 0
    private var isAtEnd = false
    /// Bytes read so far.
    package private(set) var bytesRead = 0
    /// Why the input ended too early; `nil` while all went well. What was read before it was given out.
    package private(set) var fault: InputFault?

    /// `chunkSize` new bytes a chunk, by default 5 MiB, at least one more than `overlap`, by default 64 KiB.
    package init(_ input: consuming Input, provenance: Provenance, chunkSize: Int = 5 << 20, overlap: Int = 64 << 10) {
        self.input = input
        self.provenance = provenance
        self.overlap = max(overlap, 0)
        self.chunkSize = max(chunkSize, self.overlap + 1)
    }

    /// The next chunk, in order; `nil` at the end of the input. Waits until the chunk is full or the input has ended.
    package mutating func next() -> Chunk? {
        guard !isAtEnd else { return nil }
        let bytes = fill()
        let end = tailOffset + bytes.count
        let newEnd = isAtEnd ? end : end - overlap
        guard newEnd > newOffset else { return nil }
        let added = (newOffset - tailOffset)..<(newEnd - tailOffset)
        let chunk = Chunk(bytes: bytes, provenance: provenance, firstLine: tailLine, startOffset: tailOffset, added: [added], isPiece: true)
        keepTail(of: bytes, newFrom: added.upperBound)
        return chunk
    }

    private mutating func fill() -> [UInt8] {
        var bytes = tail
        let repeated = bytes.count
        tail = []
        bytes.append(addingCapacity: chunkSize) { buffer in
            var before = -1
            while buffer.count > before, buffer.freeCapacity > 0 {
                before = buffer.count
                do throws(InputFault) { try input.read(into: &buffer) } catch { fault = error }
            }
            isAtEnd = buffer.freeCapacity > 0
        }
        bytesRead += bytes.count - repeated
        return bytes
    }

    /// The tail starts `overlap` bytes before the next added range, or at the start of that line if it is near enough.
    private mutating func keepTail(of bytes: [UInt8], newFrom new: Int) {
        newOffset = tailOffset + new
        var start = max(new - overlap, 0)
        let span = bytes.span
        var line = start
        while line > max(start - overlap, 0), span[line - 1] != 0x0A { line -= 1 }
        if line == 0 || span[line - 1] == 0x0A { start = line }
        let lines = ByteSearch.count(of: 0x0A, in: span, 0..<start)
        tail = Array(bytes[start...])
        tailOffset += start
        tailLine += lines
    }
}
