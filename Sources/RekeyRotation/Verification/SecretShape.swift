internal import RekeyCore

/// What a report keeps of a secret: how it starts, as far as that is public, and its length.
package struct SecretShape: Sendable, Hashable {
    /// Bytes that every secret of the kind starts with; often empty.
    package let prefix: [UInt8]
    /// Bytes of the secret.
    package let count: Int

    /// Longest secret that has a shape, in bytes; a hostile state file must not make a search endless.
    private static let longest = 64 << 10

    /// Reads the form of `Redaction`, such as `sb_secret_…[41]` or `…[17]`; `nil` for anything else.
    package init?(redacted: String) {
        let parts = redacted.split(separator: "…", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[1].hasPrefix("["), parts[1].hasSuffix("]"), let count = Int(parts[1].dropFirst().dropLast()),
            count > 0, count <= Self.longest, parts[0].utf8.count < count
        else { return nil }
        prefix = Array(parts[0].utf8)
        self.count = count
    }
}
