internal import PCRE2
internal import RekeyCore

/// A regex beside that of a rule: of its path, its neighbours, its allowlists. Machine code is made of it once it is used often.
final class SidePattern {
    private let pattern: Pattern
    private var uses = 0
    /// Making machine code costs about as much as this many searches of a path or a line.
    private static let usesBeforeJIT = 12

    init(_ source: String) throws(PCRE2Error) { pattern = try Pattern(source, useJIT: false) }

    /// Whether it matches anywhere in `text`.
    func matches(_ text: Span<UInt8>, _ matcher: borrowing Matcher) -> Bool {
        uses += 1
        if uses == Self.usesBeforeJIT { pattern.compileJIT() }
        return matcher.matches(pattern, text)
    }
}
