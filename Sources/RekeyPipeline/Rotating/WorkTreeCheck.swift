internal import RekeyCore
internal import RekeyRotation
internal import RekeySources

/// Looks for the old value in the files of the work tree, env files that git ignores included.
struct WorkTreeCheck {
    let place: WorkPlace
    let repository: RepositoryFindings
    let search: OldValueSearch
    private var places: [[UInt8]: Set<Int>] = [:]
    /// Files that are no text and have it.
    private var binaries: Set<[UInt8]> = []
    private var unread: Set<Skip> = []
    private var knewBytes = false

    init(place: WorkPlace, repository: RepositoryFindings, search: OldValueSearch) {
        (self.place, self.repository, self.search) = (place, repository, search)
    }

    /// Looks at every file once.
    mutating func look() throws {
        knewBytes = search.known != nil
        for text in repository.texts.texts {
            let lines = try search.lines(in: Self.chunk(text))
            if !lines.isEmpty { places[text.path, default: []].formUnion(lines) }
        }
        try lookAtBinaries()
        // Why: what a file taught counts for the files before it, too.
        try lookAgain()
    }

    /// Databases, images and UTF-16 text: read again one by one, because they may be large.
    private mutating func lookAtBinaries() throws {
        guard !repository.texts.binaries.isEmpty else { return }
        var reader = try FileReader(root: place.root)
        for path in repository.texts.binaries {
            let bytes: [UInt8]
            do throws(SkippedInput) { bytes = try reader.read(path) } catch {
                unread.insert(error.skip)
                continue
            }
            let chunk = TextDecoding.chunk(bytes: bytes, provenance: Provenance(kind: .worktree, path: path))
            if try !search.lines(in: chunk).isEmpty { binaries.insert(path) }
        }
    }

    /// Looks once more when the bytes of the value have become known since.
    mutating func lookAgain() throws {
        guard !knewBytes, search.known != nil else { return }
        try look()
    }

    /// One line for env files, one for the rest.
    var lines: [VerificationReport.Line] {
        let texts = repository.texts.texts
        let envFiles = texts.filter { EnvPath.holdsSecrets($0.path) }
        let others = texts.filter { !EnvPath.holdsSecrets($0.path) }
        let ignored = envFiles.count { $0.standing == .ignored }
        var lines = [
            line(
                "env files", envFiles,
                Self.count(envFiles.count)
                    + (ignored > 0 ? ", \(ignored == envFiles.count ? "all" : "\(ignored)") of them ignored by git" : "")),
            line("work tree", others, Self.count(others.count + repository.texts.binaries.count)),
        ]
        let unread = repository.skips.filter(\.makesIncomplete) + self.unread.sorted()
        if !binaries.isEmpty {
            lines.append(
                VerificationReport.Line(
                    "work tree", .left, "files that are no plain text have the old value",
                    details: binaries.map { place.shown($0) }.sorted(), next: "make them anew, or remove them"))
        }
        if !unread.isEmpty {
            lines.append(
                VerificationReport.Line(
                    "work tree", .unread, "\(unread.count) could not be read",
                    details: unread.map { "\($0.path): \($0.detail.isEmpty ? $0.reason.rawValue : $0.detail)" }))
        }
        let excluded = repository.texts.account.skips.count { $0.reason == .excludedByConfiguration }
        if excluded > 0 {
            lines.append(VerificationReport.Line("work tree", .note, "\(excluded) files are excluded by configuration and were not read"))
        }
        return lines
    }

    private func line(_ name: String, _ texts: [RepositoryText], _ looked: String) -> VerificationReport.Line {
        let found = texts.filter { places[$0.path] != nil }
        guard !found.isEmpty else { return VerificationReport.Line(name, .ok, "gone from \(looked)") }
        let details = found.flatMap { text in (places[text.path] ?? []).sorted().map { "\(place.shown(text.path)):\($0)" } }
        let isEditable = found.contains { !$0.isTemplate && ConfigKind(path: $0.displayPath) != nil }
        return VerificationReport.Line(
            name, .left, "\(details.count) \(details.count == 1 ? "place has" : "places have") the old value", details: details,
            next: isEditable ? "run: rekey rotate apply" : "take it out by hand")
    }

    private static func count(_ files: Int) -> String { "\(files) \(files == 1 ? "file" : "files")" }

    private static func chunk(_ text: RepositoryText) -> Chunk {
        TextDecoding.chunk(bytes: text.bytes, provenance: Provenance(kind: .worktree, path: text.path))
    }
}
