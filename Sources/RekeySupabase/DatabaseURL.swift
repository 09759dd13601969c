package import RekeyCore

/// A Postgres connection that carries its password: a URL, a JDBC URL or a keyword string.
package struct DatabaseURL: Sendable {
    /// Whose server it is.
    package enum Kind: Sendable, Equatable {
        /// `db.<ref>.supabase.co`.
        case direct
        /// `*.pooler.supabase.com`.
        case pooler
        /// A server only this machine or its containers reach.
        case local
        case other
    }

    /// The connection in the text, half-open.
    package let range: Range<Int>
    /// The password as written, half-open; inside `range`.
    package let passwordRange: Range<Int>
    /// The password, percent-decoded where the form encodes it.
    package let password: SecretText
    package let user: String?
    /// Lower case; `nil` where the text names none.
    package let host: String?
    package let port: Int?
    /// The hosted project, from host, user or options.
    package let ref: ProjectRef?
    package let kind: Kind

    /// Longest connection that is read. Bytes.
    static let maximumCount = 2_048

    /// Reads the connection that starts at `offset` of `text`: a URL at its scheme, a keyword string at one of its keywords
    /// (`range` then also covers the keywords before it).
    ///
    /// `nil` when there is none, or none with a password. Reads at most 2,048 bytes.
    package init?(in text: Span<UInt8>, at offset: Int) {
        guard offset >= 0, offset < text.count else { return nil }
        guard let parts = Self.urlParts(text, at: offset) ?? Self.keywordParts(text, at: offset) else { return nil }
        guard let passwordRange = parts.password, !passwordRange.isEmpty else { return nil }
        let raw = text.copy(passwordRange)
        range = parts.range
        self.passwordRange = passwordRange
        password = SecretText(parts.isEncoded ? Self.percentDecoded(raw) : raw)
        user = parts.user
        host = parts.host
        port = parts.port
        ref = parts.ref
        kind = Self.kind(ofHost: parts.host)
    }

    private static func kind(ofHost host: String?) -> Kind {
        guard let host else { return .other }
        let isDirect = host.hasPrefix("db.") && [".supabase.co", ".supabase.red", ".supabase.green"].contains(where: host.hasSuffix)
        if isDirect { return .direct }
        if host.contains(".pooler.supabase.") { return .pooler }
        return LocalAddress.isLocal(host: host) ? .local : .other
    }

    /// Whether the password is the documented one of a self-hosted stack: no placeholder, but no secret either.
    package var isDemoPassword: Bool { password.withBytes { DemoValue.isDemo(variable: nil, value: $0) } }

    /// Whether the password only says where one goes, or is the trivial one of a server on this machine.
    package var isPlaceholderPassword: Bool {
        if isDemoPassword { return false }
        let bytes = password.revealedBytes
        return PlaceholderText.isPlaceholder(bytes) || (kind == .local && isTrivial(bytes))
    }

    /// Whether this is a development database that every copy of a project shares: a local host with a trivial password.
    package var isLocalDevelopment: Bool {
        kind == .local && (isTrivial(password.revealedBytes) || PlaceholderText.isPlaceholder(password.revealedBytes))
    }

    private func isTrivial(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        return Self.trivialPasswords.contains(text) || text == user?.lowercased()
    }

    private static let trivialPasswords: Set<String> = [
        "postgres", "password", "postgresql", "root", "admin", "secret", "test", "testing", "dev", "development", "local", "user", "pass",
        "docker",
        "example", "supabase", "prisma", "123456", "12345678", "1234", "mysecretpassword",
    ]

    /// Facts for a report. Holds no secret bytes.
    package var evidence: [String] {
        var lines: [String] = []
        switch kind {
        case .direct: lines.append("direct connection to a hosted project")
        case .pooler: lines.append("pooler connection to a hosted project")
        case .local: lines.append("server on a local address")
        case .other: break
        }
        if let ref { lines.append("project \(ref)") }
        if let host = host?.displayable, kind == .other { lines.append("host \(host)") }
        if let user = user?.displayable { lines.append("user \(user)") }
        return lines
    }
}

extension DatabaseURL {
    /// What both forms are read into.
    struct Parts {
        var range: Range<Int>
        var user: String?
        var password: Range<Int>?
        var host: String?
        var port: Int?
        var ref: ProjectRef?
        /// Whether the password is percent-encoded.
        var isEncoded: Bool
    }

    static func percentDecoded(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < text.count {
            if text[index] == UInt8(ascii: "%"), index + 2 < text.count, let high = text[index + 1].hexValue,
                let low = text[index + 2].hexValue
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(text[index])
                index += 1
            }
        }
        return output
    }

    static func decodedString(_ text: [UInt8]) -> String { String(decoding: percentDecoded(text), as: UTF8.self) }

    static func portNumber(_ digits: [UInt8]) -> Int? {
        guard let port = Int(String(decoding: digits, as: UTF8.self)), 1...65_535 ~= port else { return nil }
        return port
    }
}
