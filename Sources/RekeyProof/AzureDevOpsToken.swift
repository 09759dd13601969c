internal import Deflate
internal import RekeyCore

/// Azure DevOps tokens of 52 characters: base32 of 32 bytes, four of which are a CRC-32 of the others.
///
/// Source: microsoft/security-utilities, `AdoPat`; no published token was tried, so a failure means nothing.
enum AzureDevOpsToken {
    /// What the sum of a user's and of an application's token is combined with.
    private static let masks: [(mask: UInt32, words: String)] = [(0xE0B9_692D, "a user's token"), (0x1019_F92E, "an application's token")]
    /// Where the check bytes stand, least significant first.
    private static let places = [22, 8, 7, 2]

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard text.count == 52, let bytes = Base32.decode(text), bytes.count == 32 else { return .foreign("no base32 of 32 bytes") }
        let written = places.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[$1]) }
        let sum = CRC32.of(covered(bytes))
        guard let kind = masks.first(where: { sum ^ $0.mask == written }) else { return .differs(isCertain: false) }
        return .fits([kind.words])
    }

    /// `body` is a whole token; its check bytes are set to those of a user's token.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        guard body.count == 52, var bytes = Base32.decode(body), bytes.count == 32, let mask = masks.first?.mask else { return nil }
        let sum = CRC32.of(covered(bytes)) ^ mask
        for (index, place) in places.enumerated() { bytes[place] = UInt8(truncatingIfNeeded: sum >> (8 * UInt32(index))) }
        return Base32.encode(bytes).map(\.asciiLowercased)
    }

    private static func covered(_ bytes: [UInt8]) -> [UInt8] { bytes.indices.filter { !places.contains($0) }.map { bytes[$0] } }
}
