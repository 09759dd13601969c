internal import RekeyCore
internal import RekeyRotation
internal import RekeySupabase

/// Holds a new value against the leaked one before any file is touched.
struct NewValueJudge {
    private let leaked: LeakedSecret
    private let now: Int64
    private let allowsOtherSpace: Bool

    init(_ leaked: LeakedSecret, now: Int64, allowsOtherSpace: Bool) {
        (self.leaked, self.now, self.allowsOtherSpace) = (leaked, now, allowsOtherSpace)
    }

    /// The bytes to write, and what the person should know first. Throws when they must not be written.
    func accepted(_ text: SecretText) throws(Trouble) -> (value: SecretText, notices: [String]) {
        let old = place(old: leaked.value ?? leaked.secret)
        let kind = kind(of: old)
        switch text.withBytes({ ReplacementCheck(kind, old).judge($0) }) {
        case .accepted(let value, let notices): return (value, notices)
        case .refused(.wrongProject(let expected, let found)):
            guard case .webhook = kind else { throw Self.trouble(.wrongProject(expected: expected, found: found)) }
            guard allowsOtherSpace else {
                var trouble = Self.trouble(.wrongProject(expected: expected, found: found))
                trouble.what = "new value refused: it posts to \(found), the old one posted to \(expected)"
                trouble.why = "a webhook posts to one place, and this is another"
                trouble.next = "copy the webhook of the same space; or, if it is meant to move, add --allow-other-space"
                throw trouble
            }
            // Why: that the secret itself is another one was seen before the place.
            let verdict = text.withBytes { ReplacementCheck(kind, place(old: nil)).judge($0) }
            if let refusal = verdict.refusal { throw Self.trouble(refusal) }
            guard let value = verdict.value else { throw Self.trouble(.empty) }
            return (value, verdict.notices + ["it posts to \(found) from now on, no longer to \(expected)"])
        case .refused(let refusal): throw Self.trouble(refusal)
        }
    }

    private func place(old: SecretText?) -> ReplacementCheck.Place {
        let refs = leaked.repository.projectRefs.sorted().compactMap { ProjectRef($0) }
        return ReplacementCheck.Place(old: old, known: KeyInspection.Known(refs: refs, variable: leaked.subject.variables.first), now: now)
    }

    private func kind(of old: ReplacementCheck.Place) -> ReplacementCheck.Kind {
        guard old.old != nil else { return expected }
        guard case .generic = ReplacementCheck.kind(of: old) else { return ReplacementCheck.kind(of: old) }
        return generic(old.old)
    }

    /// The kind where the old value is not at hand: what its rotation remembers of it.
    private var expected: ReplacementCheck.Kind {
        guard let kind = Self.kinds[leaked.subject.rule.rawValue] else { return generic(nil) }
        let facts = leaked.subject.facts
        return .supabase(
            SupabaseReplacement.Expectation(kind: kind, projectRef: facts.projectRef.flatMap { ProjectRef($0) }, role: facts.role))
    }

    private static let kinds: [String: KeyInspection.Kind] = [
        "supabase.service-role-jwt": .serviceToken, "supabase.anon-jwt": .anonToken, "supabase.secret-key": .secretKey,
        "supabase.publishable-key": .publishableKey, "supabase.access-token": .personalAccessToken,
        "supabase.oauth-token": .oauthAccessToken, "supabase.oauth-client-secret": .oauthClientSecret, "supabase.jwt-secret": .jwtSecret,
        "supabase.jwk": .signingKey, "supabase.database-url": .databaseURL, "supabase.hook-secret": .hookSecret,
    ]

    /// A value that the rule of the old one sees, too; any value where that rule needs more than the value to see it.
    private func generic(_ old: SecretText?) -> ReplacementCheck.Kind {
        let (repository, rule, title) = (leaked.repository, leaked.subject.rule, leaked.subject.title)
        let name = leaked.subject.variables.first ?? "SECRET"
        let isSeen: @Sendable ([UInt8]) -> Bool = { value in
            let line = Array("\(name)=".utf8) + value + [0x0A]
            let chunk = Chunk(bytes: line, provenance: Provenance(kind: .stream, path: Array("given.env".utf8)))
            return ((try? repository.findings(in: chunk)) ?? []).contains { $0.rule == rule }
        }
        guard let old, isSeen(old.revealedBytes) else { return .generic(name: title) { _ in true } }
        return .generic(name: title) { span in
            var bytes: [UInt8] = []
            for index in span.indices { bytes.append(span[index]) }
            return isSeen(bytes)
        }
    }

    private static func trouble(_ refusal: ReplacementRefusal) -> Trouble {
        Trouble("new value refused", why: refusal.words, next: refusal.next)
    }
}
