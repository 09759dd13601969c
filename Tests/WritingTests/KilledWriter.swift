internal import Foundation

/// One start of the program `killed-writer`, which the build puts beside the test bundle.
final class KilledWriter {
    private let process = Process()
    private let output = Pipe()
    private let errors = Pipe()

    init(_ mode: String, _ folder: WriterFolder, step: String) throws {
        process.executableURL = URL(filePath: Self.path)
        process.arguments = [mode, "\(folder.path)/git", "\(folder.path)/files", step]
        let input = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data("\(folder.old)\n\(folder.new)\n".utf8))
        try input.fileHandleForWriting.close()
    }

    /// Waits until the writer begins to change files.
    func waitForStart() throws { _ = try output.fileHandleForReading.read(upToCount: 1) }

    func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for the end; whether SIGKILL was it.
    func wasKilled() -> Bool {
        process.waitUntilExit()
        return process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL
    }

    /// Waits for the end; the exit status and what was written to stderr.
    func outcome() throws -> (status: Int32, message: String) {
        let message = try errors.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: message, as: UTF8.self))
    }

    private static let path: String = {
        // Why: SwiftPM starts tests from `<build>/<package>.xctest`, or from a runner elsewhere with that path as an argument.
        let candidates = CommandLine.arguments + Bundle.allBundles.map(\.bundlePath)
        let bundle = candidates.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
        let upToBundle = bundle.range(of: ".xctest").map { String(bundle[..<$0.upperBound]) } ?? bundle
        return URL(filePath: upToBundle).deletingLastPathComponent().appending(path: "killed-writer").path
    }()
}
