internal import Foundation
internal import RekeyTestSupport
internal import Testing

/// No secret, old or new, leaves a rotation by any way that others can read.
@Suite(.serialized) struct RotationWatchTests {
    /// A command of the rotation, its input, and how it must end.
    private struct Act {
        let arguments: [String]
        var input = ""
        let status: Int32
    }

    @Test(
        "arguments, environments, outputs and written files of a whole rotation hold neither value",
        arguments: RotationScenarioTests.Scenario.allCases)
    func watched(_ scenario: RotationScenarioTests.Scenario) throws {
        let sandbox = try scenario.sandbox()
        let id = try sandbox.id()
        try sandbox.git.workspace.write("new", sandbox.new)
        let acts = [
            Act(arguments: ["rotate", "plan", id, "--log", sandbox.log, "--format", "markdown"], status: 0),
            Act(arguments: ["rotate", "plan", "--value-from-stdin"], input: sandbox.old, status: 0),
            Act(arguments: ["rotate", "steps", id], status: 0),
            Act(arguments: ["rotate", "apply", id], input: sandbox.new, status: 0),
            Act(arguments: ["rotate", "apply", id, "--yes"], input: sandbox.old, status: 2),
            Act(arguments: ["rotate", "apply", id, "--yes"], input: sandbox.new, status: 0),
            Act(arguments: ["rotate", "verify", "--log", sandbox.log, "--compose"], status: 1),
            Act(arguments: ["rotate", "verify", "--value-from-stdin"], input: sandbox.old, status: 0),
            Act(arguments: ["rotate", "undo"], status: 0),
            Act(arguments: ["rotate", "apply", id, "--yes", "--from-command", "cat ../new"], status: 0),
            Act(arguments: ["rotate", "apply", id, "--yes", "--from-file", "../new"], status: 0),
            Act(arguments: ["rotate", "done", "contain.tell", "--evidence", "issue 17"], status: 0),
            Act(arguments: ["rotate", "status"], status: 1), Act(arguments: ["rotate", "report"], status: 0),
        ]
        let needles = Self.needles(sandbox)
        let files = try Self.files(below: sandbox.git.workspace.path)
        for act in acts {
            let watched = try WatchedRun(act.arguments, in: sandbox.git.path, home: sandbox.git.workspace.path, input: act.input)
            let name = act.arguments.joined(separator: " ")
            #expect(watched.outcome.status == act.status, "\(name): \(watched.outcome.stderr)")
            for needle in needles {
                #expect(!watched.outcome.everything.contains(needle), "\(name) told it")
                #expect(!watched.seen.contains(needle), "\(name) gave it to a process")
            }
        }
        let after = try Self.files(below: sandbox.git.workspace.path)
        for (path, bytes) in after where files[path] != bytes && !sandbox.envFiles.contains(where: path.hasSuffix) {
            let text = String(decoding: bytes, as: UTF8.self)
            for needle in needles { #expect(!text.contains(needle), "\(path) holds it") }
        }
        // A record of the change is there, so that its silence means something.
        #expect(after.keys.contains { $0.contains(".git/rekey/journal/") } && after.keys.contains { $0.contains(".git/rekey/rotations/") })
    }

    @Test("the watch itself sees what a child is given")
    func watchSees() throws {
        let sandbox = try RotationSandbox.chat()
        let watched = try WatchedRun(
            ["rotate", "apply", sandbox.name, "--from-command", "sleep 0.3 && : seen-by-the-watch; cat ../absent || printf x"],
            in: sandbox.git.path, home: sandbox.git.workspace.path, input: "")
        #expect(watched.seen.contains("seen-by-the-watch"))
    }

    /// Pieces of both values, also as base64 and as hexadecimal.
    private static func needles(_ sandbox: RotationSandbox) -> [String] {
        [sandbox.old, sandbox.new].flatMap { value -> [String] in
            let tail = String(value.suffix(24))
            return [tail, Data(tail.utf8).base64EncodedString(), tail.utf8.map { String($0, radix: 16) }.joined()]
        }
    }

    private static func files(below folder: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        for path in try FileManager.default.subpathsOfDirectory(atPath: folder) {
            files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
        }
        return files
    }
}

/// A run of `rekey` with everything that the command lines and environments of its process and their children held meanwhile.
private struct WatchedRun {
    let outcome: Program.Outcome
    let seen: String

    init(_ arguments: [String], in folder: String, home: String, input: String) throws {
        let files = try Workspace()
        try files.write("input", input)
        for name in ["stdout", "stderr"] { try files.write(name, "") }
        let process = Process()
        process.executableURL = URL(filePath: Program.path)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        process.environment = Program.environment(home: home)
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: files.path("input")))
        process.standardOutput = try FileHandle(forWritingTo: URL(filePath: files.path("stdout")))
        process.standardError = try FileHandle(forWritingTo: URL(filePath: files.path("stderr")))
        try process.run()
        var (seen, family): (Set<Data>, Set<Int32>) = ([], [process.processIdentifier])
        while process.isRunning {
            Self.look(at: &family, into: &seen)
        }
        process.waitUntilExit()
        outcome = Program.Outcome(
            status: process.terminationStatus, stdout: String(decoding: try files.read("stdout"), as: UTF8.self),
            stderr: String(decoding: try files.read("stderr"), as: UTF8.self))
        self.seen = seen.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
    }

    /// Adds children to the family, and what each member of it shows to the rest of the machine.
    private static func look(at family: inout Set<Int32>, into seen: inout Set<Data>) {
        for parent in family {
            guard let text = FileManager.default.contents(atPath: "/proc/\(parent)/task/\(parent)/children") else { continue }
            for child in String(decoding: text, as: UTF8.self).split(separator: " ") { family.formUnion(Int32(child).map { [$0] } ?? []) }
        }
        for member in family {
            for name in ["cmdline", "environ"] {
                if let bytes = FileManager.default.contents(atPath: "/proc/\(member)/\(name)"), !bytes.isEmpty { seen.insert(bytes) }
            }
        }
    }
}
