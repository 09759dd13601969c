internal import RekeyCore
internal import RekeySupabase

/// A compose or environment file whose every address is this machine describes a stack for development: its own secrets open nothing else.
enum LocalStack {
    /// Variables that say where a stack is reached.
    private static let addresses = WordSearch([
        "API_EXTERNAL_URL", "SITE_URL", "SUPABASE_PUBLIC_URL", "SUPABASE_URL", "GOTRUE_SITE_URL", "PUBLIC_URL", "EXTERNAL_URL", "BASE_URL",
        "APP_URL",
    ])
    /// Rules of credentials that belong to the stack itself, not to a service elsewhere.
    private static let providers: Set<String> = ["supabase", "jwk", "jwt", "database", "generic", "postgres"]

    /// Lowers the stack's own secrets to low; tokens of services and hosted keys stay as they are.
    static func lower(_ detections: inout [Detection], in text: Span<UInt8>, syntax: FileKind.Syntax) {
        guard syntax == .yaml || syntax == .assignments, detections.contains(where: concerns), isLocal(text) else { return }
        for index in detections.indices where concerns(detections[index]) {
            detections[index].severity = .low
            detections[index].evidence.append("every address in this file is local: a development stack")
        }
    }

    private static func concerns(_ detection: Detection) -> Bool {
        guard detection.severity > .low, detection.confidence < .proven, providers.contains(detection.rule.provider) else { return false }
        return detection.claim == .signingSecret || detection.rule.name != nil || detection.confidence == .likely
            || detection.rule.id == "jwk.private-key"
            || detection.rule.id == "supabase.jwk"
    }

    /// Whether the text names at least one address and none of another machine.
    private static func isLocal(_ text: Span<UInt8>) -> Bool {
        var hasLocal = false
        var lines = URLLines()
        while let (bytes, _) = lines.next(in: text) {
            guard addresses.occurs(in: bytes.span), let host = DemoWiring.host(in: bytes) else {
                continue
            }
            guard LocalAddress.isLocal(host: host) else { return false }
            hasLocal = true
        }
        return hasLocal
    }
}
