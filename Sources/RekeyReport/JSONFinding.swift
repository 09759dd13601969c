internal import RekeyCore

/// One finding as JSON; `docs/report-format.md` explains every key.
enum JSONFinding {
    /// The object of a finding. Of the secret it holds the redacted form, the length, the entropy and, where given, the digest.
    static func value(of finding: Finding, digests: [Fingerprint: String]) -> JSONValue {
        .object(members(of: finding, digests) + (finding.exposure.map { [("exposure", JSONExposure.value(of: $0))] } ?? []))
    }

    private static func members(of finding: Finding, _ digests: [Fingerprint: String]) -> [(key: String, value: JSONValue)] {
        [
            ("type", .string("finding")),
            ("id", .text(finding.fingerprint?.rawValue)),
            ("rule", .string(finding.rule.rawValue)),
            ("title", .string(finding.title)),
            ("provider", .string(finding.provider)),
            ("severity", .string(finding.severity.rawValue)),
            ("confidence", .string(finding.confidence.rawValue)),
            ("location", location(of: finding)),
            ("source", source(of: finding.provenance)),
            ("variable", .text(finding.variable)),
            ("secret", secret(of: finding, digests: digests)),
            ("evidence", .array(finding.evidence.map(JSONValue.string))),
            ("suppressed", suppression(finding.suppression)),
            ("playbook", .text(finding.playbook)),
            ("remedy", .string(finding.remedy)),
        ]
    }

    private static func location(of finding: Finding) -> JSONValue {
        let place = finding.location
        let entry = entry(of: finding)
        return .object(
            path("path", finding.provenance.path)
                + (entry.isEmpty ? [("entry", .null)] : path("entry", entry))
                + [
                    ("line", .integer(place.line)),
                    ("column", .integer(place.column)),
                    ("end_line", .integer(place.endLine)),
                    ("end_column", .integer(place.endColumn)),
                    ("offset", .number(place.offset)),
                    ("length", .integer(place.length)),
                ] + (finding.timestamp.map { [("timestamp", .string($0))] } ?? []))
    }

    /// The path inside an archive, and behind it how the secret was encoded.
    private static func entry(of finding: Finding) -> [UInt8] {
        let inside = finding.provenance.entry
        guard !finding.decodings.isEmpty else { return inside }
        return inside + (inside.isEmpty ? "" : " > ").utf8 + Decoding.path(finding.decodings).utf8
    }

    /// The path as text, and its bytes in base64 when they are not UTF-8.
    private static func path(_ key: String, _ bytes: [UInt8]) -> [(key: String, value: JSONValue)] {
        if let text = String(validating: bytes, as: UTF8.self) { return [(key, .string(text))] }
        let base64 = Base64.encode(bytes.span, padded: true)
        return [
            (key, .string(String(decoding: bytes, as: UTF8.self))),
            ("\(key)_bytes", .string(String(decoding: base64, as: UTF8.self))),
        ]
    }

    private static func source(of provenance: Provenance) -> JSONValue {
        .object([
            ("kind", .string(provenance.kind.rawValue)),
            ("commit", .text(provenance.commit)),
            ("author", .text(provenance.author)),
            ("date", .text(provenance.date)),
            ("blob", .text(provenance.blob)),
        ])
    }

    private static func secret(of finding: Finding, digests: [Fingerprint: String]) -> JSONValue {
        let tenths = Int((finding.secret.entropy * 10).rounded())
        var members: [(key: String, value: JSONValue)] = [
            ("redacted", .string(Redaction.redacted(finding.secret))),
            ("length", .integer(finding.secret.count)),
            ("entropy", .decimal(units: tenths, places: 1)),
        ]
        if let digest = finding.fingerprint.flatMap({ digests[$0] }) { members.append(("sha256", .string(digest))) }
        return .object(members)
    }

    private static func suppression(_ suppression: Suppression?) -> JSONValue {
        guard let suppression else { return .null }
        return .object([
            ("kind", .string(word(for: suppression.kind))),
            ("reason", .string(suppression.reason)),
            ("origin", .string(suppression.origin)),
        ])
    }

    private static func word(for kind: Suppression.Kind) -> String {
        switch kind {
        case .inline: "inline"
        case .allowlist: "allowlist"
        case .ignoreFile: "ignore-file"
        case .baseline: "baseline"
        }
    }
}
