package import RekeyCore
package import RekeyGit
internal import RekeyReport

/// The repository, or the folder outside git, whose env files and rotations a command works on.
package struct WorkPlace: Sendable {
    /// `nil` outside git.
    package let repository: Repository?
    /// Top of the work tree, or the folder one stands in. Absolute, without symbolic links.
    package let root: [UInt8]
    /// Where one stands. Absolute.
    package let folder: [UInt8]
    private let environment: [String: String]

    /// Finds the repository. Throws in a bare one, which has no files to work on.
    package init(_ surroundings: Surroundings) throws(Trouble) {
        environment = surroundings.environment
        folder = Path.canonical(surroundings.folder) ?? Array(surroundings.folder.utf8)
        do {
            repository = try Repository.discover(from: Array(surroundings.folder.utf8))
        } catch {
            guard case .notARepository = error else { throw error.trouble }
            repository = nil
        }
        if let repository, repository.root == nil {
            throw Trouble("no work tree here", at: repository.displayPath, next: "run it in a clone, where the files are")
        }
        root = repository?.root ?? folder
    }

    /// Where rekey remembers changes and rotations. Throws outside git when no home folder is known.
    package func state() throws(Trouble) -> StateFolder {
        if let repository { return StateFolder(commonDirectory: repository.commonDirectory) }
        return try StateFolder(outsideRepository: root, environment: environment)
    }

    /// Ends every change of files that was cut short, and says on standard error what became of it.
    ///
    /// Every command that reads or writes env files or rotations calls it first.
    package func recover() throws(Trouble) {
        // Why: without a place for the state there is none, and reading files does not need one.
        guard let state = try? state() else { return }
        for recovery in try FileTransaction(in: state).recover() {
            let outcome = recovery.outcome == .old ? "taken back: its files are as before" : "finished: its files have the new value"
            Console.note("rekey: a change that was cut short (\(recovery.id)) was \(outcome)")
            for path in recovery.leftAlone {
                Console.note("rekey: but somebody changed or removed a file of it, which was left alone: \(TerminalText.escaped(path))")
            }
        }
    }

    /// A path as seen from where one stands, safe to print. Paths outside the root are given whole.
    package func shown(_ path: [UInt8]) -> String {
        TerminalText.escaped(PathStyle.relative(root: root, workingDirectory: folder).shown(path, from: .worktree))
    }

    /// The absolute path of a path relative to the root; absolute ones are given as they are.
    package func absolute(_ path: [UInt8]) -> [UInt8] { path.first == UInt8(ascii: "/") ? path : PathBytes.join(root, path) }
}

extension WorkPlace {
    /// A file that the user named, as seen from where one stands: relative to the root, or absolute when its folder lies outside.
    func path(named file: String) throws(Trouble) -> [UInt8] {
        let path = Array(file.utf8)
        let whole = path.first == UInt8(ascii: "/") ? path : PathBytes.join(folder, path)
        guard let (parent, name) = PathBytes.split(whole), let folder = try? BytePath.canonical(parent), PathFacts(whole) != nil else {
            throw Trouble("no such file", at: file, next: "check the path")
        }
        // Why: only the folder is resolved, so that a link stays a link.
        let place = PathBytes.join(folder, name)
        return Path.relative(place, to: root) ?? place
    }
}
