internal import RekeyCore

/// Several API keys under names, as Edge Functions get them: `SUPABASE_SECRET_KEYS` and `SUPABASE_PUBLISHABLE_KEYS`.
///
/// Source: the guide "API keys" of Supabase: a JSON object from name to key, such as `{"default":"sb_secret_…"}`.
struct APIKeyMap {
    /// Names that can be shown, `nil` for others, and what stands there as text; sorted by name.
    let entries: [(name: String?, key: SecretText)]
    let kind: SupabaseAPIKey.Kind

    /// Bytes of a text that is read as a map, and members it may have.
    private static let limits = (bytes: 64 << 10, members: 64)

    /// Takes all of `text` as one map, also with the backslashes that a map has inside another JSON text; `nil` when it is none.
    ///
    /// Every member must start like an API key; whether each is whole is another question. One secret key makes a map of secret keys.
    init?(_ text: Span<UInt8>) {
        guard text.count <= Self.limits.bytes, text.has("{", at: 0) else { return nil }
        let bytes = text.copied()
        guard case .object(let members) = Self.value(bytes), !members.isEmpty, members.count <= Self.limits.members else { return nil }
        var entries: [(name: String?, key: SecretText)] = []
        var isSecret = false
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            guard let key = value.text, let kind = SupabaseAPIKey.Kind.allCases.first(where: { key.hasPrefix($0.rawValue) }) else {
                return nil
            }
            isSecret = isSecret || kind == .secret
            entries.append((name.displayable, SecretText(Array(key.utf8))))
        }
        self.entries = entries
        kind = isSecret ? .secret : .publishable
    }

    private static func value(_ bytes: [UInt8]) -> ParsedJSON? {
        if let value = JSONReader.wholeValue(of: bytes) { return value }
        let quote = [UInt8(ascii: "\"")]
        guard let inner = JSONReader.wholeValue(of: quote + bytes + quote)?.text else { return nil }
        return JSONReader.wholeValue(of: Array(inner.utf8))
    }
}

extension KeyInspection {
    /// Judges every key of the map by itself; the map is as good as its worst key.
    mutating func readKeyMap(_ map: APIKeyMap, _ known: Known, _ now: Int64) {
        kind = map.kind == .secret ? .secretKeyMap : .publishableKeyMap
        role = map.kind == .secret ? "service_role" : "anon"
        access = map.kind == .secret ? Self.serviceAccess : Self.anonAccess
        let inspections = map.entries.map { entry in
            (entry.name ?? "a name that cannot be shown", entry.key.withBytes { KeyInspection($0, known: known, now: now) })
        }
        for (name, key) in inspections {
            let judgement = key.damage?.words ?? key.proof.words
            facts.append(
                "\(name): \(([key.kind.rawValue, Redaction.redacted(key.value)] + [judgement].compactMap(\.self)).joined(separator: ", "))")
        }
        let keys = inspections.map(\.1)
        projectRef = Set(keys.map(\.projectRef)).count == 1 ? keys.first?.projectRef : nil
        isSelfHosted = keys.allSatisfy(\.isSelfHosted)
        if keys.allSatisfy(\.isPlaceholder) { isPlaceholder = true }
        if let damaged = keys.first(where: { $0.damage != nil }) { damage = damaged.damage }
        if keys.allSatisfy(\.isDemo) { return markDemo("every key of it is published by Supabase") }
        proof =
            keys.first(where: \.isRefuted)?.proof ?? keys.first { if case .open = $0.proof { true } else { false } }?.proof ?? keys.first?
            .proof ?? .impossible
        if damage != nil { access = .nothing("works nowhere as it is") }
    }
}
