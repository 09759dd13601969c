internal import RekeyCore

/// Hashes in the forms of htpasswd and crypt. Source: Apache "Password Formats"; crypt(5).
package enum PasswordHash {
    /// Says how the hash was made; a slow one is less of a leak. Refuses costs that no program accepts.
    package static func proof(of text: [UInt8]) -> Proof {
        let string = String(decoding: text, as: UTF8.self)
        let parts = string.split(separator: "$")
        switch parts.first {
        case "apr1": return .says("MD5 of Apache, quick to guess")
        case "1": return .says("MD5, quick to guess")
        case "5": return .says("SHA-256 of crypt")
        case "6": return .says("SHA-512 of crypt")
        case "y": return .says("yescrypt")
        case "2a", "2b", "2x", "2y":
            guard parts.count == 3, let cost = Int(parts[1]), (4...31).contains(cost) else {
                return .refuted("a cost that bcrypt does not have")
            }
            return .says("bcrypt, cost \(cost)")
        default: break
        }
        guard string.hasPrefix("{SHA}") else { return .stands(Proof.Facts()) }
        let digest = Base64.decode(Array(string.utf8.dropFirst(5)).span)
        return digest?.count == 20 ? .says("SHA-1 without salt, quick to guess") : .refuted("no SHA-1 in base64")
    }
}
