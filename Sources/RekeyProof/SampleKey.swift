internal import RekeyCore

/// Made-up private keys for the examples of rules: they parse like real ones and open nothing.
///
/// Made from random bytes, not by a key generator: numbers of RSA keys multiply, but are no primes.
package enum SampleKey: String, Sendable, CaseIterable {
    /// PKCS#1, 2,048 bits.
    case rsa
    /// SEC 1 on P-256.
    case ec
    /// PKCS#8 with an Ed25519 key.
    case pkcs8
    /// PKCS#8, encrypted.
    case encrypted
    /// PKCS#1 with the encryption headers of old OpenSSL.
    case rsaEncrypted = "rsa-encrypted"
    case openssh
    case opensshEncrypted = "openssh-encrypted"
    case pgp
    case pgpEncrypted = "pgp-encrypted"
    /// A whole PuTTY file.
    case putty
    case puttyEncrypted = "putty-encrypted"

    /// The key as its file has it, without a line feed at the end. `random` gives so many random bytes.
    package func text(random: (Int) -> [UInt8]) -> [UInt8] {
        switch self {
        case .rsa: Self.armour("RSA PRIVATE KEY", KeySample.rsa(random))
        case .ec: Self.armour("EC PRIVATE KEY", KeySample.curve(random))
        case .pkcs8: Self.armour("PRIVATE KEY", KeySample.edwards(random))
        case .encrypted: Self.armour("ENCRYPTED PRIVATE KEY", KeySample.encrypted(random))
        case .rsaEncrypted:
            Self.armour(
                "RSA PRIVATE KEY", random(1_200), headers: ["Proc-Type: 4,ENCRYPTED", "DEK-Info: AES-256-CBC,\(Self.hex(random(16)))", ""])
        case .openssh: Self.armour("OPENSSH PRIVATE KEY", SSHKeySample.openSSH(random, encrypted: false), width: 70)
        case .opensshEncrypted: Self.armour("OPENSSH PRIVATE KEY", SSHKeySample.openSSH(random, encrypted: true), width: 70)
        case .pgp: Self.armour("PGP PRIVATE KEY BLOCK", PGPKeySample.packets(random, encrypted: false), headers: [""])
        case .pgpEncrypted: Self.armour("PGP PRIVATE KEY BLOCK", PGPKeySample.packets(random, encrypted: true), headers: [""])
        case .putty: SSHKeySample.puTTY(random, encrypted: false)
        case .puttyEncrypted: SSHKeySample.puTTY(random, encrypted: true)
        }
    }

    private static func armour(_ label: String, _ bytes: [UInt8], headers: [String] = [], width: Int = 64) -> [UInt8] {
        let lines = ["-----BEGIN \(label)-----"] + headers + lines(of: bytes, width: width) + ["-----END \(label)-----"]
        return Array(lines.joined(separator: "\n").utf8)
    }

    /// The base64 of `bytes` in lines of `width` characters.
    static func lines(of bytes: [UInt8], width: Int) -> [String] {
        let text = Base64.encode(bytes.span, padded: true)
        return stride(from: 0, to: text.count, by: width).map { String(decoding: text[$0..<min($0 + width, text.count)], as: UTF8.self) }
    }

    /// Upper-case hexadecimal.
    static func hex(_ bytes: [UInt8]) -> String {
        String(decoding: bytes.flatMap { [Digits.hex[Int($0 >> 4)], Digits.hex[Int($0 & 15)]] }, as: UTF8.self).uppercased()
    }
}
