internal import Glibc

/// The `rekey` that runs now.
enum RunningProgram {
    /// Its absolute path; `nil` when the system does not tell, or it cannot stand in a script.
    static func path() -> String? {
        guard let path = Path.canonical("/proc/self/exe").map({ String(decoding: $0, as: UTF8.self) }) else { return nil }
        return path.contains("\n") ? nil : path
    }

    /// Whether a shell finds a `rekey` in the absolute folders of `PATH`.
    static func isInPath(_ surroundings: Surroundings) -> Bool { inPath("rekey", surroundings) != nil }

    /// The first program of a name in the absolute folders of `PATH`.
    static func inPath(_ name: String, _ surroundings: Surroundings) -> String? {
        let folders = (surroundings.environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
        return folders.map { "\($0)/\(name)" }.first { unsafe access($0, X_OK) == 0 && !HookFile.isFolder($0) }
    }
}
