internal import RekeyCore
package import RekeySources

/// Moves bytes from an input through a window to an output, and knows when they have waited long enough.
package struct RedactionFlow<Input: LiveInput & ~Copyable, Output: RedactionOutput & ~Copyable>: ~Copyable {
    private var input: Input
    package private(set) var output: Output
    package private(set) var window: RedactionWindow
    private let delay: Int
    private let clock: () -> Int
    /// The first byte that waits, counted from the beginning, and when it was seen first.
    private var waiting: (byte: Int, since: Int)?
    private var hasBegun = false

    /// `clock` gives milliseconds of a clock that never goes back.
    package init(
        _ input: consuming Input, _ output: consuming Output, _ window: consuming RedactionWindow, delayMilliseconds: Int,
        clock: @escaping () -> Int
    ) {
        self.input = input
        self.output = output
        self.window = window
        self.delay = delayMilliseconds
        self.clock = clock
    }

    /// Copies to the end of the input, or until nobody reads the output. Gives the fault that ended it too early; what was read before it has
    /// left.
    package mutating func run() throws -> InputFault? {
        do { return try copy() } catch is ReaderGone { return nil }
    }

    private mutating func copy() throws -> InputFault? {
        var (fault, isAtEnd): (InputFault?, Bool) = (nil, false)
        while !isAtEnd {
            if input.isReady(within: patience) {
                do throws(InputFault) { isAtEnd = try readWhatIsThere() } catch { (fault, isAtEnd) = (error, true) }
            }
            try begin(isAtEnd: isAtEnd)
            guard hasBegun, !isAtEnd else { continue }
            try window.release(isOverdue ? .overdue : .lines, to: &output)
            noteWaiting()
        }
        try window.release(.everything, to: &output)
        return fault
    }

    /// Reads until nothing is there or the window is full, so that much input is looked at at once. Whether the input has ended.
    private mutating func readWhatIsThere() throws(InputFault) -> Bool {
        repeat {
            guard try window.read(&input) else { return true }
        } while !window.isFull && input.isReady(within: 0)
        if waiting == nil { noteWaiting() }
        return false
    }

    /// Refuses an input whose characters have two bytes: no rule would find anything in it.
    private mutating func begin(isAtEnd: Bool) throws {
        guard !hasBegun else { return }
        let head = window.head(2)
        // Why: one byte may be half of a mark, and is no reason to wait for ever.
        let isHalf = head == [0xFF] || head == [0xFE]
        hasBegun = isAtEnd || !head.isEmpty && (!isHalf || isOverdue)
        guard head == [0xFF, 0xFE] || head == [0xFE, 0xFF] else { return }
        throw Trouble(
            "standard input is UTF-16", why: "secrets are only found in UTF-8 and other text of single bytes, so nothing was written",
            next: "iconv -f UTF-16 -t UTF-8 | rekey redact")
    }

    /// Milliseconds to wait for input; `nil` while nothing waits to leave.
    private var patience: Int? { waiting.map { max(0, $0.since + delay - clock()) } }

    private var isOverdue: Bool { waiting.map { clock() >= $0.since + delay } ?? false }

    private mutating func noteWaiting() {
        guard window.pending > 0 else {
            waiting = nil
            return
        }
        if waiting?.byte != window.total { waiting = (window.total, clock()) }
    }
}
