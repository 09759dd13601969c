internal import RekeyCore
internal import RekeySources

/// Scans an image that a container engine of this machine has, as that engine saves it to a pipe.
struct ImageScan {
    let settings: ScanSettings
    let surroundings: Surroundings
    let crew: ScanCrew

    /// Programs that save images, in the order they are asked.
    private static let engines = ["docker", "podman"]

    /// Scans the image called `reference`. Throws a `Trouble` when no engine is here, or none gives the image.
    func run(_ reference: String) throws -> ChunkScanner.Yield {
        guard !reference.isEmpty, !reference.hasPrefix("-"), !reference.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) else {
            throw Trouble("no name of an image: \(reference)", next: "give it as docker shows it: rekey scan --image app:latest")
        }
        let path = surroundings.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let programs = Self.engines.compactMap { ProgramInput.find($0, in: path) }
        guard !programs.isEmpty else {
            throw Trouble(
                "neither docker nor podman is here", at: reference, why: "the image is saved by one of them",
                next: "save it where they are (docker save IMAGE > image.tar) and run: rekey scan image.tar")
        }
        var ends: [String] = []
        for program in programs {
            var (yield, status) = try scan(reference, with: program)
            let name = program.split(separator: "/").last ?? ""
            if status == 0, yield.account.bytes > 0 { return yield }
            ends.append("`\(name) save` ended with status \(status)")
            guard yield.account.bytes > 0 else { continue }
            yield.account.skips.append(Skip(path: reference, reason: .unreadable, detail: "\(ends.joined(separator: ", ")); it broke off"))
            return yield
        }
        throw Trouble(
            "image not saved", at: reference, why: ends.joined(separator: ", "),
            next: "see whether it is here with `docker image ls`, and whether you may use docker")
    }

    /// What `program` saved holds, and its exit status.
    private func scan(_ reference: String, with program: String) throws -> (ChunkScanner.Yield, status: Int32) {
        let path = Array(reference.utf8)
        let input: ProgramInput
        do throws(InputFault) {
            input = try ProgramInput(program, ["save", reference], environment: surroundings.environment)
        } catch {
            throw Trouble("program does not start", at: program, why: error.reason, status: .incomplete)
        }
        // Why .archive: names of images and layers are known only at the end.
        let provenance = Provenance(kind: .archive, path: path)
        var yield = try crew.run { member in
            _ = try ArchiveScan(settings: settings).scan(stream: input, provenance, with: member)
        }
        let status = input.end(stopping: !yield.account.isComplete)
        ImageNaming.apply(to: &yield, image: path)
        return (yield, status)
    }
}
