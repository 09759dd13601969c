internal import RekeyCore
internal import RekeyRotation
internal import RekeySources

/// Looks for the old value in what was named beside the repository: logs, archives, saved images, the output of compose.
struct InputCheck {
    private let request: VerifyRequest
    private let search: OldValueSearch

    /// Bytes that the output of `docker compose config` may have.
    private static let longestOutput = 64 << 20

    init(_ request: VerifyRequest, _ search: OldValueSearch) {
        self.request = request
        self.search = search
    }

    /// One line for each input.
    func lines() throws -> [VerificationReport.Line] {
        var lines: [VerificationReport.Line] = []
        if let file = request.composeFile { lines.append(try look(compose: file)) }
        if request.runsCompose { lines.append(try compose()) }
        for log in request.logs { lines.append(try look(log, as: "log")) }
        if request.composeFile == nil, !request.runsCompose, request.logs.isEmpty {
            lines.append(
                VerificationReport.Line(
                    "logs", .note, "no log, image or compose output was given", next: "add --log FILE, --compose to look there, too"))
        }
        return lines
    }

    private func look(_ path: String, as name: String) throws -> VerificationReport.Line {
        do {
            if let archive = try LogSearch.archive(path) { return try look(into: archive, path, as: name) }
            let found = try LogSearch([path]).all { chunk in try places(in: chunk) }
            guard found.isEmpty else { return left(name, path, found) }
            return VerificationReport.Line(name, .ok, "gone from \(path)")
        } catch let trouble as Trouble {
            return VerificationReport.Line(
                name, .unread, "\(path): \(trouble.why ?? trouble.what)", next: trouble.status == .usage ? "check the path" : "")
        }
    }

    private func look(into archive: consuming FileInput, _ path: String, as name: String) throws -> VerificationReport.Line {
        var (found, texts): ([String], ArchiveTexts) = ([], ArchiveTexts())
        try texts.read(file: archive, Provenance(kind: .archive, path: Array(path.utf8))) { chunk in found += try places(in: chunk) }
        guard found.isEmpty else { return left(name, path, found) }
        guard texts.skips.isEmpty else {
            return VerificationReport.Line(
                name, .unread, "\(path): not all of it could be read",
                details: texts.skips.map { "\($0.path): \($0.reason.rawValue)\($0.detail.isEmpty ? "" : ", \($0.detail)")" })
        }
        return VerificationReport.Line(name, .ok, "gone from everything in \(path)")
    }

    private func places(in chunk: Chunk) throws -> [String] {
        let entry = String(decoding: chunk.provenance.entry, as: UTF8.self)
        return try search.lines(in: chunk).map { entry.isEmpty ? "line \($0)" : "\(entry), line \($0)" }
    }

    private func left(_ name: String, _ place: String, _ found: [String]) -> VerificationReport.Line {
        var seen: Set<String> = []
        let details = found.filter { seen.insert($0).inserted }
        return VerificationReport.Line(
            name, .left, "\(place) has the old value", details: details,
            next: name == "compose"
                ? "recreate the services from the changed env files" : "remove it, or let it expire; it matters until the old value is dead"
        )
    }

    private func look(compose path: String) throws -> VerificationReport.Line {
        do throws(Trouble) {
            guard let output = try TextFile.read(path, limit: Self.longestOutput, waitsForPipe: true) else {
                throw Trouble("no such file", next: "check the path")
            }
            return try judged(output, from: path)
        } catch {
            return VerificationReport.Line("compose", .unread, "\(path): \(error.why ?? error.what)", next: error.next ?? "")
        }
    }

    private func judged(_ output: [UInt8], from name: String) throws(Trouble) -> VerificationReport.Line {
        let chunk = Chunk(bytes: output, provenance: Provenance(kind: .stream, path: Array("compose.yml".utf8)))
        let found: [String]
        do { found = try places(in: chunk) } catch { throw Trouble("it could not be looked through", status: .fault) }
        return found.isEmpty ? VerificationReport.Line("compose", .ok, "gone from \(name)") : left("compose", name, found)
    }

    private func compose() throws -> VerificationReport.Line {
        let command = "docker compose config"
        do throws(Trouble) {
            return try judged(try ShellCommand.output(of: command, limit: Self.longestOutput), from: "what \(command) gives")
        } catch {
            return VerificationReport.Line(
                "compose", .unread, "\(command): \(error.why ?? error.what)",
                next: "run it by itself, or give its output: --compose-file FILE")
        }
    }
}
