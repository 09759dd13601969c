internal import RekeyCore

/// OpenSSH's own private key format. Source: PROTOCOL.key of OpenSSH.
enum OpenSSHKey {
    private static let magic = Array("openssh-key-v1\0".utf8)

    static func proof(of bytes: [UInt8]) -> Proof {
        guard bytes.starts(with: magic) else { return .refuted("armour round something that is no OpenSSH key") }
        do throws(ByteReader.Fault) {
            var fields = SSHFields(bytes, skipping: magic.count)
            let cipher = String(decoding: try fields.string(), as: UTF8.self)
            _ = try fields.string()
            _ = try fields.string()
            guard try fields.number() == 1 else { return .refuted("an OpenSSH file that holds no single key") }
            let words = try SSHFields.words(forPublicKey: try fields.string())
            let secret = try fields.string()
            guard cipher == "none" else { return PrivateKeyText.encrypted(words) }
            var inside = SSHFields(secret)
            guard try inside.number() == (try inside.number()) else { return .refuted("the check numbers of the OpenSSH key differ") }
            return .says(words)
        } catch {
            return .refuted("the key is cut short")
        }
    }
}
