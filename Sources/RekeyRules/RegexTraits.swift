package import RekeyCore

/// What the text of a rule's regex says about where its matches can be. Worked out by the build for the built-in rules.
package struct RegexTraits: Sendable, Equatable {
    /// Every anchor is a prefix of the regex, so that a match can only start at the anchor.
    package var startsAtAnchor: Bool
    /// Every literal is spelled out in the regex, so that no match starts behind the literal that was seen.
    package var holdsAnchor: Bool
    /// The secret may be any text: only its place says what it is.
    package var takesAnyValue: Bool
    /// The keyword is part of a variable name, so that an assignment must follow.
    package var needsAssignment: Bool
    /// As `needsAssignment`, and the name has letters, digits, `_`, `.` and `-` only.
    package var hasPlainName: Bool
    /// No regex, but the check of assignments made by hand.
    package var isAssignment: Bool
    /// A match may reach over lines farther than `nearbyBytes`.
    package var spansFar: Bool
    /// Its words may stand beside its matches instead of in them, or far behind their beginning, and that farther off than `nearbyBytes`.
    package var standsFarOff: Bool
    /// Whether it or one of its allowlists is for some paths only.
    package var readsPath: Bool

    /// What a rule sees to either side, unless it spans far.
    package static let nearbyBytes = 320

    /// A window that begins no farther before a word is for matches that hold the word.
    package static let leadOfMatch = 96

    /// - Parameter isBuiltIn: whether the words of the rule stand in its matches, or its window says how far from them, as tests hold for
    ///   the rules of the build; of others that is believed only where the regex shows it.
    package init(_ rule: Rule, isBuiltIn: Bool = false) {
        startsAtAnchor =
            rule.keywords.isEmpty && !rule.anchors.isEmpty && rule.anchors.allSatisfy { RegexPrefix.starts(rule.regex, with: $0) }
        holdsAnchor = RegexPrefix.spells(rule.regex, rule.anchors + rule.keywords)
        takesAnyValue = rule.regex.utf8.indices.contains { rule.regex.utf8[$0...].starts(with: "([^".utf8) }
        needsAssignment = rule.name != nil && rule.anchors.isEmpty
        hasPlainName = needsAssignment && rule.name.map(RegexToken.spellsPlainNames) == true && rule.writtenRegex != rule.regex
        isAssignment = rule.matcher == .assignment
        let isInMatch =
            holdsAnchor || startsAtAnchor || needsAssignment
            || isBuiltIn && (rule.window == Rule.Window() || rule.window.before <= Self.leadOfMatch)
        let seesFar = rule.matcher == .regex && max(rule.window.before, rule.window.after) > Self.nearbyBytes
        spansFar = seesFar && RegexReach.bytes(of: rule.regex).map { $0 > Self.nearbyBytes } ?? true
        // Why the second: how far before the word a match begins is not known, and a change there is not seen from the word.
        standsFarOff = seesFar && !isInMatch || spansFar && !startsAtAnchor && rule.window.before > Self.nearbyBytes
        readsPath = rule.path != nil || rule.allowlists.contains { !$0.paths.isEmpty }
    }

    /// As a number of the embedded catalogue.
    var encoded: UInt16 {
        let bits = [
            startsAtAnchor, holdsAnchor, takesAnyValue, needsAssignment, hasPlainName, isAssignment, spansFar, standsFarOff, readsPath,
        ]
        return bits.indices.reduce(0) { bits[$1] ? $0 | 1 << UInt16($1) : $0 }
    }

    init(encoded: UInt16) {
        func bit(_ index: UInt16) -> Bool { encoded >> index & 1 != 0 }
        (startsAtAnchor, holdsAnchor, takesAnyValue) = (bit(0), bit(1), bit(2))
        (needsAssignment, hasPlainName, isAssignment) = (bit(3), bit(4), bit(5))
        (spansFar, standsFarOff, readsPath) = (bit(6), bit(7), bit(8))
    }
}
