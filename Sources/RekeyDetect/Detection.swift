package import RekeyCore

/// One secret found in one chunk, before lines and policy are worked out.
package struct Detection: Sendable {
    package var rule: Rule
    /// Where the rule stands in the catalogue; breaks ties.
    var ruleIndex: Int
    /// Bytes of the chunk that hold the secret, escapes and all.
    package var range: Range<Int>
    /// Bytes of the chunk that the whole match covers.
    package var match: Range<Int>
    /// The secret with escapes undone.
    package var secret: SecretText
    package var variable: String?
    package var severity: Severity
    package var confidence: Confidence
    package var evidence: [String]
    /// How it was encoded, from the outside in; empty for what stands in the text, escapes of its string literal aside.
    package var decodings: [Decoding] = []
    /// Facts for the end of the scan, when other files have been read.
    package var claim: Claim?

    /// What a later look at the whole scan may prove.
    package enum Claim: Sendable, Equatable {
        /// A Supabase API key whose checksum may fit a project seen elsewhere.
        case supabaseKey
        /// A JWT whose signature may verify under a secret seen elsewhere.
        case signedToken
        /// A secret that may have signed a JWT seen elsewhere.
        case signingSecret
        /// A documented demo key or value.
        case demo
    }
}

/// Why a candidate came to nothing; collected only for `rekey explain`.
package struct Rejection: Sendable, Equatable {
    package var rule: RuleID
    package var stage: Stage
    /// Bytes of the chunk that were looked at.
    package var range: Range<Int>
    package var reason: String
}

/// What one chunk gave.
package struct ChunkResult: Sendable {
    package var detections: [Detection] = []
    /// Supabase project references named in the text.
    package var projectRefs: Set<String> = []
    package var rejections: [Rejection] = []
    /// A pattern met its match limit here: the answer is incomplete.
    package var reachedLimit = false
    /// Something encoded was left alone because it is too much: the answer is incomplete.
    package var reachedDecodingLimit = false
    /// Words whose answer a change far from them may turn: something may reach over many lines there, or only lacks its surroundings.
    package var unsettled: [Range<Int>] = []
    /// There may be a word like those of `unsettled` anywhere, or there are too many of them.
    package var wantsSurroundings = false
    /// A rule matched, whatever became of that.
    var hasMatches = false

    /// Whether nothing was found in a part of the text, and nothing but words elsewhere whose answer may turn.
    package func isQuiet(_ part: Range<Int>) -> Bool {
        detections.isEmpty && !hasMatches && projectRefs.isEmpty && !wantsSurroundings && !reachedLimit && !reachedDecodingLimit
            && !unsettled.contains { $0.overlaps(part) }
    }

    /// Notes such a word.
    mutating func addUnsettled(_ word: Range<Int>) {
        if unsettled.count < Self.mostUnsettled { unsettled.append(word) } else { wantsSurroundings = true }
    }

    private static let mostUnsettled = 64
}
