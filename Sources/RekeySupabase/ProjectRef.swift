internal import RekeyCore

/// The name of a hosted Supabase project: exactly 20 lower-case letters.
package struct ProjectRef: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Number of letters.
    package static let count = 20
    package let rawValue: String

    /// `nil` unless `text` is exactly 20 letters `a` to `z`.
    package init?(_ text: String) { self.init(Array(text.utf8).span) }

    /// As `init(_:)` for bytes.
    package init?(_ bytes: Span<UInt8>) {
        guard bytes.count == Self.count else { return nil }
        for index in bytes.indices where !bytes[index].isASCIILower { return nil }
        rawValue = String(decoding: bytes.copied(), as: UTF8.self)
    }

    package var description: String { rawValue }

    package static func < (left: ProjectRef, right: ProjectRef) -> Bool { left.rawValue < right.rawValue }
}
