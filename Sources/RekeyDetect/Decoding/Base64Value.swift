internal import RekeyCore

/// Text, or compressed text, written in base64: standard or URL-safe, padded or not, in one line or wrapped.
enum Base64Value {
    /// Characters that decide whether it is text.
    private static let probe = 48
    private static let shortestPacked = 32
    /// How files begin that are text at first sight, and are left at once: source maps, vector images, PDF, fonts.
    private static let leftAlone = ["eyJ2ZXJzaW9uIjoz", "PHN2Z", "JVBERi", "T1RUT", "d09GR", "d09GM"].map { Array($0.utf8) }

    /// The text in `range`, whose characters are all base64.
    ///
    /// A value may begin up to three characters late: behind the `n` of `\n`, or the `/` of a path.
    static func blob(_ text: Span<UInt8>, _ range: Range<Int>, _ budget: inout DecodingBudget) -> DecodedBlob? {
        let leads = EncodedRun.leads
        for shift in 0..<4 {
            let start = range.lowerBound + shift
            guard EncodedRun.mayHoldText(at: start, before: range.upperBound, { leads[Int(text[$0])] }) else { continue }
            guard Base64.isText(text, start..<min(range.upperBound, start + probe)) else { continue }
            return leftAlone.contains { text.holds($0, at: start) } ? nil : decoded(text, start..<range.upperBound, &budget)
        }
        return nil
    }

    /// What is compressed in `range`.
    static func packed(
        _ text: Span<UInt8>, _ range: Range<Int>, _ budget: inout DecodingBudget, _ unpacker: Unpacker
    ) -> DecodedBlob? {
        guard range.count >= shortestPacked, let start = packedStart(text, range) else { return nil }
        guard var blob = decoded(text, start..<range.upperBound, &budget, isText: false) else { return nil }
        let bytes = blob.bytes
        guard let kind = Unpacker.kind(of: bytes.span), let unpacked = unpacker.unpacked(bytes.span, kind, &budget) else { return nil }
        (blob.bytes, blob.place) = (unpacked, .whole)
        blob.steps.append(kind)
        return blob
    }

    /// Where `H4sI` stands (gzip) or `eA`, `eF`, `eJ`, `eN` (zlib): first, or behind the `n` of `\n`.
    private static func packedStart(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
        for start in range.lowerBound...range.lowerBound + 1 {
            switch text[start] {
            case UInt8(ascii: "H") where text.holds(gzipHead, at: start): return start
            case UInt8(ascii: "e") where "AFJN".utf8.contains(text[start + 1]): return start
            default: continue
            }
        }
        return nil
    }

    private static let gzipHead = Array("H4sI".utf8)

    private static func decoded(
        _ text: Span<UInt8>, _ first: Range<Int>, _ budget: inout DecodingBudget, isText: Bool = true
    ) -> DecodedBlob? {
        var pieces = EncodedPieces(bytes: 3, per: 4)
        pieces.append(first, of: text)
        var end = first.upperBound
        let lines = WrappedLines(width: first.count)
        while let line = lines.next(in: text, after: end), !isText || goesOn(text, line, behind: pieces.characters.count) {
            pieces.append(line, of: text)
            end = line.upperBound
        }
        let characters = pieces.characters
        let count = characters.count % 4 == 1 ? characters.count - 1 : characters.count
        guard budget.take(count / 4 * 3), let bytes = Base64.decode(characters.span.extracting(0..<count)) else { return nil }
        let padded = min(text.count, end + 2)
        while end < padded, text[end] == UInt8(ascii: "=") { end += 1 }
        return DecodedBlob(bytes: bytes, steps: [.base64], range: first.lowerBound..<end, place: .groups(pieces))
    }

    /// Whether a line that follows `count` characters is text, too.
    private static func goesOn(_ text: Span<UInt8>, _ line: Range<Int>, behind count: Int) -> Bool {
        let start = line.lowerBound + (4 - count % 4) % 4
        let end = min(line.upperBound, start + probe)
        // Why: too short to tell, and too short to matter, is the rest of a value whose length is a multiple of three.
        guard end - start >= 4 else { return line.upperBound - line.lowerBound < 4 }
        return Base64.isText(text, start..<end)
    }
}

extension Span<UInt8> {
    /// Whether `bytes` stand at `offset`.
    func holds(_ bytes: [UInt8], at offset: Int) -> Bool {
        guard offset >= 0, offset + bytes.count <= count else { return false }
        for index in bytes.indices where self[offset + index] != bytes[index] { return false }
        return true
    }
}
