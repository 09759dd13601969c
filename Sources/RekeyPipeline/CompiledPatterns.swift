internal import PCRE2
internal import RekeyCore
internal import RekeyPolicy

/// Runs the regexes of allowlists for the policy, each compiled once. One thread at a time.
final class CompiledPatterns: PatternMatching {
    private var patterns: [String: Pattern] = [:]
    private let matcher: Matcher?

    init() { matcher = try? Matcher() }

    /// A regex that does not compile matches nothing; the configuration was checked when it was loaded.
    func matches(_ regex: String, in bytes: Span<UInt8>) -> Bool {
        if patterns[regex] == nil { patterns[regex] = try? Pattern(regex) }
        guard let pattern = patterns[regex] else { return false }
        return matcher?.matches(pattern, bytes) ?? false
    }
}
