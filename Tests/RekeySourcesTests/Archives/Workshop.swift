internal import Foundation
internal import RekeyCore
internal import RekeySources
internal import RekeyTestSupport
internal import Testing

/// Makes archives with the tools that make them everywhere, and reads them.
struct Workshop {
    let files: Workspace

    init() throws { files = try Workspace() }

    /// Whether the system has a program.
    static func has(_ program: String) -> Bool {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
    }

    /// Runs a shell script in the folder and gives the file that it made; cancels the test where a program is missing.
    func make(_ script: String, _ file: String, needs programs: [String] = []) throws -> [UInt8] {
        if let missing = programs.first(where: { !Self.has($0) }) { try Test.cancel("no \(missing) here") }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-ec", script]
        process.currentDirectoryURL = URL(fileURLWithPath: files.path)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(script)")
        return try files.read(file)
    }

    /// What came of reading an archive.
    struct Reading {
        /// The text at each path inside, pieces joined by what is new in them.
        var texts: [String: String] = [:]
        var chunks: [Chunk] = []
        var skips: [Skip] = []
        var files = 0
        var reasons: [Skip.Reason] { skips.map(\.reason) }
        /// Whether nothing was left out.
        var isWhole: Bool { skips.isEmpty }
    }

    /// Whether bytes are those of an archive.
    static func isArchive(_ bytes: [UInt8]) -> Bool { ArchiveTexts.isArchive(bytes.span) }

    /// Reads an archive in memory.
    static func read(_ bytes: [UInt8], _ limits: ArchiveLimits = ArchiveLimits(), excluding: Set<String> = []) throws -> Reading {
        var archive = ArchiveTexts(limits) { excluding.contains(String(decoding: $0, as: UTF8.self)) ? "rules:1" : nil }
        var reading = Reading()
        try archive.read(bytes, provenance) { reading.take($0) }
        (reading.skips, reading.files) = (archive.skips, archive.files)
        return reading
    }

    /// Reads an archive that comes in blocks, as from a pipe.
    static func read(stream bytes: [UInt8], block: Int = 1_000, head: Int = 0) throws -> Reading {
        var archive = ArchiveTexts()
        var reading = Reading()
        let blocks = Blocks(bytes: Array(bytes.dropFirst(head)), block: block)
        try archive.read(stream: blocks, head: Array(bytes.prefix(head)), provenance) { reading.take($0) }
        (reading.skips, reading.files) = (archive.skips, archive.files)
        return reading
    }

    /// Reads a file of the folder.
    func read(file: String) throws -> Reading {
        var reader = try FileReader(root: Array(files.path.utf8))
        var archive = ArchiveTexts()
        var reading = Reading()
        try archive.read(file: try reader.stream(Array(file.utf8)), Self.provenance) { reading.take($0) }
        (reading.skips, reading.files) = (archive.skips, archive.files)
        return reading
    }

    private static let provenance = Provenance(kind: .archive, path: Array("given".utf8))
}

extension Workshop.Reading {
    mutating func take(_ chunk: Chunk) {
        let ranges = chunk.added ?? [0..<chunk.bytes.count]
        let new = ranges.map { String(decoding: chunk.bytes[$0], as: UTF8.self) }.joined()
        texts[String(decoding: chunk.provenance.entry, as: UTF8.self), default: ""] += new
        chunks.append(chunk)
    }
}

/// Bytes that come some at a time.
struct Blocks: ByteInput {
    var bytes: [UInt8]
    let block: Int
    private var next = 0

    init(bytes: [UInt8], block: Int) {
        self.bytes = bytes
        self.block = block
    }

    mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        for _ in 0..<min(block, buffer.freeCapacity, bytes.count - next) {
            buffer.append(bytes[next])
            next += 1
        }
    }
}
