internal import PCRE2
internal import RekeyCore

/// A regex beside that of a rule: of its path, its neighbours, its allowlists. Compiled when it is first asked, for most never are; machine
/// code is made of it once it is used often.
final class SidePattern {
    private let source: String
    private var pattern: Pattern?
    private var uses = 0
    /// Making machine code costs about as much as this many searches of a path or a line.
    private static let usesBeforeJIT = 12

    init(_ source: String) { self.source = source }

    /// Whether it matches anywhere in `text`. Throws for a source that PCRE2 refuses, which the check of rules has refused before.
    func matches(_ text: Span<UInt8>, _ matcher: borrowing Matcher) throws(PCRE2Error) -> Bool {
        let pattern = try compiled()
        uses += 1
        if uses == Self.usesBeforeJIT { pattern.compileJIT() }
        return matcher.matches(pattern, text)
    }

    private func compiled() throws(PCRE2Error) -> Pattern {
        if let pattern { return pattern }
        let made = try Pattern(source, useJIT: false)
        pattern = made
        return made
    }
}
