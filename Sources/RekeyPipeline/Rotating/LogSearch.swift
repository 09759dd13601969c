internal import RekeyCore
internal import RekeyRotation
internal import RekeySources

/// Looks through logs and other files that were named, of any length, in bounded memory.
struct LogSearch {
    private let paths: [String]

    init(_ paths: [String]) { self.paths = paths }

    /// The first thing that `look` gives for a piece of a log. Throws when one cannot be read.
    func first<Found>(_ look: (Chunk) throws -> Found?) throws -> Found? {
        for path in paths {
            var source = try Self.open(path)
            while let chunk = source.next() {
                if let found = try look(chunk) { return found }
            }
            if let fault = source.fault { throw Self.unreadable(path, fault.reason) }
        }
        return nil
    }

    /// Everything that `look` gives for the pieces of the logs. Throws when one cannot be read.
    func all<Found>(_ look: (Chunk) throws -> [Found]) throws -> [Found] {
        var found: [Found] = []
        _ = try first { chunk -> Bool? in
            found += try look(chunk)
            return nil
        }
        return found
    }

    /// The logs that hold one of the texts, by the names they were given. Throws when one cannot be read.
    func holding(_ values: [SecretText]) throws -> [String] {
        let searches = values.map { ValueSearch($0.revealedBytes) }
        return try paths.filter { path in
            try LogSearch([path]).first { chunk -> Bool? in
                searches.contains { !$0.occurrences(in: chunk.bytes, most: 1).isEmpty } ? true : nil
            } ?? false
        }
    }

    /// Opens a file that is an archive or compressed; `nil` for any other. Throws when it cannot be read.
    static func archive(_ path: String) throws(Trouble) -> FileInput? {
        let input = try input(path)
        guard ArchiveTexts.isArchive(input) else { return nil }
        return input
    }

    private static func open(_ path: String) throws(Trouble) -> StreamSource<FileInput> {
        StreamSource(try input(path), provenance: Provenance(kind: .stream, path: Array(path.utf8)))
    }

    private static func input(_ path: String) throws(Trouble) -> FileInput {
        var reader = try FileReader(root: Array(Path.folder(of: path).utf8))
        do throws(SkippedInput) {
            return try reader.stream(Array(Path.name(of: path).utf8))
        } catch {
            throw unreadable(path, error.skip.detail.isEmpty ? error.skip.reason.rawValue : error.skip.detail)
        }
    }

    private static func unreadable(_ path: String, _ why: String) -> Trouble {
        Trouble("log not readable", at: path, why: why, next: "check the path after --log; a compressed one has to be unpacked")
    }
}
