internal import RekeyCore

/// One hunk of a unified or combined diff, reduced to its new side.
///
/// Source: POSIX diff, "Diff -u Output Format"; git-diff(1), "Combined diff format".
struct PatchHunk {
    /// Lines still to come, for each old side.
    private var oldsLeft: [Int]
    private var newLeft: Int
    /// Line number of the first new-side line.
    let firstLine: Int
    private(set) var bytes: [UInt8] = []
    private(set) var added: [Range<Int>] = []
    private var endedOnNewSide = false

    /// Old sides a combined diff may have. Git itself writes as many as a merge has parents, rarely more than two.
    private static let maximumParents = 64

    /// Reads `@@ -1,2 +3,4 @@`, or `@@@ -1,2 -1,2 +3,4 @@@` and so on; `nil` for any other line.
    init?(header: ArraySlice<UInt8>) {
        let marks = header.prefix { $0 == UInt8(ascii: "@") }.count
        guard marks >= 2, marks <= Self.maximumParents + 1 else { return nil }
        let words = header.dropFirst(marks).split(separator: 0x20, maxSplits: marks + 1)
        guard header.dropFirst(marks).first == 0x20, words.count > marks, words[marks].starts(with: header.prefix(marks)) else {
            return nil
        }
        var olds: [Int] = []
        for word in words.prefix(marks - 1) {
            guard let range = Self.range(word, sign: UInt8(ascii: "-")) else { return nil }
            olds.append(range.count)
        }
        guard let new = Self.range(words[marks - 1], sign: UInt8(ascii: "+")) else { return nil }
        oldsLeft = olds
        newLeft = new.count
        firstLine = max(1, new.start)
    }

    /// Whether every line the header promised was read.
    var isComplete: Bool { newLeft == 0 && oldsLeft.allSatisfy { $0 == 0 } }

    /// Takes one line of the hunk; false when the line does not fit, and then it was not taken.
    mutating func take(_ line: ArraySlice<UInt8>) -> Bool {
        if line.first == UInt8(ascii: "\\") {
            dropLineEnd()
            return true
        }
        // Why: mailers cut spaces at line ends, which leaves fewer columns than there are parents; the missing ones are spaces.
        let columns = line.withoutReturn.prefix(oldsLeft.count)
        guard columns.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") }) else { return false }
        let isAdded = columns.contains(UInt8(ascii: "+"))
        let isRemoved = columns.contains(UInt8(ascii: "-"))
        guard !(isAdded && isRemoved), isRemoved || newLeft > 0 else { return false }
        let counted = isRemoved ? UInt8(ascii: "-") : 0x20
        func counts(_ parent: Int) -> Bool { (parent < columns.count ? columns[columns.startIndex + parent] : 0x20) == counted }
        for parent in oldsLeft.indices where counts(parent) && oldsLeft[parent] == 0 { return false }
        for parent in oldsLeft.indices where counts(parent) { oldsLeft[parent] -= 1 }
        endedOnNewSide = !isRemoved
        if !isRemoved { append(line.dropFirst(columns.count), isAdded: isAdded) }
        return true
    }

    /// `\ No newline at end of file`: the line before has no line feed.
    mutating func dropLineEnd() {
        guard endedOnNewSide, bytes.last == 0x0A else { return }
        bytes.removeLast()
        if let last = added.last, last.upperBound > bytes.count { added[added.count - 1] = last.lowerBound..<bytes.count }
        endedOnNewSide = false
    }

    private mutating func append(_ text: ArraySlice<UInt8>, isAdded: Bool) {
        newLeft -= 1
        let start = bytes.count
        bytes += text
        bytes.append(0x0A)
        guard isAdded else { return }
        if let last = added.last, last.upperBound == start {
            added[added.count - 1] = last.lowerBound..<bytes.count
        } else {
            added.append(start..<bytes.count)
        }
    }

    /// `-12,3` or `-12`, which means one line.
    private static func range(_ word: ArraySlice<UInt8>, sign: UInt8) -> (start: Int, count: Int)? {
        guard word.first == sign else { return nil }
        let parts = word.dropFirst().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard let first = parts.first, parts.count <= 2, let start = number(first) else { return nil }
        guard parts.count == 2 else { return (start, 1) }
        return number(parts[1]).map { (start, $0) }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 15, digits.allSatisfy(\.isASCIIDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
