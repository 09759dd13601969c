internal import Deflate
internal import RekeyCore

/// Undoes what a stream of a PDF was put through. Bounded for all streams of one file together.
///
/// Source: ISO 32000-1, section 7.4.
struct PDFFilters: ~Copyable {
    /// Why a stream has no bytes.
    enum Fault: Error { case unsupported, damaged, tooLong }

    private let inflater: Inflater?
    /// Bytes that may still come out.
    private var room: Int
    /// Bytes that may still be inflated in vain, because the stream grew beyond them: a file of bombs must not take minutes.
    private var attempts = 1 << 30
    /// Bytes that one stream may grow to.
    private static let longestStream = 64 << 20
    /// Sizes tried, as multiples of the compressed one; deflate reaches 1,032 at its best.
    private static let ratios = [4, 16, 64, 1_040]

    init(room: Int) {
        inflater = try? Inflater()
        self.room = room
    }

    /// The bytes of a stream. Throws when they cannot be had.
    mutating func decoded(_ entry: PDFFile.Entry, in file: PDFFile) throws(Fault) -> [UInt8] {
        let (stored, dictionary) = (entry.stream ?? 0..<0, entry.value)
        room -= stored.count
        guard room > 0 else { throw .tooLong }
        let filters = (file.value(dictionary["Filter"] ?? dictionary["F"])?.elements ?? []).compactMap { file.value($0)?.name }
        let parameters = file.value(dictionary["DecodeParms"])?.elements ?? []
        for parameter in parameters {
            if let predictor = file.value(file.value(parameter)?["Predictor"])?.number, predictor > 1 { throw .unsupported }
        }
        var bytes = Array(file.bytes[stored])
        for filter in filters {
            switch filter {
            case "FlateDecode", "Fl": bytes = try inflated(bytes)
            case "ASCIIHexDecode", "AHx": bytes = Self.hexadecimal(bytes)
            case "ASCII85Decode", "A85": bytes = Self.base85(bytes)
            default: throw .unsupported
            }
        }
        guard bytes.count <= room else { throw .tooLong }
        room -= bytes.count
        return bytes
    }

    private mutating func inflated(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        for ratio in Self.ratios {
            let limit = min(max(bytes.count, 256) * ratio, Self.longestStream, room)
            guard attempts > 0 else { throw .tooLong }
            var fault = Fault.tooLong
            do throws(DeflateError) {
                if inflater == nil { throw .outOfMemory }
                if let output = try inflater?.zlib(bytes.span, limit: limit) { return output }
            } catch { if error != .insufficientSpace { fault = .damaged } }
            if case .damaged = fault { throw .damaged }
            attempts -= limit
            if limit == Self.longestStream || limit == room { break }
        }
        throw .tooLong
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] {
        let digits = bytes.prefix { $0 != UInt8(ascii: ">") }.compactMap(\.hexValue)
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | ($0 + 1 < digits.count ? digits[$0 + 1] : 0) }
    }

    private static func base85(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var group: [UInt8] = []
        func flush(_ group: [UInt8]) {
            guard group.count > 1 else { return }
            let whole = group + [UInt8](repeating: 84, count: 5 - group.count)
            let value = whole.reduce(UInt32(0)) { $0 &* 85 &+ UInt32($1) }
            for place in 0..<group.count - 1 { output.append(UInt8(truncatingIfNeeded: value >> UInt32(24 - 8 * place))) }
        }
        for byte in bytes {
            if byte == UInt8(ascii: "~") { break }
            if byte == UInt8(ascii: "z"), group.isEmpty { output += [0, 0, 0, 0] }
            guard 0x21...0x75 ~= byte else { continue }
            group.append(byte - 0x21)
            if group.count == 5 {
                flush(group)
                group = []
            }
        }
        flush(group)
        return output
    }
}
