/// What an AWS access key ID tells by itself.
package enum AWSKeyID {
    /// Refuses documentation samples and says whose account the key belongs to.
    package static func proof(of key: [UInt8]) -> Proof {
        if key.suffix(7).elementsEqual("EXAMPLE".utf8) { return .disproved("AWS documentation sample") }
        return .stands(Proof.Facts(account(of: key).map { ["account \($0)"] } ?? []))
    }

    /// The twelve-digit account number inside the key.
    ///
    /// Source: provider facts, section 4: base32 of characters 5 to 20, first 6 bytes, mask 0x7fffffffff80, shifted right by 7.
    package static func account(of key: [UInt8]) -> String? {
        guard key.count == 20 else { return nil }
        var bits: UInt64 = 0
        // Why: ten characters hold the 48 bits asked for, with two to spare.
        for byte in key[4..<14] {
            guard let value = Base32.value(of: byte) else { return nil }
            bits = bits << 5 | UInt64(value)
        }
        let account = String(((bits >> 2) & 0x7FFF_FFFF_FF80) >> 7)
        return String(repeating: "0", count: max(0, 12 - account.count)) + account
    }
}
