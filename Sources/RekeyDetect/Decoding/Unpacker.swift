internal import Deflate
internal import RekeyCore

/// Inflates what was compressed before it was encoded. One thread at a time; the decompressor is made when first needed.
final class Unpacker {
    private var inflater: Inflater?
    /// Sizes tried, as multiples of the compressed one. More than the last is a bomb: text hardly ever shrinks to a hundredth.
    private static let ratios = [8, 40, 200]
    /// Compressed bytes below which even the smallest room would not hold an ordinary text.
    private static let least = 512

    /// The kind of compression that `bytes` begin with.
    static func kind(of bytes: Span<UInt8>) -> Decoding? {
        guard bytes.count > 8 else { return nil }
        // Source: RFC 1952 section 2.3.1 (deflate is the only method); RFC 1950 section 2.2 (window of 32 KiB, check bits).
        if bytes[0] == 0x1F, bytes[1] == 0x8B, bytes[2] == 8 { return .gzip }
        if bytes[0] == 0x78, (Int(bytes[0]) << 8 | Int(bytes[1])) % 31 == 0, bytes[1] & 0x20 == 0 { return .zlib }
        return nil
    }

    /// The bytes inside, paid from `budget`; `nil` when they are damaged, cut short or too many.
    func unpacked(_ bytes: Span<UInt8>, _ kind: Decoding, _ budget: inout DecodingBudget) -> [UInt8]? {
        for ratio in Self.ratios {
            let room = max(bytes.count, Self.least) * ratio
            guard budget.take(room) else { return nil }
            do throws(DeflateError) {
                let output = try inflated(bytes, kind, room: room)
                budget.giveBack(room - output.count)
                return output
            } catch {
                guard error == .insufficientSpace else { return nil }
            }
        }
        budget.exceed()
        return nil
    }

    private func inflated(_ bytes: Span<UInt8>, _ kind: Decoding, room: Int) throws(DeflateError) -> [UInt8] {
        let ready: Inflater
        if let known = inflater.take() { ready = known } else { ready = try Inflater() }
        let result: Result<[UInt8], DeflateError>
        do throws(DeflateError) {
            result = .success(kind == .gzip ? try ready.gzip(bytes, limit: room) : try ready.zlib(bytes, limit: room))
        } catch { result = .failure(error) }
        inflater = consume ready
        return try result.get()
    }
}
