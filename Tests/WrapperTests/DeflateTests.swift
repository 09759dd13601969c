internal import Deflate
internal import Testing

@Suite struct DeflateTests {
    static let text = Array(String(repeating: "rekey ", count: 20).utf8)
    /// `zlib.compress(b"rekey " * 20, 9)` of Python 3.
    static let stream: [UInt8] = [
        0x78, 0xDA, 0x2B, 0x4A, 0xCD, 0x4E, 0xAD, 0x54, 0x28, 0xA2, 0x3B, 0x09, 0x00, 0xB1, 0x76, 0x2D, 0x01,
    ]
    /// `gzip.compress(b"rekey " * 20, 9, mtime=0)`.
    static let member: [UInt8] = [
        0x1F, 0x8B, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03, 0x2B, 0x4A, 0xCD, 0x4E, 0xAD, 0x54, 0x28, 0xA2,
        0x3B, 0x09, 0x00, 0xD0, 0xA2, 0x7A, 0xC5, 0x78, 0x00, 0x00, 0x00,
    ]
    /// `zlib.compress(b"")`.
    static let empty: [UInt8] = [0x78, 0xDA, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01]

    /// A zlib stream of one stored block, written by hand.
    ///
    /// Source: RFC 1950 (header 78 01, Adler-32 behind), RFC 1951 section 3.2.4 (stored block).
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var (a, b): (UInt32, UInt32) = (1, 0)
        for byte in bytes {
            a = (a + UInt32(byte)) % 65_521
            b = (b + a) % 65_521
        }
        let length = UInt16(bytes.count)
        let sum = b << 16 | a
        return [0x78, 0x01, 0x01] + [UInt8(length & 255), UInt8(length >> 8), UInt8(~length & 255), UInt8(~length >> 8)] + bytes
            + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> $0) }
    }

    private func inflate(_ input: [UInt8], size: Int, _ inflater: borrowing Inflater) throws(DeflateError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        var span = output.mutableSpan
        try inflater.zlib(input.span, into: &span)
        return output
    }

    private func inflate(_ input: [UInt8], size: Int) throws(DeflateError) -> [UInt8] {
        try inflate(input, size: size, Inflater())
    }

    @Test("a stream inflates to its bytes, whatever follows it")
    func whole() throws {
        for (input, output) in [(Self.stream, Self.text), (Self.stored(Self.text), Self.text), (Self.empty, [])] {
            let result = try inflate(input + Array("what follows in a pack".utf8), size: output.count)
            #expect(result == output)
        }
    }

    @Test("one inflater reads many streams, also after a broken one")
    func reuse() throws {
        let inflater = try Inflater()
        for _ in 0..<3 {
            #expect(throws: DeflateError.badData) { _ = try inflate([1, 2, 3], size: 4, inflater) }
            #expect(try inflate(Self.stream, size: Self.text.count, inflater) == Self.text)
        }
    }

    @Test("a stream or a gzip member of unknown size inflates up to a limit; more, damage and a cut are refused")
    func limited() throws {
        let inflater = try Inflater()
        for room in [Self.text.count, 4_096] {
            #expect(try inflater.zlib(Self.stream.span, limit: room) == Self.text)
            #expect(try inflater.gzip(Self.member.span, limit: room) == Self.text)
        }
        for room in [-1, 0, 1, Self.text.count - 1] {
            #expect(throws: DeflateError.insufficientSpace) { _ = try inflater.zlib(Self.stream.span, limit: room) }
            #expect(throws: DeflateError.insufficientSpace) { _ = try inflater.gzip(Self.member.span, limit: room) }
        }
        for end in 0..<Self.member.count {
            #expect(throws: DeflateError.badData) { _ = try inflater.gzip(Self.member.span.extracting(0..<end), limit: 4_096) }
        }
        for end in 0..<Self.stream.count {
            #expect(throws: DeflateError.badData) { _ = try inflater.zlib(Self.stream.span.extracting(0..<end), limit: 4_096) }
        }
    }

    @Test("a stream inflates into a buffer of its size or into a larger one; a smaller one, damage and a cut are refused")
    func intoBuffer() throws {
        let inflater = try Inflater()
        for size in 0...(Self.text.count + 2) {
            var buffer = [UInt8](repeating: 0xAA, count: size)
            var span = buffer.mutableSpan
            let exact = Result { () throws(DeflateError) in try inflater.zlib(Self.stream.span, into: &span) }
            let count = Result { () throws(DeflateError) in try inflater.zlib(Self.stream.span, upTo: &span) }
            if size < Self.text.count {
                #expect(throws: DeflateError.insufficientSpace) { try exact.get() }
                #expect(throws: DeflateError.insufficientSpace) { _ = try count.get() }
            } else {
                if size > Self.text.count { #expect(throws: DeflateError.shortOutput) { try exact.get() } }
                #expect(try count.get() == Self.text.count)
                #expect(Array(buffer.prefix(Self.text.count)) == Self.text)
            }
        }
        var nothing: [UInt8] = []
        var span = nothing.mutableSpan
        try inflater.zlib(Self.empty.span, into: &span)
        for end in 0..<Self.stream.count {
            var buffer = [UInt8](repeating: 0, count: Self.text.count)
            var span = buffer.mutableSpan
            let cut = Result { () throws(DeflateError) in try inflater.zlib(Self.stream.span.extracting(0..<end), into: &span) }
            #expect(throws: DeflateError.badData) { try cut.get() }
        }
    }

    @Test("another size than the stream's own is refused")
    func wrongSize() {
        #expect(throws: DeflateError.shortOutput) { _ = try inflate(Self.stream, size: Self.text.count + 1) }
        #expect(throws: DeflateError.insufficientSpace) { _ = try inflate(Self.stream, size: Self.text.count - 1) }
        #expect(throws: DeflateError.insufficientSpace) { _ = try inflate(Self.stream, size: 0) }
        #expect(throws: DeflateError.shortOutput) { _ = try inflate(Self.empty, size: 1) }
    }

    @Test("every shorter prefix and every changed byte is refused, or changes nothing")
    func damaged() {
        for stream in [Self.stream, Self.stored(Self.text)] {
            for count in 0..<stream.count {
                #expect(throws: DeflateError.self) { _ = try inflate(Array(stream.prefix(count)), size: Self.text.count) }
            }
            for index in stream.indices {
                var changed = stream
                changed[index] ^= 0x10
                if let result = try? inflate(changed, size: Self.text.count) {
                    // Why: bits that only say how hard the compressor tried, or pad a stored block, may change.
                    #expect(result == Self.text)
                }
            }
        }
    }

    @Test("a wrong checksum is refused")
    func checksum() {
        var changed = Self.stream
        changed[changed.count - 1] ^= 1
        #expect(throws: DeflateError.badData) { _ = try inflate(changed, size: Self.text.count) }
    }
}
