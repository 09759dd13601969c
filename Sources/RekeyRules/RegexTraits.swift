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
    /// A match may reach over lines farther than `nearbyBytes` from the literal that was seen.
    package var spansFar: Bool
    /// Whether it or one of its allowlists is for some paths only.
    package var readsPath: Bool

    /// What a rule sees to either side, unless it spans far.
    package static let nearbyBytes = 512

    package init(_ rule: Rule) {
        startsAtAnchor =
            rule.keywords.isEmpty && !rule.anchors.isEmpty && rule.anchors.allSatisfy { RegexPrefix.starts(rule.regex, with: $0) }
        holdsAnchor = RegexPrefix.spells(rule.regex, rule.anchors + rule.keywords)
        takesAnyValue = rule.regex.utf8.indices.contains { rule.regex.utf8[$0...].starts(with: "([^".utf8) }
        needsAssignment = rule.name != nil && rule.anchors.isEmpty
        hasPlainName = needsAssignment && rule.name.map(RegexToken.spellsPlainNames) == true && rule.writtenRegex != rule.regex
        isAssignment = rule.matcher == .assignment
        spansFar =
            rule.matcher == .regex && max(rule.window.before, rule.window.after) > Self.nearbyBytes
            && RegexReach.bytes(of: rule.regex).map { $0 > Self.nearbyBytes } ?? true
        readsPath = rule.path != nil || rule.allowlists.contains { !$0.paths.isEmpty }
    }

    /// As one byte of the embedded catalogue.
    var encoded: UInt8 {
        (startsAtAnchor ? 1 : 0) | (holdsAnchor ? 2 : 0) | (takesAnyValue ? 4 : 0) | (needsAssignment ? 8 : 0) | (hasPlainName ? 16 : 0)
            | (isAssignment ? 32 : 0) | (spansFar ? 64 : 0) | (readsPath ? 128 : 0)
    }

    init(encoded: UInt8) {
        startsAtAnchor = encoded & 1 != 0
        holdsAnchor = encoded & 2 != 0
        takesAnyValue = encoded & 4 != 0
        needsAssignment = encoded & 8 != 0
        hasPlainName = encoded & 16 != 0
        isAssignment = encoded & 32 != 0
        spansFar = encoded & 64 != 0
        readsPath = encoded & 128 != 0
    }
}
