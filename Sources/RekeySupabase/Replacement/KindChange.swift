/// How the kind of a credential changes when it is replaced.
enum KindChange: Sendable, Equatable {
    case none
    /// A legacy key gives way to a new one.
    case migration

    /// Throws when the new value cannot stand where `expected` stood.
    init(from expected: KeyInspection.Kind, to new: KeyInspection) throws(ReplacementRefusal) {
        switch (expected, new.kind) {
        case (.unknown, _), (.otherToken, .otherToken): self = .none
        case (.serviceToken, .secretKey), (.anonToken, .publishableKey): self = .migration
        case (let expected, let found) where expected == found: self = .none
        case (.stackSecret, .unknown), (.jwtSecret, .unknown), (.storageKeyID, .unknown), (.storageKeySecret, .unknown),
            (.hookSecret, .unknown):
            // Why: these have no shape of their own, and the old value or the caller says what the place is for.
            self = .none
        case (let expected, let found) where !expected.isPublic && found.isPublic: throw .publicInSecretPlace(found: found.rawValue)
        case (let expected, let found) where expected.isPublic && found.isSecretKey: throw .secretInPublicPlace(found: found.rawValue)
        case (let expected, let found): throw .wrongKind(expected: expected.rawValue, found: found.rawValue)
        }
    }
}

extension KeyInspection.Kind {
    /// Whether it is surely a secret, not a text that nothing explains.
    var isSecretKey: Bool { self != .unknown && self != .otherToken && !isPublic }
}
