internal import RekeyCore
internal import RekeyGit
internal import RekeyReport
internal import RekeySources

/// Where a scan happens: the repository if there is one, whose configuration counts, and how paths are shown.
struct ScanPlace {
    let repository: Repository?
    /// Folder that may hold `.rekey.toml`, `.rekeyignore` and `.rekey/salt`.
    let configurationRoot: String?
    let pathStyle: PathStyle
    let kind: Provenance.Kind

    init(_ request: ScanRequest, _ surroundings: Surroundings) throws {
        let needsRepository: Bool
        var start = surroundings.folder
        switch request.source {
        case .paths(let paths):
            kind = .worktree
            needsRepository = false
            if paths.count == 1 { start = Self.folder(of: paths[0]) }
        case .staged: (kind, needsRepository) = (.staged, true)
        case .range, .pushed, .received: (kind, needsRepository) = (.range, true)
        case .history: (kind, needsRepository) = (.history, true)
        case .patch: (kind, needsRepository) = (.patch, false)
        case .standardInput, .following(nil): (kind, needsRepository) = (.stream, false)
        case .following(let path?):
            (kind, needsRepository) = (.stream, false)
            start = Path.folder(of: path)
        case .image: (kind, needsRepository) = (.image, false)
        }
        let found: Repository?
        do {
            found = try Repository.discover(from: Array(start.utf8))
        } catch {
            if needsRepository { throw error.trouble }
            found = nil
        }
        repository = found
        let top = found?.root.map { String(decoding: $0, as: UTF8.self) }
        // Why: a bare repository's own folder is its owner's; what is pushed into it cannot write there.
        configurationRoot = top ?? found.map { String(decoding: $0.gitDirectory, as: UTF8.self) } ?? start
        // Why: the name of an image is no path.
        let root = kind == .image ? nil : found?.root
        pathStyle = root.map { .relative(root: $0, workingDirectory: Array(surroundings.folder.utf8)) } ?? .asScanned
    }

    /// The folder itself, or the one that holds a file.
    private static func folder(of path: String) -> String {
        (try? InputPath.kind(of: Array(path.utf8))) == .folder ? path : Path.folder(of: path)
    }
}
