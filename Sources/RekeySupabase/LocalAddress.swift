internal import RekeyCore

/// Tells addresses that only this machine, its containers or its private network reach.
package enum LocalAddress {
    /// Whether `host` (a port or IPv6 brackets may be with it) is local: loopback, a `.local` or `.localhost` name, the host's name inside
    /// Docker, a private IPv4 range, or a name without a dot, which only a container network or a hosts file knows (`kong`, `db`).
    ///
    /// An empty host is not local: it says nothing.
    package static func isLocal(host: String) -> Bool {
        let name = bareName(host)
        guard !name.isEmpty else { return false }
        if ["::1", "::", "host.docker.internal", "gateway.docker.internal"].contains(name) { return true }
        if name.hasSuffix(".local") || name.hasSuffix(".localhost") { return true }
        if let address = ipv4(name) { return isPrivate(address) }
        return !name.contains(".") && !name.contains(":") && isName(name)
    }

    /// Lower case, without port, brackets and a final dot.
    private static func bareName(_ host: String) -> String {
        var name = host.lowercased()[...]
        if name.hasPrefix("["), let end = name.firstIndex(of: "]") { return String(name[name.index(after: name.startIndex)..<end]) }
        let colons = name.utf8.count { $0 == UInt8(ascii: ":") }
        if colons == 1, let colon = name.firstIndex(of: ":") { name = name[..<colon] }
        if name.hasSuffix(".") { name = name.dropLast() }
        return String(name)
    }

    private static func isName(_ name: String) -> Bool {
        name.utf8.allSatisfy { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }

    private static func ipv4(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
        return parts.count == 4 && !parts.contains(nil) ? parts.compactMap(\.self) : nil
    }

    /// Source: RFC 1122 (0/8, 127/8), RFC 1918 (10/8, 172.16/12, 192.168/16).
    private static func isPrivate(_ address: [UInt8]) -> Bool {
        switch (address[0], address[1]) {
        case (0, _), (10, _), (127, _), (172, 16...31), (192, 168): true
        default: false
        }
    }
}
