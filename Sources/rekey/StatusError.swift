internal import Glibc
internal import RekeyCore

/// Ends a command with a status after it has said everything itself.
struct StatusError: Error {
    let status: ExitStatus
}

/// The running process.
enum Process {
    static func end(_ status: ExitStatus) -> Never { exit(status.rawValue) }
}
