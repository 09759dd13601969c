internal import Foundation
internal import RekeyTestSupport
internal import Testing

@Suite struct InterruptTests {
    @Test("SIGINT ends a scan at once with 130")
    func interrupt() throws {
        let workspace = try Workspace()
        try workspace.write("stderr", "")
        let process = Process()
        let input = Pipe()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = ["scan", "-"]
        process.currentDirectoryURL = URL(filePath: workspace.path)
        process.environment = Program.environment(home: workspace.path)
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: URL(filePath: workspace.path("stderr")))
        try process.run()
        let deadline = ContinuousClock.now + .seconds(30)
        while !Self.catchesInterrupt(process.processIdentifier), ContinuousClock.now < deadline { usleep(5_000) }
        let start = ContinuousClock.now
        process.interrupt()
        while process.isRunning, ContinuousClock.now - start < .seconds(10) { usleep(5_000) }
        let isPrompt = !process.isRunning
        if !isPrompt { kill(process.processIdentifier, SIGKILL) }
        process.waitUntilExit()
        #expect(isPrompt)
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 130)
        #expect(try workspace.read("stderr").isEmpty)
        try input.fileHandleForWriting.close()
    }

    /// Whether the process has its handler in place. Source: proc(5), `SigCgt`, a mask whose second bit is SIGINT.
    private static func catchesInterrupt(_ process: Int32) -> Bool {
        guard let data = FileManager.default.contents(atPath: "/proc/\(process)/status") else { return false }
        let line = String(decoding: data, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("SigCgt:") }
        return line.flatMap { UInt64($0.split(separator: "\t").last ?? "", radix: 16) }.map { $0 & 2 != 0 } ?? false
    }
}
