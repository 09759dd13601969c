internal import Glibc

/// What the process stands in: passed in everywhere, so that tests can fix it.
package struct Surroundings: Sendable {
    package var folder: String
    package var environment: [String: String]
    /// Seconds since 1970.
    package var now: Int64
    package var outputIsTerminal: Bool
    package var errorIsTerminal: Bool
    package var processors: Int

    /// Reads the real surroundings.
    package static func current() -> Surroundings {
        var environment: [String: String] = [:]
        var entry = unsafe environ
        while let text = unsafe entry.pointee {
            let pair = unsafe String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { environment[String(pair[0])] = String(pair[1]) }
            unsafe entry += 1
        }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let folder = unsafe getcwd(&buffer, buffer.count).map { unsafe String(cString: $0) } ?? "."
        return Surroundings(
            folder: folder, environment: environment, now: Int64(time(nil)), outputIsTerminal: isatty(STDOUT_FILENO) == 1,
            errorIsTerminal: isatty(STDERR_FILENO) == 1, processors: max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    }

    /// Colour only on a terminal and never with `NO_COLOR`.
    package var wantsColor: Bool { outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb" }
}
