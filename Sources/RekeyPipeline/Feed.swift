internal import RekeyCore
internal import RekeyDetect
internal import RekeyGit
internal import RekeySources

/// Brings the chunks of the asked source to scanners.
struct Feed {
    let request: ScanRequest
    let surroundings: Surroundings
    let place: ScanPlace
    let settings: ScanSettings
    let progress: Progress
    var limits = RunLimits(seconds: nil, memoryBytes: nil)

    /// Scans everything that was asked for.
    func run() throws -> ChunkScanner.Yield {
        switch request.source {
        case .paths(let paths): return try files(paths)
        case .staged:
            return try git { repository, body in try StagedSource.read(repository, body) }
        case .range(let revisions):
            return try git { repository, body in try RangeSource.read(repository, revisions: revisions, body) }
        case .history(let options): return try history(options)
        case .pushed(let remote): return try push(.sending(remote: remote))
        case .received: return try push(.receiving)
        case .patch(let name): return try patch(name)
        case .standardInput, .following: return try stream()
        case .image(let reference): return try image(reference)
        }
    }

    private var crew: ScanCrew { ScanCrew(settings: settings, now: surroundings.now, jobs: request.jobs ?? surroundings.processors) }

    /// Scans what git gives, one chunk at a time.
    private func git(_ read: (Repository, (Chunk) throws -> Void) throws -> Account) throws -> ChunkScanner.Yield {
        guard let repository = place.repository else { throw Trouble("not a git repository", at: surroundings.folder) }
        var excluded: [Skip] = []
        var account = Account()
        do {
            var yield = try crew.run { member in
                account = try read(repository) { chunk in
                    if let origin = settings.exclusion(of: chunk.provenance.path) {
                        excluded.append(Skip(path: chunk.provenance.displayPath, reason: .excludedByConfiguration, detail: origin))
                        return
                    }
                    if ArchiveTexts.isArchive(chunk.bytes.span), !chunk.provenance.isMessage {
                        // Why all of it: a changed archive has other bytes everywhere.
                        try ArchiveScan(settings: settings).scan(chunk.bytes, chunk.provenance, with: member)
                    } else {
                        try member.scanAlone(chunk)
                    }
                    progress.add(files: 1, bytes: chunk.bytes.count)
                }
            }
            yield.account.asked = account.asked
            yield.account.merge(account)
            yield.account.skips += excluded
            let named = NamedSecrets(yield.items)
            for index in yield.items.indices { named.cover(&yield.items[index].finding) }
            return yield
        } catch let error as GitError {
            throw error.trouble
        }
    }

    private func history(_ options: HistoryOptions) throws -> ChunkScanner.Yield {
        guard let repository = place.repository else { throw Trouble("not a git repository", at: surroundings.folder) }
        let jobs = request.jobs ?? surroundings.processors
        return try HistoryScan(
            repository: repository, settings: settings, options: options, now: surroundings.now, jobs: jobs, progress: progress,
            limits: limits
        ).run()
    }

    private func push(_ side: Push.Side) throws -> ChunkScanner.Yield {
        guard let push = Push(lines: try wholeInput(), side: side) else {
            throw Trouble(
                "no list of refs on standard input", why: "git gives hooks one line a ref: objects and names, as githooks(5) says",
                next: "let git call it, with hooks/pre-push or hooks/pre-receive")
        }
        return try git { repository, body in try PushSource.read(repository, push, body) }
    }

    private func patch(_ name: String?) throws -> ChunkScanner.Yield {
        var bytes: [UInt8] = []
        if let name {
            var reader = try FileReader(root: Array((Path.folder(of: name)).utf8), sizeLimit: 1 << 30)
            do {
                bytes = try reader.read(Array(Path.name(of: name).utf8))
            } catch {
                throw Trouble(
                    "patch not readable", at: name, why: error.skip.detail.isEmpty ? error.skip.reason.rawValue : error.skip.detail)
            }
        } else {
            bytes = try wholeInput()
        }
        let scanner = try ChunkScanner(settings.rules, key: settings.key, policy: settings.policy, now: surroundings.now)
        var yield = ChunkScanner.Yield()
        var excluded: Set<Skip> = []
        let account = try PatchSource.read(bytes, asked: name.map { "patch \($0)" } ?? "patch on standard input") { chunk in
            if let origin = settings.exclusion(of: chunk.provenance.path) {
                excluded.insert(Skip(path: chunk.provenance.displayPath, reason: .excludedByConfiguration, detail: origin))
                return
            }
            try scanner.scan(chunk, into: &yield)
        }
        yield.account.asked = account.asked
        yield.account.merge(account)
        yield.account.skips += excluded
        return yield
    }

