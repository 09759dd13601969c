internal import RekeyCore

/// What a shallow or partial clone left out of a range, and the command that gets it. Nothing is ever fetched by us.
struct MissingHistory {
    private let repository: Repository
    private let process: GitProcess

    init(_ repository: Repository, _ process: GitProcess) {
        self.repository = repository
        self.process = process
    }

    /// Commits that are asked for at once when more of a shallow clone is wanted.
    private static let step = 50

    /// A skip for every commit of the range whose parents a shallow clone left out.
    func cuts(_ commits: [RangeCommit]) -> [Skip] {
        let shallow = repository.shallowCommits
        guard !shallow.isEmpty else { return [] }
        let cut = commits.filter { shallow.contains($0.header.id) }
        guard !cut.isEmpty else { return [] }
        let remote = remote().map { " \(ShellText.word($0))" } ?? ""
        let detail =
            "history is cut here: what came before it is not in this shallow clone; to get more, run: "
            + "git fetch --deepen=\(Self.step)\(remote) (all of it: git fetch --unshallow\(remote))"
        return cut.map { Skip(path: "commit \($0.header.id)", reason: .gitError, detail: detail) }
    }

    /// The skips, with the command that gets an object where a partial clone left it to its remote.
    func explained(_ skips: [Skip]) -> [Skip] {
        guard skips.contains(where: { $0.reason == .missingObject }), isPartial else { return skips }
        return skips.map { skip in
            guard skip.reason == .missingObject, let id = Self.objectID(in: skip) else { return skip }
            var skip = skip
            skip.detail += "; left to the remote by this partial clone; to get it, run: git cat-file -e \(id)"
            return skip
        }
    }

    private static func objectID(in skip: Skip) -> Substring? {
        [skip.detail, skip.path].lazy.compactMap { $0.split(separator: " ").last }.first { ObjectID(String($0)) != nil }
    }

    private var isPartial: Bool {
        let file = FileSystem.read(PathBytes.join(repository.commonDirectory, "config"), limit: 1 << 20) ?? []
        return StoreSettings(file).isPartialClone
    }

    /// `origin`, or the only remote there is; `nil` when nobody can tell which one is meant.
    private func remote() -> String? {
        guard let output = try? process.output(["remote"]) else { return nil }
        let names = output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
        return names.contains("origin") ? "origin" : names.count == 1 ? names.first : nil
    }
}
