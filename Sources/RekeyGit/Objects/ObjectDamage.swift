package import RekeyCore

/// An object that could not be read where it stands.
package struct ObjectDamage: Sendable, Equatable {
    /// File of the pack, or of the loose object, for people.
    package var file: String
    /// Where in the pack its entry begins; 0 for a loose object.
    package var offset: Int
    /// `nil` when the pack's table leaves it out.
    package var id: ObjectID?
    package var fault: ObjectFault
    /// Whether it was read from another place instead, so that nothing is missing.
    package var isRecovered: Bool
    /// Further objects that could not be read because they are deltas on it.
    package var dependants = 0

    /// The form for the account of a run; `nil` when nothing is missing.
    package var skip: Skip? {
        guard !isRecovered else { return nil }
        let name = id?.hex ?? "at byte \(offset)"
        let others = dependants > 0 ? ", and \(dependants) objects that are stored as changes of it" : ""
        let reason: Skip.Reason =
            switch fault {
            case .overSizeLimit: .overSizeLimit
            case .missing, .missingBase: .missingObject
            case .outsideFile, .badHeader, .sharedPlace, .impossibleSize, .badCompression, .badDelta, .badBase, .baseLoop, .outOfMemory:
                .unreadable
            }
        return Skip(path: file, reason: reason, detail: "object \(name): \(fault.text)\(others)")
    }
}
