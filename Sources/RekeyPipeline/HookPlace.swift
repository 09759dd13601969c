internal import RekeyCore
internal import RekeyGit

/// Where the hooks of a repository belong, and who looks after them.
struct HookPlace {
    /// Who writes the files in the hooks folder.
    enum Keeper: Equatable {
        /// Nobody, or a hook manager whose file can be chained.
        case git
        /// husky runs the files of this folder, `.husky`.
        case husky(folder: String)
        /// lefthook runs what this file says.
        case lefthook(file: String)
    }

    let repository: Repository
    /// Top of the work tree, or the folder of a bare repository.
    let root: String
    let folder: HooksFolder
    let keeper: Keeper

    /// Whether there is no work tree, so that nobody commits here and all that comes is pushed.
    var isBare: Bool { repository.root == nil }

    /// The hook that keeps credentials out of here.
    var gate: HookName { isBare ? .preReceive : .preCommit }

    /// Finds the repository around a folder. Throws when there is none.
    init(_ surroundings: Surroundings) throws(Trouble) {
        do throws(GitError) {
            repository = try Repository.discover(from: Array(surroundings.folder.utf8))
            folder = try HooksFolder.active(in: repository)
        } catch { throw error.trouble }
        root = repository.displayPath
        keeper = repository.root == nil ? .git : Self.keeper(root: root, folder: folder)
    }

    /// The hooks folder that counts, absolute.
    var folderPath: String { String(decoding: folder.path, as: UTF8.self) }

    /// The folder git uses when nothing says otherwise.
    var defaultFolderPath: String { String(decoding: repository.commonDirectory, as: UTF8.self) + "/hooks" }

    /// Where git looks for a hook.
    func path(_ name: HookName) -> String { "\(folderPath)/\(name.rawValue)" }

    /// Where rekey writes its part of a hook.
    func ownPath(_ name: HookName) -> String {
        if case .husky(let folder) = keeper, name != .preReceive { return "\(folder)/\(name.rawValue)" }
        return path(name)
    }

    /// Whether the files that rekey writes may be committed and so reach others.
    var isInWorkTree: Bool {
        let gitDirectory = String(decoding: repository.gitDirectory, as: UTF8.self)
        let path = ownPath(gate)
        return path.hasPrefix(root + "/") && !path.hasPrefix(gitDirectory + "/") && !path.hasPrefix(defaultFolderPath + "/")
    }

    /// A path as people want to read it: from the top of the work tree, if it is below.
    func shown(_ path: String) -> String { path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path }

    /// What decided about the folder, in words.
    var reason: String {
        guard let setting = folder.setting else { return "git's default" }
        return "core.hooksPath, \(setting.scope) configuration, \(setting.origin)"
    }

    private static func keeper(root: String, folder: HooksFolder) -> Keeper {
        let path = String(decoding: folder.path, as: UTF8.self)
        // husky 9 sets `.husky/_`, which it does not track; husky 5 to 8 set `.husky`; neither is set in a fresh clone.
        if path.hasSuffix("/.husky/_") { return .husky(folder: Path.folder(of: path)) }
        if path.hasSuffix("/.husky") { return .husky(folder: path) }
        if folder.setting == nil, HookFile.isFolder("\(root)/.husky") { return .husky(folder: "\(root)/.husky") }
        let names = ["lefthook", ".lefthook"].flatMap { name in ["yml", "yaml", "toml", "json"].map { "\(root)/\(name).\($0)" } }
        return names.first(where: TextFile.exists).map { .lefthook(file: $0) } ?? .git
    }
}
