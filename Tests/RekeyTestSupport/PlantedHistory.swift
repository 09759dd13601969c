internal import Foundation

/// A repository with a secret in every place where git can hide one, made by `Benchmarks/planted.py`, and the table of what it holds.
package struct PlantedHistory: Sendable {
    /// One secret; the fields are those of the table, `-` being `nil`.
    package struct Secret: Sendable, CustomStringConvertible {
        package let place: String
        /// SHA-256 of the secret, in hexadecimal digits.
        package let digest: String
        /// The kind of object that holds it.
        package let object: String
        package let paths: [String]
        /// The first commit that has it.
        package let first: String?
        /// The commit of `main` that took it away.
        package let removed: String?
        /// Where it still is, such as `head`, `branch topic`, `stash`, `dangling`.
        package let whereabouts: String

        package var description: String { place }

        /// Whether a commit, tag or blob has it that a ref leads to.
        package var isReachable: Bool { !["index", "reflog", "dangling"].contains(whereabouts) }
    }

    package let git: GitFixture
    package let secrets: [Secret]

    /// Whether there is a `python3` to make one with.
    package static let isPossible: Bool = (try? run("python3", ["-I", "-c", "import argparse, subprocess, zlib"])) != nil

    /// Makes the repository; the same arguments give the same objects. `options` go to the maker: `--depth N`, `--seed N`, `--sha256`.
    package static func make(commits: Int, options: [String] = [], in workspace: Workspace? = nil) throws -> PlantedHistory {
        let workspace = try workspace ?? Workspace()
        let script = Golden.folder.appending(path: "../../Benchmarks/planted.py").standardizedFileURL.path
        let arguments = [script, workspace.path("planted"), "--commits", String(commits)] + options
        let table = try run("python3", ["-B"] + arguments)
        let secrets = table.split(separator: "\n").dropFirst().compactMap(Self.secret)
        return PlantedHistory(git: GitFixture(existing: "planted", in: workspace), secrets: secrets)
    }

    private static func secret(_ line: Substring) -> Secret? {
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 7 else { return nil }
        let value = { (number: Int) in fields[number] == "-" ? nil : fields[number] }
        return Secret(
            place: fields[0], digest: fields[1], object: fields[2], paths: value(3)?.split(separator: "|").map(String.init) ?? [],
            first: value(4), removed: value(5), whereabouts: fields[6])
    }

    private static func run(_ program: String, _ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw GitFixture.Failure(description: "\(program): status \(process.terminationStatus)")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
