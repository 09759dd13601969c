/// The patterns of one ignore file in gitignore syntax, in order.
package struct IgnoreRules: Sendable {
    /// What an ignore file says about a path.
    package struct Verdict: Sendable, Equatable {
        package var ignored: Bool
        /// Line of the pattern that decided.
        package var line: Int

        package init(ignored: Bool, line: Int) {
            self.ignored = ignored
            self.line = line
        }
    }

    /// Path of the file the rules were read from, for messages.
    package let origin: String
    private let patterns: [(pattern: IgnorePattern, line: Int)]

    /// Reads the whole file; a byte order mark is skipped, lines that are no pattern are passed over.
    package init(_ text: Span<UInt8>, origin: String) {
        self.origin = origin
        var patterns: [(pattern: IgnorePattern, line: Int)] = []
        let hasMark = text.count >= 3 && text[0] == 0xEF && text[1] == 0xBB && text[2] == 0xBF
        var start = hasMark ? 3 : 0
        var line = 1
        while start < text.count {
            var end = start
            while end < text.count, text[end] != 0x0A { end += 1 }
            if let pattern = IgnorePattern(line: text.extracting(start..<end)) { patterns.append((pattern, line)) }
            start = end + 1
            line += 1
        }
        self.patterns = patterns
    }

    /// Whether no line holds a pattern.
    package var isEmpty: Bool { patterns.isEmpty }

    /// What the rules say of `path`, which is relative to the folder of the ignore file, with `/` and without `./`.
    ///
    /// The last matching pattern decides; what lies in an ignored folder is ignored. `nil` when no pattern matches.
    package func verdict(_ path: Span<UInt8>, isFolder: Bool) -> Verdict? {
        let parts = Self.parts(of: path)
        for depth in parts.indices.dropLast() {
            if let verdict = lastMatch(path, parts[...depth], isFolder: true), verdict.ignored { return verdict }
        }
        return lastMatch(path, parts[...], isFolder: isFolder)
    }

    /// As `verdict`, for a caller that did not enter ignored folders: the folders above `path` are not asked again.
    package func ownVerdict(_ path: Span<UInt8>, isFolder: Bool) -> Verdict? {
        lastMatch(path, Self.parts(of: path)[...], isFolder: isFolder)
    }

    private func lastMatch(_ path: Span<UInt8>, _ parts: ArraySlice<Range<Int>>, isFolder: Bool) -> Verdict? {
        for (pattern, line) in patterns.reversed() where pattern.matches(path, parts: parts, isFolder: isFolder) {
            return Verdict(ignored: !pattern.isNegated, line: line)
        }
        return nil
    }

    /// Byte ranges of the components between slashes; empty ones are left out.
    private static func parts(of path: Span<UInt8>) -> [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for index in 0...path.count where index == path.count || path[index] == UInt8(ascii: "/") {
            if index > start { parts.append(start..<index) }
            start = index + 1
        }
        return parts
    }
}
