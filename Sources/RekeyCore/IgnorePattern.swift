/// One line of a `.gitignore`, matched against path bytes as git does, with letter case.
///
/// Source: gitignore(5), "pattern format", and git's own answers (`git check-ignore`), which the tests compare with. One difference:
/// `foo**/bar` is `foo*/bar`, as the manual says.
package struct IgnorePattern: Sendable {
    /// One component of the pattern.
    private enum Component: Sendable {
        case one(IgnoreGlob)
        /// `**`: any number of components.
        case anyDepth
    }

    /// Whether the line began with `!`: a match takes back an earlier one.
    package let isNegated: Bool
    /// Whether the line ended with `/`: only folders match.
    package let foldersOnly: Bool
    /// Without a slash the pattern is tried against the last component only.
    private let isAnchored: Bool
    private let components: [Component]

    /// Reads one line without its line feed; `nil` for blank lines, comments and patterns that can match nothing, such as `[a`.
    package init?(line: Span<UInt8>) {
        var text = Self.trimmed(line)
        guard !text.isEmpty, text.first != UInt8(ascii: "#") else { return nil }
        isNegated = text.first == UInt8(ascii: "!")
        if isNegated { text = text.dropFirst() }
        foldersOnly = text.last == UInt8(ascii: "/")
        if foldersOnly { text = text.dropLast() }
        isAnchored = text.contains(UInt8(ascii: "/"))
        if text.first == UInt8(ascii: "/") { text = text.dropFirst() }
        guard !text.isEmpty, let components = Self.components(Array(text)) else { return nil }
        self.components = components
    }

    /// Whether the pattern matches this path itself; folders above it are not looked at.
    ///
    /// `parts` are the byte ranges of the path's components.
    func matches(_ path: Span<UInt8>, parts: ArraySlice<Range<Int>>, isFolder: Bool) -> Bool {
        guard isFolder || !foldersOnly, let name = parts.last else { return false }
        guard !isAnchored else { return matchesAnchored(path, parts) }
        switch components[0] {
        case .one(let glob): return glob.matches(path.extracting(name))
        case .anyDepth: return true
        }
    }

    /// Why: as in `IgnoreGlob`, a mismatch needs only the last `**` to take one component more.
    private func matchesAnchored(_ path: Span<UInt8>, _ parts: ArraySlice<Range<Int>>) -> Bool {
        var component = 0
        var part = parts.startIndex
        var retry: (component: Int, part: Int)?
        while part < parts.endIndex {
            if component < components.count {
                switch components[component] {
                case .anyDepth:
                    // Why: a last `**` needs at least one component, and there is one left here.
                    if component == components.count - 1 { return true }
                    retry = (component + 1, part)
                    component += 1
                    continue
                case .one(let glob):
                    if glob.matches(path.extracting(parts[part])) {
                        component += 1
                        part += 1
                        continue
                    }
                }
            }
            guard let last = retry else { return false }
            retry = (last.component, last.part + 1)
            component = last.component
            part = last.part + 1
        }
        return component == components.count
    }

    /// Drops a final carriage return and the spaces at the end that no backslash protects.
    private static func trimmed(_ line: Span<UInt8>) -> ArraySlice<UInt8> {
        var text: [UInt8] = []
        text.reserveCapacity(line.count)
        for index in line.indices { text.append(line[index]) }
        if text.last == UInt8(ascii: "\r") { text.removeLast() }
        var end = 0
        var index = 0
        while index < text.count {
            let step = text[index] == UInt8(ascii: "\\") ? 2 : 1
            if text[index] != UInt8(ascii: " ") { end = min(index + step, text.count) }
            index += step
        }
        return text[..<end]
    }

    private static func components(_ pattern: [UInt8]) -> [Component]? {
        var components: [Component] = []
        var tokens: [IgnoreGlob.Token] = []
        var hasDoubleStar = false
        func finish() {
            if hasDoubleStar, tokens.count == 1 { components.append(.anyDepth) } else { components.append(.one(IgnoreGlob(tokens))) }
            tokens = []
            hasDoubleStar = false
        }
        var index = 0
        while index < pattern.count {
            var byte = pattern[index]
            index += 1
            switch byte {
            case UInt8(ascii: "*"):
                let start = index
                while index < pattern.count, pattern[index] == UInt8(ascii: "*") { index += 1 }
                if index > start { hasDoubleStar = true }
                tokens.append(.star)
                continue
            case UInt8(ascii: "?"):
                tokens.append(.anyByte)
                continue
            case UInt8(ascii: "["):
                guard let (set, next) = IgnoreBracket.parse(pattern, from: index) else { return nil }
                tokens.append(.oneOf(set))
                index = next
                continue
            case UInt8(ascii: "\\"):
                guard index < pattern.count else { return nil }
                byte = pattern[index]
                index += 1
            default: break
            }
            if byte == UInt8(ascii: "/") { finish() } else { tokens.append(.byte(byte)) }
        }
        finish()
        return components
    }
}
