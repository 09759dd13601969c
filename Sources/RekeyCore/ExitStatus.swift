/// The exit status of every command. Documented in the README; the numbers never change.
package enum ExitStatus: Int32, Sendable, CaseIterable {
    /// Asked work done completely; nothing at or above the gate.
    case success = 0
    /// Findings at or above the gate.
    case findings = 1
    /// Usage, configuration or rule error; nothing was scanned.
    case usage = 2
    /// Something that was asked for could not be read.
    case incomplete = 3
    /// A bug in rekey.
    case fault = 4
    /// Stopped by SIGINT.
    case interrupted = 130
}
