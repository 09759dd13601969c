internal import RekeyCore

/// What an AWS access key ID tells by itself.
enum AWSKeyID {
    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

    /// Refuses documentation samples and says whose account the key belongs to.
    static func judge(_ key: [UInt8]) -> ValidationOutcome {
        if key.suffix(7) == Array("EXAMPLE".utf8)[...] { return .rejected("AWS documentation sample") }
        var assessment = Assessment()
        if let account = account(of: key) { assessment.evidence.append("account \(account)") }
        return .accepted(assessment)
    }

    /// The twelve-digit account number inside the key.
    ///
    /// Source: provider facts, section 4: base32 of characters 5 to 20, first 6 bytes, mask 0x7fffffffff80, shifted right by 7.
    static func account(of key: [UInt8]) -> String? {
        guard key.count == 20 else { return nil }
        var bits: UInt64 = 0
        // Why: ten characters hold the 48 bits asked for, with two to spare.
        for byte in key[4..<14] {
            guard let value = alphabet.firstIndex(of: byte) else { return nil }
            bits = bits << 5 | UInt64(value)
        }
        let account = String(((bits >> 2) & 0x7FFF_FFFF_FF80) >> 7)
        return String(repeating: "0", count: max(0, 12 - account.count)) + account
    }
}
