internal import RekeyCore
internal import RekeySupabase

/// A published demo key is harmless on a laptop and worse than a leak on a reachable server: anyone can forge any role there.
enum DemoWiring {
    /// How far from a demo key, in lines, a URL speaks for it in code; in configuration the whole file does.
    private static let reach = 5
    /// URL-holding names of a Supabase stack.
    private static let markers = ["SUPABASE_URL", "API_EXTERNAL_URL", "SUPABASE_PUBLIC_URL", "supabaseUrl", "createClient("]

    /// Raises demo detections that stand next to a URL of a machine that is not this one.
    static func raise(_ detections: inout [Detection], in text: Span<UInt8>, syntax: FileKind.Syntax) {
        for index in detections.indices where detections[index].claim == .demo {
            let range = detections[index].range
            let area = syntax == .assignments || syntax == .yaml ? 0..<text.count : text.neighbourhood(of: range, lines: reach)
            guard let host = foreignHost(in: text, area) else { continue }
            detections[index].severity = detections[index].rule.id.rawValue.contains("anon") ? .high : .critical
            detections[index].evidence.append("public demo value used with \(host): anyone can forge any role there")
        }
    }

    /// The host of the first Supabase URL that is neither local nor a placeholder.
    private static func foreignHost(in text: Span<UInt8>, _ area: Range<Int>) -> String? {
        var index = area.lowerBound
        while index < area.upperBound {
            let line = text.line(at: index)
            index = max(line.upperBound, index) + 1
            let bytes = text.copy(line.clamped(to: area))
            guard markers.contains(where: { Placeholder.contains(bytes.span, $0) }) || Placeholder.contains(bytes.span, ".supabase.co")
            else { continue }
            if let host = host(in: bytes), !LocalAddress.isLocal(host: host), !isPlaceholder(host) { return host }
        }
        return nil
    }

    /// The host of the first URL of a line.
    static func host(in line: [UInt8]) -> String? {
        guard let scheme = line.indices.first(where: { line[$0...].starts(with: "://".utf8) }) else { return nil }
        let host = line[(scheme + 3)...].prefix { $0.isASCIIAlphanumeric || $0 == 0x2D || $0 == 0x2E }
        return host.isEmpty ? nil : String(decoding: host, as: UTF8.self)
    }

    /// Names that nobody serves, and names without a dot: services of a compose file.
    private static func isPlaceholder(_ host: String) -> Bool {
        !host.contains(".") || host.contains("example") || host.contains("your") || host.contains("xyz") || host.hasPrefix("project")
            || host.hasSuffix(".test") || host.hasSuffix(".invalid") || host.hasSuffix(".local")
    }
}
