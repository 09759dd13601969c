internal import Foundation

/// Python with `cryptography` and `PyJWT`: an implementation that shares nothing with ours.
enum IndependentVerification {
    /// Fails where a package is missing or too old.
    private static let imports = "import cryptography, jwt; assert int(jwt.__version__.split('.')[0]) >= 2"

    /// The interpreter that can import both packages: `REKEY_TEST_PYTHON`, else `python3`; `nil` when there is none.
    static let python: String? = {
        let candidates = [ProcessInfo.processInfo.environment["REKEY_TEST_PYTHON"], "python3"].compactMap(\.self)
        return candidates.first { (try? run($0, script: imports, input: ""))?.status == 0 }
    }()

    /// Runs `script`, which is no secret, with `input` on its standard input: values never stand in arguments or environment.
    static func verify(_ script: String, input: String) throws -> (status: Int32, output: String) {
        try run(python ?? "python3", script: script, input: input)
    }

    private static func run(_ program: String, script: String, input: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program, "-I", "-c", script]
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"]
        let (feed, answer) = (Pipe(), Pipe())
        process.standardInput = feed
        process.standardOutput = answer
        process.standardError = answer
        try process.run()
        try feed.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try feed.fileHandleForWriting.close()
        let output = answer.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }
}
