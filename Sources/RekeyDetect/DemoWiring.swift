internal import RekeyCore
internal import RekeySupabase

/// A published demo key is harmless on a laptop and worse than a leak on a reachable server: anyone can forge any role there.
enum DemoWiring {
    /// How far from a demo key, in lines, a URL speaks for it in code; in configuration the whole file does.
    private static let reach = 5
    /// URL-holding names of a Supabase stack, and its hosts.
    private static let markers = WordSearch([
        "SUPABASE_URL", "API_EXTERNAL_URL", "SUPABASE_PUBLIC_URL", "supabaseUrl", "createClient(", ".supabase.co",
    ])

    /// Raises demo detections that stand next to a URL of a machine that is not this one.
    static func raise(_ detections: inout [Detection], in text: Span<UInt8>, syntax: FileKind.Syntax) {
        guard detections.contains(where: { $0.claim == .demo }) else { return }
        let hosts = foreignHosts(in: text)
        guard let first = hosts.first else { return }
        let isConfiguration = syntax == .assignments || syntax == .yaml
        let lines = LineIndex(text)
        for index in detections.indices where detections[index].claim == .demo {
            let range = detections[index].range
            guard let host = isConfiguration ? first : nearest(hosts, to: range.lowerBound, lines) else { continue }
            detections[index].severity = detections[index].rule.id.rawValue.contains("anon") ? .high : .critical
            detections[index].evidence.append("public demo value used with \(host.name): anyone can forge any role there")
        }
    }

    /// A machine that others reach, and the offset of the line that names it.
    private struct Host {
        var name: String
        var offset: Int
    }

    /// The hosts of Supabase URLs that are neither local nor placeholders, in order of place. One pass, whatever the number of demo keys.
    private static func foreignHosts(in text: Span<UInt8>) -> [Host] {
        var hosts: [Host] = []
        var lines = URLLines()
        while let (bytes, offset) = lines.next(in: text) {
            guard markers.occurs(in: bytes.span) else { continue }
            guard let host = host(in: bytes), !LocalAddress.isLocal(host: host), !isPlaceholder(host) else { continue }
            hosts.append(Host(name: host, offset: offset))
        }
        return hosts
    }

    /// The first host at most `reach` lines and `farthest` bytes from `offset`.
    private static func nearest(_ hosts: [Host], to offset: Int, _ lines: LineIndex) -> Host? {
        let line = lines.lineNumber(of: offset)
        var low = 0
        var high = hosts.count
        while low < high {
            let middle = (low + high) / 2
            let isBefore = lines.lineNumber(of: hosts[middle].offset) < line - reach || hosts[middle].offset < offset - farthest
            if isBefore { low = middle + 1 } else { high = middle }
        }
        guard low < hosts.count, hosts[low].offset <= offset + farthest else { return nil }
        return lines.lineNumber(of: hosts[low].offset) <= line + reach ? hosts[low] : nil
    }

    /// In bytes: a minified file is one line.
    private static let farthest = 65_536

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
