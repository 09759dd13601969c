/// Made-up OpenPGP keys on the Edwards curve. Source: RFC 9580, sections 5.5.2 and 5.5.3.
enum PGPKeySample {
    /// A secret key and a user ID.
    static func packets(_ random: (Int) -> [UInt8], encrypted: Bool) -> [UInt8] {
        let curve: [UInt8] = [0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01]
        let shown = [4] + random(4) + [22, UInt8(curve.count)] + curve + [0x01, 0x07, 0x40] + random(32)
        // Source: section 3.7.1.3: usage 254, AES-256, iterated and salted SHA-256.
        let guarded = [254, 9, 3, 8] + random(8) + [0xFF] + random(16) + random(54)
        let bare = [0, 0x01, 0x00, 0x80] + random(31) + random(2)
        return packet(5, shown + (encrypted ? guarded : bare)) + packet(13, Array("someone".utf8))
    }

    private static func packet(_ tag: UInt8, _ body: [UInt8]) -> [UInt8] {
        [0xC0 | tag, UInt8(truncatingIfNeeded: min(body.count, 191))] + body
    }
}