    private func wholeInput() throws -> [UInt8] {
        do throws(InputFault) {
            var input = try FileInput.standardInput()
            var bytes: [UInt8] = []
            while true {
                let before = bytes.count
                try bytes.append(addingCapacity: 1 << 16) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
                    try input.read(into: &room)
                }
                if bytes.count == before { return bytes }
            }
        } catch { throw Trouble("standard input not readable", why: error.reason, status: .incomplete) }
    }

    /// Scans the standard input: a log, or an archive, image or document that is told by its first bytes.
    private func stream() throws -> ChunkScanner.Yield {
        do {
            var yield = try crew.run { member in
                let input = try HeadedInput(try FileInput.standardInput(), looksAt: ArchiveTexts.headBytes)
                let name = Array("-".utf8)
                let head = input.head
                if ArchiveTexts.isArchive(head.span) || Document.isTold(by: head.span) {
                    let provenance = Provenance(kind: .archive, path: name)
                    _ = try ArchiveScan(settings: settings).scan(stream: input, provenance, with: member)
                } else {
                    _ = try StreamScan.run(StreamSource(input, provenance: Provenance(kind: .stream, path: name)), member)
                }
            }
            yield.account.asked = "standard input"
            return yield
        } catch let error as InputFault { throw Trouble("standard input not readable", why: error.reason, status: .incomplete) }
    }

    private func image(_ reference: String) throws -> ChunkScanner.Yield {
        var yield = try ImageScan(settings: settings, surroundings: surroundings, crew: crew).run(reference)
        yield.account.asked = "image \(reference)"
        return yield
    }

    /// The files below `paths`, or of the repository or folder one stands in.
    func listing(_ paths: [String]) throws -> FileListing {
        var listing = FileListing(request, settings)
        if paths.isEmpty { try addHere(to: &listing) }
        for path in paths { try add(path, to: &listing) }
        return listing
    }

    private func files(_ paths: [String]) throws -> ChunkScanner.Yield {
        let listing = try listing(paths)
        let scan = FileScan(settings: settings, now: surroundings.now, progress: progress)
        var yield = try scan.run(listing.sets, jobs: request.jobs ?? surroundings.processors)
        yield.account.merge(listing.account)
        yield.account.asked =
            paths.isEmpty ? "work tree of \(place.repository?.displayPath ?? surroundings.folder)" : paths.joined(separator: ", ")
        return yield
    }

    private func addHere(to listing: inout FileListing) throws {
        if let repository = place.repository { return try listing.add(repository, below: nil) }
        try listing.add(folder: Array(surroundings.folder.utf8), prefix: [], includesIgnored: request.includesIgnored)
    }

    /// A file is read whatever ignores it; a folder of a repository as git sees it, unless git sees nothing there.
    private func add(_ path: String, to listing: inout FileListing) throws {
        let bytes = Array(path.utf8)
        let kind = try InputPath.kind(of: bytes)
        guard kind != .other else {
            let detail = "it is a FIFO, a socket or a device; pipe what it gives into `rekey scan -`"
            return listing.skip(Skip(path: String(decoding: bytes, as: UTF8.self), reason: .unreadable, detail: detail))
        }
        let canonical = Path.canonical(path) ?? bytes
        let root = place.repository?.root
        let inside = root.flatMap { Path.relative(canonical, to: $0) }
        guard kind == .folder else {
            if let root, let inside { return listing.add(FileSet(root: root, paths: [inside])) }
            let parent = Path.canonical(Path.folder(of: path)) ?? []
            let isLink = Path.relative(canonical, to: parent) != Array(Path.name(of: path).utf8)
            // Why: files are not opened through links, and this one was asked for.
            let path = isLink ? String(decoding: canonical, as: UTF8.self) : path
            let folder = Path.folder(of: path)
            let prefix = folder == "." && !path.hasPrefix("./") ? [] : Array("\(folder)/".utf8)
            return listing.add(FileSet(root: Array(folder.utf8), prefix: prefix, paths: [Array(Path.name(of: path).utf8)]))
        }
        let repository = try? Repository.discover(from: bytes)
        guard let repository, let top = repository.root, let below = Path.relative(canonical, to: top) else {
            let prefix = path == "." ? [] : Array((path.hasSuffix("/") ? path : path + "/").utf8)
            return try listing.add(folder: bytes, prefix: prefix, includesIgnored: request.includesIgnored)
        }
        let prefix = top == root ? [] : top + Array("/".utf8)
        let before = listing.count
        try listing.add(repository, below: below.isEmpty ? nil : below, prefix: prefix)
        if listing.count == before, !below.isEmpty {
            try listing.add(folder: bytes, prefix: prefix + below + Array("/".utf8), includesIgnored: true)
        }
    }
}
