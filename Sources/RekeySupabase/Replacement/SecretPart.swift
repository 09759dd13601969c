internal import RekeyCore

/// What makes a credential secret, apart from what is written round it.
enum SecretPart {
    /// Whether two credentials give the same power: same key, same password, same secret.
    static func isShared(_ old: KeyInspection, _ new: KeyInspection) -> Bool {
        switch (old.kind, new.kind) {
        case (.databaseURL, .databaseURL):
            let first = old.value.withBytes { DatabaseURL(in: $0, at: 0) }
            let second = new.value.withBytes { DatabaseURL(in: $0, at: 0) }
            return first?.password == second?.password && first?.user == second?.user
        case (.signingKey, .signingKey): return sharesKey(old, new)
        case (.secretKeyMap, .secretKeyMap): return mapKeys(new).isSubset(of: mapKeys(old))
        case (.hookSecret, .hookSecret):
            // A list of old and new is the way to rotate without an outage.
            return hookSecrets(new).isSubset(of: hookSecrets(old))
        default: return false
        }
    }

    /// Whether a list of hook secrets still holds an old one.
    static func isListed(_ old: KeyInspection, in new: KeyInspection) -> Bool { !hookSecrets(old).isDisjoint(with: hookSecrets(new)) }

    private static func mapKeys(_ map: KeyInspection) -> Set<SecretText> {
        Set(map.value.withBytes { APIKeyMap($0) }?.entries.map(\.key) ?? [])
    }

    private static func sharesKey(_ old: KeyInspection, _ new: KeyInspection) -> Bool {
        let before = old.value.withBytes { SigningKey.parse($0) }.filter { $0.hasPrivateMembers && $0.kind != .symmetric }
        let after = new.value.withBytes { SigningKey.parse($0) }.filter { $0.hasPrivateMembers && $0.kind != .symmetric }
        return after.contains { key in before.contains { $0.kind == key.kind && $0.publicMembers == key.publicMembers } }
    }

    /// The decoded secrets of a list, whatever their prefix.
    private static func hookSecrets(_ key: KeyInspection) -> Set<SecretText> {
        let parts = key.value.revealedBytes.split(separator: UInt8(ascii: "|"))
        return Set(
            parts.map { part in
                let bare = part.suffix(from: part.lastIndex(of: UInt8(ascii: "_")).map { $0 + 1 } ?? part.startIndex)
                return SecretText(Base64.decode(Array(bare).span) ?? Array(bare))
            })
    }
}
