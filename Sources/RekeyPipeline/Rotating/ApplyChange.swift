internal import RekeyCore
internal import RekeyRotation

/// Where a new value goes: the edits, and the places that a person has to change.
struct ApplyChange {
    let change: ValueChange
    /// Places that hold the old value and do not change, each with why.
    private(set) var byHand: [String] = []
    /// Places that hold the new value already.
    private(set) var settled: [String] = []

    /// Works out the change; writes nothing. Throws when one place could not carry the value, for then no file changes.
    init(_ leaked: LeakedSecret, to new: SecretText, in texts: [RepositoryText], _ place: WorkPlace, includesTracked: Bool) throws(Trouble)
    {
        var (change, left): (ValueChange, Set<[UInt8]>) = (ValueChange(place), [])
        let own = EnvListing.withoutLinks(texts, place)
        let held = Self.held(leaked, own)
        let old = leaked.value ?? leaked.secret
        for text in own where held.contains(where: { $0.path == text.path }) {
            let places = held.filter { $0.path == text.path }.map { "\(place.shown($0.path)):\($0.line)" }
            if text.isTemplate || (!text.isEnvFile && text.standing == .tracked && !includesTracked) { left.insert(text.path) }
            if text.isTemplate {
                byHand += places.map { "\($0)  a template belongs into git: put a placeholder there" }
            } else if left.contains(text.path) {
                byHand += places.map {
                    "\($0)  git tracks it: put ${\(leaked.subject.variables.first ?? "NAME")} there, or add --include-tracked"
                }
            } else if let old, leaked.isDistinct {
                change.replace(old, with: new, in: text)
            } else {
                // Why: a short value is part of other values by chance, so that only its names tell where it is meant.
                for held in held where held.path == text.path { change.set(held.name, to: new, in: text) }
            }
        }
        if old == nil { Self.setByName(leaked.subject, new, own, &change) }
        try Self.refuse(change, place)
        self.change = change
        byHand += Self.others(held.filter { !left.contains($0.path) }, change, place)
        settled = Self.holding(new, leaked.subject, own, change, place)
    }

    /// Where the leaked secret stands in files whose notation is known, also inside longer values.
    private static func held(_ leaked: LeakedSecret, _ texts: [RepositoryText]) -> [HeldValue] {
        guard let secret = leaked.secret else { return [] }
        return HeldValue.all(holding: secret, in: texts).filter { leaked.isDistinct || $0.value == secret }
    }

    /// Where nobody has the old value any more, the files that had it get the new one by its name.
    private static func setByName(_ subject: RotationSubject, _ new: SecretText, _ texts: [RepositoryText], _ change: inout ValueChange) {
        guard let name = subject.variables.first else { return }
        let former = Set(subject.places.map(\.path))
        let files = texts.filter { $0.isEnvFile && !$0.isTemplate && !EnvFile(bytes: $0.bytes).entries(named: name).isEmpty }
        let chosen = former.isEmpty ? files : files.filter { former.contains($0.displayPath) }
        for text in chosen { change.set(name, to: new, in: text) }
    }

    private static func refuse(_ change: ValueChange, _ place: WorkPlace) throws(Trouble) {
        guard let first = change.refusals.first else { return }
        let places = change.refusals.map { refusal in place.shown(refusal.path) + (refusal.line.map { ":\($0)" } ?? "") }
        throw Trouble(
            "no file changed", at: places.joined(separator: ", "), why: first.why,
            next: "change that place by hand and run the command again, or name the files that can take the value: --file FILE")
    }

    /// Values that hold the leaked secret in another wrapping, such as a second URL with the same token.
    private static func others(_ held: [HeldValue], _ change: ValueChange, _ place: WorkPlace) -> [String] {
        let edited = Set(change.lines.map { "\(place.shown($0.path)):\($0.line)" })
        return held.map { "\(place.shown($0.path)):\($0.line)" }.filter { !edited.contains($0) }
            .map { "\($0)  holds the secret in another form: change it there" }
    }

    private static func holding(
        _ new: SecretText, _ subject: RotationSubject, _ texts: [RepositoryText], _ change: ValueChange, _ place: WorkPlace
    ) -> [String] {
        let edited = Set(change.lines.map { "\(place.shown($0.path)):\($0.line)" })
        return HeldValue.all(holding: new, in: texts).map { "\(place.shown($0.path)):\($0.line)" }.filter { !edited.contains($0) }
    }
}
