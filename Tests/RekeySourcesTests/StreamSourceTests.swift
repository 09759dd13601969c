internal import RekeyCore
internal import RekeySources
internal import Testing

/// Gives out stored bytes in pieces of a set size, then ends or fails.
private struct StoredInput: ByteInput {
    var bytes: [UInt8]
    var piece: Int
    var position = 0
    var failsAtEnd = false

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        let count = min(piece, buffer.freeCapacity, bytes.count - position)
        if count == 0, failsAtEnd { throw InputFault(reason: "line noise") }
        for index in position..<position + count { buffer.append(bytes[index]) }
        position += count
    }
}

/// A place of the input, found in some chunk.
private struct Place: Hashable, Comparable {
    let start: Int
    let length: Int
    let line: Int
    static func < (left: Place, right: Place) -> Bool { left.start < right.start }
}

/// A toy rule: runs of two or more letters. Greedy, so that a run cut in two would show as a wrong length.
private func runs(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start: Int?
    for index in 0...bytes.count {
        let isLetter = index < bytes.count && bytes[index].isASCIILetter
        if isLetter, start == nil { start = index }
        if !isLetter, let first = start {
            if index - first >= 2 { found.append(first..<index) }
            start = nil
        }
    }
    return found
}

/// A toy rule that needs both ends: `<` … `>`, across lines.
private func brackets(in bytes: [UInt8]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    for start in bytes.indices where bytes[start] == UInt8(ascii: "<") {
        if let end = bytes[start...].firstIndex(of: UInt8(ascii: ">")) { found.append(start..<end + 1) }
    }
    return found
}

private func line(of offset: Int, in bytes: [UInt8], from first: Int) -> Int {
    first + bytes[..<offset].count { $0 == 0x0A }
}

@Suite("stream source")
struct StreamSourceTests {
    private let provenance = Provenance(kind: .stream, path: [UInt8(ascii: "-")])

    /// Scans chunk by chunk; every place counts as often as it was new.
    private func scan(_ bytes: [UInt8], chunkSize: Int, overlap: Int, piece: Int, _ rule: ([UInt8]) -> [Range<Int>]) -> [Place] {
        var source = StreamSource(
            StoredInput(bytes: bytes, piece: piece), provenance: provenance, chunkSize: chunkSize, overlap: overlap)
        var places: [Place] = []
        var end = 0
        while let chunk = source.next() {
            let offset = chunk.startOffset ?? -1
            #expect(chunk.added?.first.map { $0.lowerBound + offset } == end, "added ranges join")
            end = offset + (chunk.added?.first?.upperBound ?? 0)
            #expect(chunk.bytes.count <= max(chunkSize, overlap + 1) + 3 * overlap)
            for range in rule(chunk.bytes) where chunk.isNew(range) {
                places.append(
                    Place(
                        start: offset + range.lowerBound, length: range.count,
                        line: line(of: range.lowerBound, in: chunk.bytes, from: chunk.firstLine)))
            }
        }
        #expect(end == bytes.count)
        #expect(source.bytesRead == bytes.count)
        return places
    }

    private func whole(_ bytes: [UInt8], _ rule: ([UInt8]) -> [Range<Int>]) -> [Place] {
        rule(bytes).map { Place(start: $0.lowerBound, length: $0.count, line: line(of: $0.lowerBound, in: bytes, from: 1)) }
    }

    @Test("a secret is found once, wherever it stands", arguments: [1, 7, 1_000])
    func everyPosition(piece: Int) {
        let marker = Array("secret".utf8)
        for filler in [UInt8(ascii: "."), 0x0A] {
            for position in 0..<200 {
                var bytes = [UInt8](repeating: filler, count: 200)
                bytes.insert(contentsOf: marker, at: position)
                let places = scan(bytes, chunkSize: 32, overlap: 8, piece: piece, runs)
                #expect(places == whole(bytes, runs), "at \(position)")
            }
        }
    }

    @Test("a secret as long as the overlap, over several lines, is found once")
    func longest() {
        for position in 0..<150 {
            var bytes = [UInt8](repeating: UInt8(ascii: "."), count: 150)
            bytes.insert(contentsOf: Array("<a\nb\ncd\n>".utf8), at: position)
            #expect(scan(bytes, chunkSize: 24, overlap: 9, piece: 24, brackets) == whole(bytes, brackets), "at \(position)")
        }
    }

    @Test("random text gives the same places cut and whole", arguments: [(20, 5), (33, 16), (64, 30), (1, 12), (500, 40)])
    func random(chunkSize: Int, overlap: Int) {
        var generator = SystemRandomNumberGenerator()
        let alphabet = Array("abcdefgh....... ,\n".utf8)
        for _ in 0..<200 {
            let length = Int.random(in: 0..<400, using: &generator)
            var bytes = (0..<length).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            // Why: only secrets that fit the overlap are promised.
            for start in stride(from: overlap - 1, to: bytes.count, by: overlap) { bytes[start] = UInt8(ascii: ".") }
            let piece = Int.random(in: 1...50, using: &generator)
            #expect(scan(bytes, chunkSize: chunkSize, overlap: overlap, piece: piece, runs) == whole(bytes, runs))
        }
    }

    @Test("a chunk begins with a line when there is one near enough")
    func lineStarts() {
        var bytes: [UInt8] = []
        for number in 0..<40 { bytes += Array("line \(number)\n".utf8) }
        var source = StreamSource(StoredInput(bytes: bytes, piece: 64), provenance: provenance, chunkSize: 64, overlap: 12)
        while let chunk = source.next() {
            #expect(chunk.bytes.starts(with: "line \(chunk.firstLine - 1)\n".utf8))
        }
    }

    @Test("no bytes give no chunk, a fault ends the stream and is kept", arguments: [0, 10, 100])
    func ends(count: Int) {
        let input = StoredInput(bytes: [UInt8](repeating: 65, count: count), piece: 16, failsAtEnd: true)
        var source = StreamSource(input, provenance: provenance, chunkSize: 32, overlap: 4)
        var new = 0
        while let chunk = source.next() { new += chunk.added?.first?.count ?? 0 }
        #expect(new == count)
        #expect(source.fault == InputFault(reason: "line noise"))
        #expect(source.next() == nil)
    }

    @Test("sizes that make no sense are corrected")
    func oddSizes() {
        let bytes = Array("ab cd ef".utf8)
        #expect(scan(bytes, chunkSize: -5, overlap: 3, piece: 1, runs) == whole(bytes, runs))
        #expect(scan([], chunkSize: 0, overlap: 0, piece: 1, runs).isEmpty)
    }
}

@Suite("text decoding")
struct TextDecodingTests {
    @Test("a whole file is new from its first byte")
    func wholeFile() {
        let chunk = TextDecoding.chunk(bytes: [65, 66], provenance: Provenance(kind: .worktree, path: [97]))
        #expect(chunk.bytes == [65, 66] && chunk.firstLine == 1 && chunk.startOffset == 0)
        #expect(chunk.isNew(0..<2))
        #expect(chunk.encoding == .bytes)
    }
}
