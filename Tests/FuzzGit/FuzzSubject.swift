internal import ArchiveFuzzing
internal import GitFuzzing

/// What is fed with mutated input.
enum FuzzSubject: String {
    /// The reader of git objects.
    case git
    /// The reader of archives.
    case archives

    /// Runs the input of a number; gives what came of it, for people.
    func runner() throws -> (UInt64) throws -> String {
        switch self {
        case .git:
            let fuzz = try FuzzRun()
            return { "\(try fuzz.run($0))" }
        case .archives:
            let fuzz = try ArchiveFuzz()
            return { "\(try fuzz.run($0))" }
        }
    }
}
