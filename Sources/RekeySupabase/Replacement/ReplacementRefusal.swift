/// Why a new value must not take the place of the old one. Holds no secret.
package enum ReplacementRefusal: Error, Sendable, Equatable {
    case empty
    case placeholder
    /// More than one value, or one that is broken over lines.
    case severalValues
    case sameAsOld
    /// The new value has the same secret part in another wrapping: the old one would stay alive.
    case sameSecretInside
    case wrongKind(expected: String, found: String)
    case wrongProject(expected: String, found: String)
    case wrongRole(expected: String, found: String)
    case publicInSecretPlace(found: String)
    case secretInPublicPlace(found: String)
    /// Seconds since 1970.
    case expired(at: Int64)
    case damaged(KeyDamage)
    /// Checksum or signature does not fit; the text says with what.
    case notGenuine(String)
    /// Published by Supabase, so everybody's.
    case publishedDemo
    /// Of the right kind, but not usable; the text says why.
    case unusable(String)

    /// What is wrong, in one phrase.
    package var words: String {
        switch self {
        case .empty: "the new value is empty"
        case .placeholder: "the new value only says where a secret goes"
        case .severalValues: "the new value has several lines: several values, or one that was broken"
        case .sameAsOld: "the new value is the old one"
        case .sameSecretInside: "the new value holds the same secret as the old one"
        case .wrongKind(let expected, let found): "wrong kind: \(expected) is to be replaced, this is: \(found)"
        case .wrongProject(let expected, let found): "wrong project: \(expected) is expected, this belongs to \(found)"
        case .wrongRole(let expected, let found): "wrong role: \(expected) is expected, this has \(found)"
        case .publicInSecretPlace(let found): "a public key in a secret's place: \(found)"
        case .secretInPublicPlace(let found): "a secret in a public key's place, where every visitor could read it: \(found)"
        case .expired(let time): "the new value is \(TokenExpiry.expired(at: time).words)"
        case .damaged(let damage): "the new value is damaged: \(damage.words)"
        case .notGenuine(let text): "the new value is not genuine: \(text)"
        case .publishedDemo: "the new value is published by Supabase, so everybody has it"
        case .unusable(let text): "the new value is not usable: \(text)"
        }
    }

    /// What to do next, in one phrase.
    package var next: String {
        switch self {
        case .empty, .placeholder: "copy the new value again, from where it was made"
        case .severalValues: "give one value, on one line"
        case .sameAsOld, .sameSecretInside: "make a new one first: as long as the old one is in use, it cannot be revoked"
        case .wrongKind, .wrongRole: "copy the key of the kind that is replaced"
        case .wrongProject: "open the dashboard of the right project, and copy the key there"
        case .publicInSecretPlace: "copy the secret key (sb_secret_), not the publishable one"
        case .secretInPublicPlace: "copy the publishable key (sb_publishable_); and make a new secret key if this one was shown anywhere"
        case .expired: "make a new one, and check the clock of this machine"
        case .damaged, .notGenuine: "copy the whole value again, with the copy button"
        case .publishedDemo: "make a value of your own: rekey supabase mint"
        case .unusable: "make a new one"
        }
    }
}
