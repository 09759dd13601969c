internal import RekeyCore

/// Reads the literal parts of a regex.
enum RegexPrefix {
    /// Whether every literal stands in the source, escapes and case aside.
    static func spells(_ regex: String, _ literals: [String]) -> Bool {
        let plain = regex.utf8.filter { $0 != UInt8(ascii: "\\") }.map(\.asciiLowercased)
        return literals.allSatisfy { literal in
            let word = literal.utf8.map(\.asciiLowercased)
            return plain.indices.contains { plain[$0...].starts(with: word) }
        }
    }

    /// Whether every match of `regex` begins with `literal`, or with one of its leading alternatives that is `literal`.
    static func starts(_ regex: String, with literal: String) -> Bool {
        let source = Array(regex.utf8)
        if source.starts(with: "(?:".utf8), let close = source.firstIndex(of: UInt8(ascii: ")")) {
            let alternatives = source[3..<close].split(separator: UInt8(ascii: "|"))
            guard close + 1 >= source.count || !"?*+{".utf8.contains(source[close + 1]) else { return false }
            return alternatives.allSatisfy { plain($0, isWhole: true) != nil }
                && alternatives.contains { plain($0, isWhole: true) == Array(literal.utf8) }
        }
        return plain(source[...], isWhole: false)?.starts(with: literal.utf8) == true || startsWithClass(source, Array(literal.utf8))
    }

    /// As `starts`, for sources such as `nf[pc]_`: plain bytes and classes without repeats, until the literal is used up.
    private static func startsWithClass(_ source: [UInt8], _ literal: [UInt8]) -> Bool {
        guard !source.contains(UInt8(ascii: "|")) else { return false }
        var index = 0
        for byte in literal {
            guard index < source.count else { return false }
            if source[index] == UInt8(ascii: "[") {
                guard let close = source[index...].firstIndex(of: UInt8(ascii: "]")) else { return false }
                let members = source[(index + 1)..<close]
                guard members.allSatisfy(\.isASCIIAlphanumeric), members.contains(byte) else { return false }
                index = close + 1
            } else {
                guard source[index] == byte, !"\\(){}.*+?^$".utf8.contains(byte) else { return false }
                index += 1
            }
            if index < source.count, "?*+{".utf8.contains(source[index]) { return false }
        }
        return true
    }

    /// The literal bytes that `source` starts with; `nil` when `isWhole` and anything but literal bytes follows.
    private static func plain(_ source: ArraySlice<UInt8>, isWhole: Bool) -> [UInt8]? {
        guard !source.contains(UInt8(ascii: "|")) else { return nil }
        var output: [UInt8] = []
        var index = source.startIndex
        while index < source.endIndex {
            var byte = source[index]
            var next = index + 1
            if byte == UInt8(ascii: "\\"), next < source.endIndex, !source[next].isASCIIAlphanumeric {
                byte = source[next]
                next += 1
            } else if "\\[](){}.*+?^$|".utf8.contains(byte) {
                return isWhole ? nil : output
            }
            if next < source.endIndex, "?*{".utf8.contains(source[next]) { return isWhole ? nil : output }
            output.append(byte)
            index = next
        }
        return output
    }
}
