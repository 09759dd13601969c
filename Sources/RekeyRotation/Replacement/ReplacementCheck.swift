package import RekeyCore
package import RekeySupabase

/// Judges whether a new value may take the place of a leaked one, before any file is touched.
package struct ReplacementCheck: Sendable {
    /// What kind of value is replaced, which decides what the new one must be.
    package enum Kind: Sendable {
        case supabase(SupabaseReplacement.Expectation)
        case webhook(WebhookAddress.Service)
        /// Anything else. `isSameKind` says whether the new value is of the old one's kind, as the rule that found the leak sees it;
        /// `name` is that kind in words.
        case generic(name: String, isSameKind: @Sendable (Span<UInt8>) -> Bool)
    }

    /// What the caller knows about the place of the value.
    package struct Place: Sendable {
        /// The leaked value, when it is at hand.
        package var old: SecretText?
        /// What a new Supabase credential is held against; also names the variable.
        package var known: KeyInspection.Known
        /// Seconds since 1970.
        package var now: Int64

        package init(old: SecretText?, known: KeyInspection.Known = .init(), now: Int64) {
            self.old = old
            self.known = known
            self.now = now
        }
    }

    private let kind: Kind
    private let place: Place

    package init(_ kind: Kind, _ place: Place) {
        self.kind = kind
        self.place = place
    }

    /// The kind that the old value tells by itself: Supabase, a webhook of a known service, else anything.
    package static func kind(of place: Place) -> Kind {
        guard let old = place.old else { return .generic(name: "value") { _ in true } }
        if let webhook = old.withBytes({ WebhookAddress($0) }) { return .webhook(webhook.service) }
        let inspection = old.withBytes { KeyInspection($0, known: place.known, now: place.now) }
        // Why: other providers' tokens start like a JWT, too.
        let isForeign = inspection.kind == .unknown || (inspection.kind == .otherToken && inspection.damage != nil)
        return isForeign ? .generic(name: "value") { _ in true } : .supabase(SupabaseReplacement.Expectation())
    }

    /// Judges what was pasted, piped or read.
    package func judge(_ text: Span<UInt8>) -> ReplacementVerdict {
        let pasted = PastedText(text)
        switch kind {
        case .supabase(let expectation):
            return SupabaseReplacement(old: place.old, expectation: expectation, known: place.known, now: place.now).judge(pasted)
        case .webhook(let service): return judged(pasted) { () throws(ReplacementRefusal) in try checkWebhook(pasted, service) }
        case .generic(let name, let isSameKind):
            return judged(pasted) { () throws(ReplacementRefusal) in
                guard pasted.value.withBytes(isSameKind) else { throw .wrongKind(expected: name, found: "something else") }
                try checkPublicKey(pasted)
                return []
            }
        }
    }

    /// What every kind asks, then `check`, whose notices follow those about surroundings.
    private func judged(
        _ pasted: PastedText, _ check: () throws(ReplacementRefusal) -> [String]
    ) -> ReplacementVerdict {
        do throws(ReplacementRefusal) {
            if pasted.value.count == 0 { throw .empty }
            if pasted.hasSeveralLines { throw .severalValues }
            if let old = place.old, old.withBytes({ PastedText($0) }).value == pasted.value { throw .sameAsOld }
            if PlaceholderText.isPlaceholder(pasted.value.revealedBytes) { throw .placeholder }
            let notices = try check()
            return .accepted(pasted.value, notices: pasted.trims.map(\.words) + notices)
        } catch { return .refused(error) }
    }

    private func checkWebhook(_ pasted: PastedText, _ service: WebhookAddress.Service) throws(ReplacementRefusal) -> [String] {
        guard let new = pasted.value.withBytes({ WebhookAddress($0) }) else {
            let meant = pasted.value.withBytes(WebhookAddress.service)
            if meant == service { throw .damaged(.unreadable(part: "the URL")) }
            throw .wrongKind(expected: service.rawValue, found: meant?.rawValue ?? "no webhook URL")
        }
        guard new.service == service else { throw .wrongKind(expected: service.rawValue, found: new.service.rawValue) }
        if new.secret.withBytes({ Entropy.distinct($0) }) < 6 { throw .placeholder }
        guard let old = place.old.flatMap({ $0.withBytes { WebhookAddress($0) } }) else { return [] }
        if old.secret == new.secret { throw .sameSecretInside }
        guard let before = old.place, let after = new.place, before != after else { return [] }
        // Why: neither a space nor a tenant is a secret, and both are short names; a wrong one posts to the wrong people.
        throw .wrongProject(expected: before, found: after)
    }

    /// A Supabase key that is public by design never stands for a secret that some rule found.
    private func checkPublicKey(_ pasted: PastedText) throws(ReplacementRefusal) {
        let inspection = KeyInspection(pasted, known: place.known, now: place.now)
        // Why: other providers' tokens start like a JWT, too.
        if let damage = inspection.damage, inspection.kind != .otherToken { throw .damaged(damage) }
        if inspection.kind.isPublic, inspection.kind != .publicKey { throw .publicInSecretPlace(found: inspection.kind.rawValue) }
    }
}
