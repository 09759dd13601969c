internal import CPCRE2

/// Working memory for matching on one thread; owns a match context and match data.
@safe package struct Matcher: ~Copyable {
    private let context: OpaquePointer
    private let data: OpaquePointer
    /// More groups than this are not reported.
    private static let maximumGroups: UInt32 = 64

    /// `matchLimit` bounds backtracking (`pcre2_set_match_limit`), `heapLimitKiB` memory, so that no pattern can run away.
    package init(matchLimit: UInt32 = 500_000, heapLimitKiB: UInt32 = 4_096) throws(PCRE2Error) {
        guard let context = unsafe pcre2_match_context_create_8(nil) else { throw .outOfMemory }
        guard let data = unsafe pcre2_match_data_create_8(Self.maximumGroups, nil) else {
            unsafe pcre2_match_context_free_8(context)
            throw .outOfMemory
        }
        unsafe pcre2_set_match_limit_8(context, matchLimit)
        unsafe pcre2_set_heap_limit_8(context, heapLimitKiB)
        unsafe self.context = context
        unsafe self.data = data
    }

    deinit {
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
    }

    /// What a search came to.
    package enum Outcome: Sendable, Equatable {
        case match(Match)
        case noMatch
        /// The match, depth or heap limit stopped the search: whether there is a match is not known.
        case limit
        /// Any other `PCRE2_ERROR_*`.
        case failure(Int32)
    }

    /// Looks for the first match at or after `start` (at exactly `start` when `anchored`), with `pcre2_match`.
    ///
    /// Only bytes in `0..<end` are seen; a group that took no part is `nil`. No match that starts behind `lastStart` is looked for
    /// (`pcre2_set_offset_limit`).
    package func search(
        for pattern: Pattern, in bytes: Span<UInt8>, from start: Int, to end: Int, lastStart: Int? = nil, anchored: Bool = false
    ) -> Outcome {
        guard start >= 0, start <= end, end <= bytes.count else { return .noMatch }
        let options = anchored ? UInt32(PCRE2_ANCHORED) : 0
        // Why: `PCRE2_UNSET`, which the importer does not see, is the largest size.
        unsafe pcre2_set_offset_limit_8(context, lastStart.map { max($0, start) } ?? Int(bitPattern: UInt.max))
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            var empty: UInt8 = 0
            return unsafe withUnsafePointer(to: &empty) { empty in
                unsafe pcre2_match_8(pattern.code, buffer.baseAddress ?? empty, end, start, options, data, context)
            }
        }
        switch status {
        case PCRE2_ERROR_NOMATCH: return .noMatch
        case PCRE2_ERROR_MATCHLIMIT, PCRE2_ERROR_DEPTHLIMIT, PCRE2_ERROR_HEAPLIMIT, PCRE2_ERROR_JIT_STACKLIMIT: return .limit
        case ..<0: return .failure(status)
        default: return .match(match(groups: status == 0 ? Int(Self.maximumGroups) : Int(status)))
        }
    }

    /// Whether more text behind `end` could make or lengthen a match that begins in `starts` (`PCRE2_PARTIAL_HARD`); also when that cannot be
    /// told.
    package func mayGoOn(_ pattern: Pattern, in bytes: Span<UInt8>, starts: ClosedRange<Int>, to end: Int) -> Bool {
        let start = starts.lowerBound
        guard start >= 0, start <= end, end <= bytes.count else { return false }
        unsafe pcre2_set_offset_limit_8(context, starts.upperBound)
        let status = unsafe bytes.withUnsafeBufferPointer { buffer in
            var empty: UInt8 = 0
            return unsafe withUnsafePointer(to: &empty) { empty in
                unsafe pcre2_match_8(
                    pattern.code, buffer.baseAddress ?? empty, end, start, UInt32(PCRE2_PARTIAL_HARD), data, context)
            }
        }
        return status != PCRE2_ERROR_NOMATCH
    }

    /// Whether `pattern` matches anywhere; a search stopped by its limit counts as no.
    package func matches(_ pattern: Pattern, _ bytes: Span<UInt8>) -> Bool {
        if case .match = search(for: pattern, in: bytes, from: 0, to: bytes.count) { return true }
        return false
    }

    private func match(groups count: Int) -> Match {
        let vector = unsafe pcre2_get_ovector_pointer_8(data)
        var groups: [Range<Int>?] = []
        groups.reserveCapacity(count)
        for index in 0..<count {
            // Why: PCRE2_UNSET is the largest size, which Swift reads as -1.
            let (low, high) = unsafe (vector?[2 * index] ?? -1, vector?[2 * index + 1] ?? -1)
            groups.append(low >= 0 && low <= high ? low..<high : nil)
        }
        return Match(groups: groups)
    }
}

/// Where a pattern matched. Group 0 is the whole match.
package struct Match: Sendable, Equatable {
    package var groups: [Range<Int>?]

    /// The whole match.
    package var whole: Range<Int> { (groups.first ?? nil) ?? 0..<0 }

    /// The range of a group; the first group that took part when `number` did not, else the whole match.
    package func range(ofGroup number: Int) -> Range<Int> {
        if number < groups.count, let range = groups[number] { return range }
        return groups.dropFirst().compactMap(\.self).first ?? whole
    }
}
