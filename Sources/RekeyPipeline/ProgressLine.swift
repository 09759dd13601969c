internal import RekeyReport

/// What is said of a part of the work while it goes on; shorter than a line of a terminal.
struct ProgressLine: Equatable {
    var things = "files"
    var count = 0
    var bytes = 0
    /// The whole work and what is done of it, by estimate; 0 where nothing is known.
    var expected = 0
    var done = 0
    /// When it began, in milliseconds.
    var start = 0

    /// An estimate of less work, or after less time, would jump about.
    private static let surePercent = 3
    private static let sureMilliseconds = 1_000

    /// `rekey: 23036 versions of files, 4.2 GB, 66 %, about 5 s left`
    func text(now: Int) -> String {
        var parts = ["\(count) \(things)"]
        if bytes > 0 { parts.append(Quantity.bytes(bytes)) }
        if expected > 0 { parts.append("\(percent) %") }
        if let left = secondsLeft(now: now) { parts.append(left < 100 ? "about \(left) s left" : "about \((left + 30) / 60) min left") }
        return "rekey: " + parts.joined(separator: ", ")
    }

    private var percent: Int { min(100, Int(Double(done) / Double(max(1, expected)) * 100)) }

    private func secondsLeft(now: Int) -> Int? {
        guard (Self.surePercent..<100).contains(percent), now - start >= Self.sureMilliseconds else { return nil }
        return Int(Double(now - start) * Double(expected - done) / Double(max(1, done)) / 1_000 + 0.5)
    }
}
