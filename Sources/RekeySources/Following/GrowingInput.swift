/// An input that may grow for ever, as a log does. One thread at a time.
package protocol GrowingInput: ~Copyable {
    /// What has happened since the last look; does not wait. Throws when nothing more can come.
    mutating func look() throws(InputFault) -> GrowingNews

    /// Waits until there may be news, no longer than so many milliseconds. A signal ends the wait.
    func wait(milliseconds: Int)
}

/// What one look at a growing input gives.
package enum GrowingNews: Equatable, Sendable {
    /// Bytes that came, at most `FollowedFile.longestLook`.
    case bytes([UInt8])
    case nothing
    /// What comes next is the beginning of another text.
    case restarted(Restart)
    /// Nothing will come any more.
    case ended

    /// Why a text began anew.
    package enum Restart: Sendable {
        /// The path leads to another file.
        case replaced
        /// The file became shorter than what was read of it.
        case truncated
    }
}

/// The standard input, as it comes.
package struct FollowedStandardInput: ~Copyable, GrowingInput {
    private var input: FileInput

    /// Throws when the process has no standard input.
    package init() throws(InputFault) { input = try FileInput.standardInput() }

    /// What came; `.ended` once the writer has closed it.
    package mutating func look() throws(InputFault) -> GrowingNews {
        guard input.isReady(within: 0) else { return .nothing }
        let bytes = try [UInt8](capacity: FollowedFile.longestLook) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
            try input.read(into: &room)
        }
        return bytes.isEmpty ? .ended : .bytes(bytes)
    }

    /// Waits for bytes or the end (`poll`).
    package func wait(milliseconds: Int) { _ = input.isReady(within: milliseconds) }
}
