/// How much may be decoded of one chunk, so that a hostile text cannot buy memory or time.
struct DecodingBudget {
    /// Decodings inside each other that are undone; what is compressed inside base64 counts with it.
    static let depth = 3
    /// Decoded bytes of a chunk beyond twice its own: base64 three times over is 1.7 times the text, so only what was compressed meets it.
    private static let allowance = 4 << 20

    private var left: Int
    /// Whether something was left undone because of a limit.
    private(set) var isExhausted = false

    /// The budget of a chunk of `count` bytes.
    init(chunkOf count: Int) { left = count * 2 + Self.allowance }

    /// Takes `count` bytes; false, and nothing taken, when there are not so many.
    mutating func take(_ count: Int) -> Bool {
        guard count <= left else {
            isExhausted = true
            return false
        }
        left -= count
        return true
    }

    /// Gives back bytes that were taken and not needed.
    mutating func giveBack(_ count: Int) { left += count }

    /// Notes that something was longer than a limit.
    mutating func exceed() { isExhausted = true }
}
