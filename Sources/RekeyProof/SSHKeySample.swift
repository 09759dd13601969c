/// Made-up Ed25519 keys in the files of OpenSSH and PuTTY.
enum SSHKeySample {
    private static let type = Array("ssh-ed25519".utf8)

    /// Source: PROTOCOL.key of OpenSSH.
    static func openSSH(_ random: (Int) -> [UInt8], encrypted: Bool) -> [UInt8] {
        let (point, check) = (random(32), random(4))
        let shown = string(type) + string(point)
        let secret = check + check + shown + string(random(32) + point) + string(Array("someone".utf8)) + [1, 2]
        let head = Array("openssh-key-v1\0".utf8)
        guard encrypted else { return head + string("none") + string("none") + string("") + [0, 0, 0, 1] + string(shown) + string(secret) }
        let derivation = string(random(16)) + [0, 0, 0, 16]
        return head + string("aes256-ctr") + string("bcrypt") + string(derivation) + [0, 0, 0, 1] + string(shown) + string(random(144))
    }

    /// Source: PuTTY manual, appendix C.
    static func puTTY(_ random: (Int) -> [UInt8], encrypted: Bool) -> [UInt8] {
        let shown = SampleKey.lines(of: string(type) + string(random(32)), width: 64)
        let secret = SampleKey.lines(of: encrypted ? random(48) : string(random(32)), width: 64)
        var lines = ["PuTTY-User-Key-File-3: ssh-ed25519", "Encryption: \(encrypted ? "aes256-cbc" : "none")", "Comment: someone"]
        lines += ["Public-Lines: \(shown.count)"] + shown
        if encrypted {
            lines += ["Key-Derivation: Argon2id", "Argon2-Memory: 8192", "Argon2-Salt: \(SampleKey.hex(random(16)).lowercased())"]
        }
        lines += ["Private-Lines: \(secret.count)"] + secret + ["Private-MAC: \(SampleKey.hex(random(32)).lowercased())"]
        return Array(lines.joined(separator: "\n").utf8)
    }

    private static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

    private static func string(_ bytes: [UInt8]) -> [UInt8] {
        let count = UInt32(truncatingIfNeeded: bytes.count)
        return (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * UInt32($0))) } + bytes
    }
}
