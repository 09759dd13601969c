import Foundation
import RekeyTestSupport
import Testing

@testable import RekeyRotation

/// A real program that reads env files: paths on its standard input, and for each file and name `1`, the value and a zero byte, or `0` and one.
///
/// Values travel through a pipe only; one process reads all files.
struct EnvReaderProgram {
    let dialect: EnvDialect
    let command: [String]
    var environment: [String: String] = [:]

    /// Values of `EnvSample.names` in each file; `nil` where the program has none.
    func read(_ paths: [String]) throws -> [[[UInt8]?]] {
        let workspace = try Workspace()
        try workspace.write("paths", paths.map { $0 + "\n" }.joined())
        let output = try run(command, in: workspace)
        let fields = output.split(separator: 0, omittingEmptySubsequences: false).dropLast().map { field in
            field.first == UInt8(ascii: "1") ? Array(field.dropFirst()) : nil
        }
        let width = EnvSample.names.count
        guard fields.count == paths.count * width else { throw Failure(description: "\(dialect): \(fields.count) fields") }
        return paths.indices.map { Array(fields[$0 * width..<($0 + 1) * width]) }
    }

    private func run(_ command: [String], in workspace: Workspace) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        // Why: files of any content are sourced, and some of their lines write files.
        process.currentDirectoryURL = URL(filePath: workspace.path(""))
        process.environment = ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"].merging(environment) { $1 }
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: workspace.path("paths")))
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
        process.waitUntilExit()
        return bytes
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }
}

/// The readers that can be asked on this machine, and why others cannot.
enum EnvReaderPrograms {
    /// What stands in for each dialect here; `nil` when nothing does.
    static let all: [EnvDialect: EnvReaderProgram] = Dictionary(
        uniqueKeysWithValues: [bash, python, nodeEnvFile, nodeDotenv, systemd, compose].compactMap { $0 }.map { ($0.dialect, $0) })

    /// The program that reads a dialect; without one the test is skipped, with the reason.
    static func require(_ dialect: EnvDialect) throws -> EnvReaderProgram {
        guard let program = all[dialect] else { try Test.cancel("\(absence(dialect))") }
        return program
    }

    /// Why there is none.
    static func absence(_ dialect: EnvDialect) -> String {
        switch dialect {
        case .bash: "no bash"
        case .pythonDotenv: "python3 cannot import dotenv: pip install python-dotenv"
        case .nodeEnvFile: "no node with process.loadEnvFile: 20.12 or newer"
        case .nodeDotenv: "node finds no package dotenv: npm install dotenv, and name its node_modules in NODE_PATH"
        case .systemd: "no libsystemd-shared with load_env_file that python3 can call"
        case .dockerCompose: "REKEY_COMPOSE_READER names no program that reads with compose-go's dotenv package"
        }
    }

    private static let names = EnvSample.names.joined(separator: " ")

    private static var bash: EnvReaderProgram? {
        // Why: with no PATH a made-up file can run nothing but builtins.
        let script = """
            PATH=/nonexistent
            while IFS= read -r file; do
              ( exec 3>&1
                trap 'for name in \(names); do if [[ -v $name ]]; then printf "1%s\\0" "${!name}" >&3; else printf "0\\0" >&3; fi; done' EXIT
                set -a; . "$file" </dev/null >/dev/null 2>&1 )
            done
            """
        return found(EnvReaderProgram(dialect: .bash, command: ["bash", "-c", script]), ["bash", "-c", "true"])
    }

    private static let pythonLoop = """
        import sys
        def told(read):
            for line in sys.stdin:
                try: values = read(line.rstrip("\\n"))
                except Exception: values = {}
                for name in "\(names)".split():
                    value = values.get(name)
                    sys.stdout.buffer.write(b"0\\0" if value is None else b"1" + value + b"\\0")

        """

    private static var python: EnvReaderProgram? {
        let script =
            pythonLoop + """
                import dotenv
                told(lambda path: {k: v.encode() for k, v in dotenv.dotenv_values(path).items() if v is not None})
                """
        return found(EnvReaderProgram(dialect: .pythonDotenv, command: ["python3", "-c", script]), ["python3", "-c", "import dotenv"])
    }

    /// systemd's own function, called without a running systemd.
    private static var systemd: EnvReaderProgram? {
        let library = """
            import ctypes, glob
            systemd = ctypes.CDLL(sorted(glob.glob("/usr/lib/*/systemd/libsystemd-shared-*.so") + glob.glob("/usr/lib/systemd/libsystemd-shared-*.so"))[-1])
            load = systemd.load_env_file

            """
        let script =
            pythonLoop + library + """
                def read(path):
                    pairs = ctypes.POINTER(ctypes.c_char_p)()
                    if load(None, path.encode(), ctypes.byref(pairs)) < 0 or not pairs: return {}
                    values, index = {}, 0
                    while pairs[index] is not None:
                        name, _, value = pairs[index].partition(b"=")
                        # The manager drops such values when it starts a service; this function does not.
                        if not any(c < 32 and c not in (9, 10) or c == 127 for c in value): values[name.decode()] = value
                        index += 1
                    return values
                told(read)
                """
        return found(EnvReaderProgram(dialect: .systemd, command: ["python3", "-c", script]), ["python3", "-c", library])
    }

    private static func node(_ read: String) -> String {
        """
        const names = "\(names)".split(" "), fs = require("fs"), out = [];
        for (const path of fs.readFileSync(0, "utf8").split("\\n").filter(Boolean)) {
          for (const name of names) delete process.env[name];
          const values = (\(read))(path);
          for (const name of names) out.push(Buffer.from(values[name] === undefined ? "0\\0" : "1" + values[name] + "\\0"));
        }
        fs.writeSync(1, "");
        let all = Buffer.concat(out), at = 0;
        while (at < all.length) at += fs.writeSync(1, all, at);
        """
    }

    private static var nodeEnvFile: EnvReaderProgram? {
        let script = node("path => { process.loadEnvFile(path); return process.env }")
        return found(
            EnvReaderProgram(dialect: .nodeEnvFile, command: ["node", "-e", script]),
            ["node", "-e", "process.exit(process.loadEnvFile ? 0 : 1)"])
    }

    private static var nodeDotenv: EnvReaderProgram? {
        let path = ["NODE_PATH": ProcessInfo.processInfo.environment["NODE_PATH"] ?? ""]
        let script = node("path => require('dotenv').parse(fs.readFileSync(path))")
        return found(
            EnvReaderProgram(dialect: .nodeDotenv, command: ["node", "-e", script], environment: path),
            ["NODE_PATH=\(path["NODE_PATH"] ?? "")", "node", "-e", "require('dotenv')"])
    }

    private static var compose: EnvReaderProgram? {
        guard let program = ProcessInfo.processInfo.environment["REKEY_COMPOSE_READER"] else { return nil }
        return EnvReaderProgram(dialect: .dockerCompose, command: [program] + EnvSample.names)
    }

    /// The program when its check ends with 0.
    private static func found(_ program: EnvReaderProgram, _ check: [String]) -> EnvReaderProgram? {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = check
        (process.standardOutput, process.standardError) = (FileHandle.nullDevice, FileHandle.nullDevice)
        guard (try? process.run()) != nil else { return nil }
        process.waitUntilExit()
        return process.terminationStatus == 0 ? program : nil
    }
}
