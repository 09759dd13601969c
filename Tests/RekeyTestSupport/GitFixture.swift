internal import Foundation

/// A real git repository in a `Workspace`, made with the installed git, a fixed identity and no configuration but its own.
package struct GitFixture: Sendable {
    /// What the fixture's git printed and how it ended, when that was not success.
    package struct Failure: Error, CustomStringConvertible {
        package let description: String
    }

    package let workspace: Workspace
    /// Folder of the repository, relative to the workspace; empty is the workspace itself.
    package let name: String

    /// Absolute path of the work tree.
    package var path: String { workspace.path(name) }

    /// Makes an empty repository on branch `main`; `options` go to `git init`.
    package init(_ workspace: Workspace? = nil, name: String = "repository", options: [String] = []) throws {
        self.workspace = try workspace ?? Workspace()
        self.name = name
        try self.workspace.makeFolder(name)
        try git(["init", "--quiet", "--initial-branch=main"] + options)
    }

    /// Takes a repository that is there already.
    package init(existing name: String, in workspace: Workspace) {
        self.workspace = workspace
        self.name = name
    }

    /// The environment the fixture's git runs in, and that readers under test should inherit.
    package var environment: [String: String] {
        [
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin", "HOME": workspace.path, "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_NAME": "Ada", "GIT_AUTHOR_EMAIL": "ada@example.com",
            "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+00:00", "GIT_COMMITTER_NAME": "Ada", "GIT_COMMITTER_EMAIL": "ada@example.com",
            "GIT_COMMITTER_DATE": "2026-01-02T03:04:05+00:00", "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0",
        ]
    }

    /// Runs git in the repository; gives standard output, throws `Failure` unless the status is 0.
    @discardableResult
    package func git(_ arguments: [String], environment extra: [String: String] = [:]) throws -> [UInt8] {
        let (process, output) = try start(arguments, environment: extra)
        let bytes = [UInt8](output.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(description: "git \(arguments.joined(separator: " ")): status \(process.terminationStatus)")
        }
        return bytes
    }

    @discardableResult
    package func git(_ arguments: String...) throws -> [UInt8] { try git(arguments) }

    /// Standard output as text without the last line end.
    package func text(_ arguments: String...) throws -> String {
        String(decoding: try git(arguments), as: UTF8.self).trimmingCharacters(in: .newlines)
    }

    /// Starts git and calls `meanwhile` before waiting for it; gives its status.
    package func git(_ arguments: [String], meanwhile: () throws -> Void) throws -> Int32 {
        let (process, output) = try start(arguments, environment: [:])
        let result = Result { try meanwhile() }
        _ = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        try result.get()
        return process.terminationStatus
    }

    /// Runs shell commands in the repository; throws `Failure` unless the status is 0.
    package func shell(_ script: String, environment extra: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = environment.merging(extra) { _, new in new }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(description: "sh: status \(process.terminationStatus)") }
    }

    private func start(_ arguments: [String], environment extra: [String: String]) throws -> (Process, Pipe) {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.currentDirectoryURL = URL(fileURLWithPath: path)
        process.environment = environment.merging(extra) { _, new in new }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        return (process, output)
    }

    /// Writes a file of the work tree.
    package func write(_ file: String, _ text: String) throws { try write(file, Array(text.utf8)) }

    package func write(_ file: String, _ bytes: [UInt8]) throws { try workspace.write(name.isEmpty ? file : "\(name)/\(file)", bytes) }

    /// Stages everything and commits it; gives the commit's ID.
    @discardableResult
    package func commit(_ message: String = "change") throws -> String {
        try git("add", "--all")
        try git("commit", "--quiet", "--allow-empty", "-m", message)
        return try text("rev-parse", "HEAD")
    }
}
