package import RekeyCore

/// Judges whether a new Supabase credential may take the place of an old one.
package struct SupabaseReplacement: Sendable {
    /// What is replaced, where the old value is not there to tell.
    package struct Expectation: Sendable {
        package var kind: KeyInspection.Kind?
        package var projectRef: ProjectRef?
        /// Postgres role, such as `service_role`.
        package var role: String?

        package init(kind: KeyInspection.Kind? = nil, projectRef: ProjectRef? = nil, role: String? = nil) {
            self.kind = kind
            self.projectRef = projectRef
            self.role = role
        }
    }

    let old: KeyInspection?
    let known: KeyInspection.Known
    private let expectation: Expectation
    private let now: Int64

    /// `known` holds what the *new* value is held against; `now` is in seconds since 1970.
    package init(old: SecretText?, expectation: Expectation = Expectation(), known: KeyInspection.Known = .init(), now: Int64) {
        var known = known
        let inspected = old.map { old in old.withBytes { KeyInspection($0, known: known, now: now) } }
        if let ref = expectation.projectRef ?? inspected?.projectRef, !known.refs.contains(ref) { known.refs.insert(ref, at: 0) }
        self.known = known
        self.old = inspected
        self.expectation = expectation
        self.now = now
    }

    /// The kind that is replaced; `.unknown` when neither the old value nor the expectation tells.
    package var expectedKind: KeyInspection.Kind { expectation.kind ?? old?.kind ?? .unknown }

    var expectedRef: ProjectRef? { expectation.projectRef ?? old?.projectRef }

    private var expectedRole: String? { expectation.role ?? (expectation.kind == nil ? old?.role : nil) }

    /// Judges a new value; surroundings that were taken off are among the notices.
    package func judge(_ pasted: PastedText) -> ReplacementVerdict {
        let new = KeyInspection(pasted, known: known, now: now)
        do throws(ReplacementRefusal) {
            try checkText(pasted, new)
            let change = try KindChange(from: expectedKind, to: new)
            try checkExposure(new)
            try checkSecret(new)
            try checkProject(new)
            try checkRole(new, change)
            try checkSound(new)
            return .accepted(new.value, notices: pasted.trims.map(\.words) + notices(new, change))
        } catch { return .refused(error) }
    }

    private func checkText(_ pasted: PastedText, _ new: KeyInspection) throws(ReplacementRefusal) {
        if new.value.count == 0 { throw .empty }
        if pasted.hasSeveralLines { throw .severalValues }
        if let damage = new.damage { throw .damaged(damage) }
        if let old, old.value == new.value { throw .sameAsOld }
        if new.isPlaceholder { throw .placeholder }
    }

    /// Refuses the old secret in another wrapping, and what everybody has.
    private func checkSecret(_ new: KeyInspection) throws(ReplacementRefusal) {
        if new.isDemo { throw .publishedDemo }
        guard let old else { return }
        if SecretPart.isShared(old, new) { throw .sameSecretInside }
    }

    private func checkProject(_ new: KeyInspection) throws(ReplacementRefusal) {
        if let expected = expectedRef {
            if let found = new.projectRef {
                if found != expected { throw .wrongProject(expected: expected.rawValue, found: found.rawValue) }
            } else if new.isSelfHosted {
                throw .wrongProject(expected: expected.rawValue, found: "a self-hosted stack")
            }
        } else if old?.isSelfHosted == true, let found = new.projectRef {
            throw .wrongProject(expected: "a self-hosted stack", found: found.rawValue)
        }
        if case .fails(let text) = new.proof { throw .notGenuine(text) }
    }

    /// Whatever stood there before: a variable that goes to every visitor takes no secret.
    private func checkExposure(_ new: KeyInspection) throws(ReplacementRefusal) {
        guard let variable = known.variable, ClientExposure.prefix(of: variable) != nil, new.kind.isSecretKey else { return }
        throw .secretInPublicPlace(found: new.kind.rawValue)
    }

    private func checkRole(_ new: KeyInspection, _ change: KindChange) throws(ReplacementRefusal) {
        guard change == .none, let expected = expectedRole, let found = new.role, found != expected else { return }
        // Why: a database URL may move to another login on purpose, which is a way to rotate without an outage.
        if new.kind != .databaseURL { throw .wrongRole(expected: expected, found: found) }
    }

    private func checkSound(_ new: KeyInspection) throws(ReplacementRefusal) {
        if case .expired(let time) = new.expiry { throw .expired(at: time) }
        let signs = new.kind == .jwtSecret || expectedKind == .jwtSecret
        if signs, let weakness = new.value.withBytes(JWTSecretWeakness.found) { throw .unusable(weakness.words) }
        if let reason = new.facts.first(where: { $0.hasPrefix("not usable: ") }) { throw .unusable(String(reason.dropFirst(12))) }
    }

    private func notices(_ new: KeyInspection, _ change: KindChange) -> [String] {
        var notices: [String] = []
        if change == .migration {
            notices += ["this moves from a legacy key to a new one, which asks for changes in code:"] + MigrationAdvice.codeChanges
        }
        if case .open(let text) = new.proof { notices.append("not proven: \(text)") }
        if case .holds(let text) = new.proof { notices.append("proven: \(text)") }
        if let oldRole = expectedRole, let role = new.role, role != oldRole, new.kind == .databaseURL {
            notices.append("the database user changes from \(oldRole) to \(role)")
        }
        if new.kind == .hookSecret, let old, SecretPart.isListed(old, in: new) {
            notices.append("the old secret is still in the list: take it out when every receiver has the new one")
        }
        if let expected = expectedRef, new.projectRef == nil, new.kind == .databaseURL {
            notices.append("the new address does not name project \(expected)")
        }
        return notices
    }
}
