internal import Foundation
internal import RekeyTestSupport

/// The built `rekey`, run the way a user's shell or git would.
struct Program {
    /// How a run ended and what it wrote.
    struct Outcome: Sendable {
        let status: Int32
        let stdout: String
        let stderr: String

        /// Both outputs, for messages that may be on either.
        var everything: String { stdout + stderr }
    }

    /// Absolute path of the program: the build folder that holds the running test bundle holds it, too.
    static var path: String { buildFolder + "/rekey" }

    static var buildFolder: String {
        // Why: SwiftPM starts tests from `<build>/<package>.xctest`, or from a runner elsewhere with that path as an argument.
        let candidates = CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
        let bundle = candidates.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        let upToBundle = bundle.range(of: ".xctest").map { String(bundle[..<$0.upperBound]) } ?? bundle
        return URL(filePath: upToBundle).deletingLastPathComponent().path
    }

    /// Settings that keep the machine's git configuration and home out of a run.
    static func environment(home: String) -> [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin", "HOME": home, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0",
        ]
    }

    /// Runs `rekey` in `folder`, which is also its home.
    ///
    /// - Parameter environment: added to the isolated settings; an empty value is set, not removed.
    static func run(
        _ arguments: [String], in folder: String, input: String = "", environment extra: [String: String] = [:]
    ) throws -> Outcome {
        try run(program: path, arguments, in: folder, input: input, environment: extra)
    }

    /// Runs any program in the same isolation; a name without a slash is looked up in `PATH`.
    static func run(
        program: String, _ arguments: [String], in folder: String, input: String = "", environment extra: [String: String] = [:]
    ) throws -> Outcome {
        let files = try Workspace()
        try files.write("input", input)
        for name in ["stdout", "stderr"] { try files.write(name, "") }
        let process = Process()
        process.executableURL = URL(filePath: program.contains("/") ? program : "/usr/bin/env")
        process.arguments = program.contains("/") ? arguments : [program] + arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = environment(home: folder).merging(extra) { _, new in new }
        // Why: files, not pipes, so that no length of output can block the program.
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files.path("input")))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files.path("stdout")))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: files.path("stderr")))
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, stdout: String(decoding: try files.read("stdout"), as: UTF8.self),
            stderr: String(decoding: try files.read("stderr"), as: UTF8.self))
    }
}
