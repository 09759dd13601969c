internal import RekeyCore

/// How much of a value is typed without thought: one character over and over, the alphabet, a row of keys, a word said twice.
enum Repetition {
    /// Runs shorter than this happen by chance. Bytes.
    private static let shortestRun = 4
    private static let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertz", "azerty", "1q2w3e4r5t6y", "qazwsxedc"].map { Array($0.utf8) }

    /// Bytes of `value` in runs, sequences and rows of keys; all of them where the value repeats a shorter one.
    static func bytes(in value: Span<UInt8>) -> Int {
        if hasPeriod(value) { return value.count }
        guard mayHoldRun(value) else { return 0 }
        var covered = 0
        var index = 0
        while index < value.count {
            let length = max(run(value, index, step: 0), run(value, index, step: 1), run(value, index, step: -1), keyRow(value, index))
            if length >= shortestRun {
                covered += length
                index += length
            } else {
                index += 1
            }
        }
        return covered
    }

    /// Whether some bytes in a row go on in the same way, as far as three steps tell.
    private static func mayHoldRun(_ value: Span<UInt8>) -> Bool {
        let neighbours = neighbours
        var (last, before): (UInt8, UInt8) = (0, 0)
        for index in 1..<max(value.count, 1) {
            let (first, second) = (value[index - 1].asciiLowercased, value[index].asciiLowercased)
            var ways: UInt8 = first == second ? 1 : second == first &+ 1 ? 2 : first == second &+ 1 ? 4 : 0
            if first < 128, second < 128, neighbours[Int(first) << 7 | Int(second)] { ways |= 8 }
            if ways & last & before != 0 { return true }
            (last, before) = (ways, last)
        }
        return false
    }

    /// How far each byte is `step` above the one before it.
    private static func run(_ value: Span<UInt8>, _ start: Int, step: Int) -> Int {
        var end = start + 1
        while end < value.count, Int(value[end].asciiLowercased) - Int(value[end - 1].asciiLowercased) == step { end += 1 }
        return end - start
    }

    private static func keyRow(_ value: Span<UInt8>, _ start: Int) -> Int {
        var end = start + 1
        while end < value.count, areNeighbours(value[end - 1], value[end]) { end += 1 }
        return end - start
    }

    private static func areNeighbours(_ first: UInt8, _ second: UInt8) -> Bool {
        let (first, second) = (first.asciiLowercased, second.asciiLowercased)
        return first < 128 && second < 128 && neighbours[Int(first) << 7 | Int(second)]
    }

    /// Whether the second of two characters follows the first in one of `rows`.
    private static let neighbours: [Bool] = {
        var table = [Bool](repeating: false, count: 128 * 128)
        for row in rows {
            for (first, second) in zip(row, row.dropFirst()) { table[Int(first) << 7 | Int(second)] = true }
        }
        return table
    }()

    /// Whether the value is a piece of at most a third of it, over and over.
    private static func hasPeriod(_ value: Span<UInt8>) -> Bool {
        guard value.count >= 6 else { return false }
        for period in 1...(value.count / 3) {
            var index = period
            while index < value.count, value[index] == value[index - period] { index += 1 }
            if index == value.count { return true }
        }
        return false
    }
}
