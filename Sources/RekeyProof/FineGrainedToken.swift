internal import Libcrypto

/// GitHub's `github_pat_` tokens: eight characters of a digest stand before the last eight.
///
/// Source: provider facts, section 4; passed on four published samples, but GitHub does not document it.
enum FineGrainedToken {
    private static let length = 93
    private static let covered = 77
    private static let digitCount = 8

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard text.count == length else { return .foreign("a fine-grained token has \(length) characters") }
        return text[covered..<(covered + digitCount)].elementsEqual(digits(of: text)) ? .fits([]) : .differs(isCertain: false)
    }

    /// `body` is the whole token of 93 characters; the digits are put where they belong.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        guard body.count == length else { return nil }
        return body.prefix(covered) + digits(of: body) + body.suffix(length - covered - digitCount)
    }

    private static func digits(of text: [UInt8]) -> [UInt8] {
        let first = Array(text.prefix(covered))
        let digest = Digest.sha256(first.span)
        return Array(Base32.encode(digest).prefix(digitCount))
    }
}
