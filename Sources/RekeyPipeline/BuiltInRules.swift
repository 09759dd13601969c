internal import RekeyDetect
internal import RekeyPatterns

/// The built-in rules with their prefilter, made once a process: reading the embedded bytes costs a millisecond.
enum BuiltInRules {
    private static let made = Result { try RuleSet(BuiltInCatalogue.load()) }

    /// All of them. Throws only when the program file is damaged.
    static func load() throws -> RuleSet { try made.get() }
}
