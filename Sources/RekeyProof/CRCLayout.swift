internal import Deflate
internal import RekeyCore

/// Where a token keeps a CRC-32 of itself, and how it writes it.
///
/// Source: provider facts, section 4. GitHub: github.blog, "Behind GitHub's new authentication token formats" (2021); npm, Vercel and Polar
/// do the same. Grafana: pkg/components/satokengen of its source. Atlassian, Cloudflare and Zuplo: inferred, so a failure means nothing.
struct CRCLayout {
    /// How the four bytes are written.
    enum Writing {
        /// Six digits of base 62.
        case base62
        /// Eight digits, most significant byte first.
        case hex(uppercase: Bool)
        /// Eight digits, least significant byte first.
        case reversedHex
    }

    /// Which part of what stands before the digits is summed.
    enum Coverage {
        /// Everything.
        case all
        /// What follows the first underscore.
        case behindUnderscore
        /// The last so many bytes.
        case last(Int)
    }

    let coverage: Coverage
    let writing: Writing
    /// Whether an underscore stands before the digits, uncovered.
    var isSeparated = false
    let isCertain: Bool

    /// The layout of a format; `nil` for formats that are no plain CRC-32.
    static func of(_ format: ChecksumFormat) -> CRCLayout? {
        switch format {
        case .github: CRCLayout(coverage: .behindUnderscore, writing: .base62, isCertain: true)
        case .polar: CRCLayout(coverage: .last(37), writing: .base62, isCertain: false)
        case .grafana: CRCLayout(coverage: .all, writing: .reversedHex, isSeparated: true, isCertain: true)
        case .atlassian: CRCLayout(coverage: .all, writing: .hex(uppercase: true), isCertain: false)
        case .cloudflare: CRCLayout(coverage: .behindUnderscore, writing: .hex(uppercase: false), isCertain: false)
        case .zuplo: CRCLayout(coverage: .behindUnderscore, writing: .hex(uppercase: false), isSeparated: true, isCertain: false)
        default: nil
        }
    }

    private var digitCount: Int {
        switch writing {
        case .base62: 6
        case .hex, .reversedHex: 8
        }
    }

    func verdict(on text: [UInt8]) -> ChecksumVerdict {
        let tail = text.suffix(digitCount + (isSeparated ? 1 : 0))
        let body = Array(text.dropLast(tail.count))
        guard !body.isEmpty, !isSeparated || tail.first == UInt8(ascii: "_"), let digits = digits(of: body) else {
            return .foreign("not the form that its check digits belong to")
        }
        return text.suffix(digitCount).elementsEqual(digits) ? .fits([]) : .differs(isCertain: isCertain)
    }

    /// `body` and its digits; `nil` when nothing of it is covered.
    func completed(_ body: [UInt8]) -> [UInt8]? {
        digits(of: body).map { body + (isSeparated ? [UInt8(ascii: "_")] : []) + $0 }
    }

    private func digits(of body: [UInt8]) -> [UInt8]? {
        guard let covered = covered(body), !covered.isEmpty else { return nil }
        let sum = CRC32.of(covered)
        switch writing {
        case .base62: return Digits.write(sum, in: Digits.base62, count: 6)
        case .reversedHex: return Digits.write(sum.byteSwapped, in: Digits.hex, count: 8)
        case .hex(let uppercase):
            let digits = Digits.write(sum, in: Digits.hex, count: 8)
            return uppercase ? digits.map { $0.isASCIILower ? $0 & 0xDF : $0 } : digits
        }
    }

    private func covered(_ body: [UInt8]) -> [UInt8]? {
        switch coverage {
        case .all: return body
        case .last(let count): return body.count >= count ? Array(body.suffix(count)) : nil
        case .behindUnderscore:
            guard let underscore = body.firstIndex(of: UInt8(ascii: "_")) else { return nil }
            return Array(body[(underscore + 1)...])
        }
    }
}
