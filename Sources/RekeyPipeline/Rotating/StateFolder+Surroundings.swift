internal import RekeyCore
internal import RekeyGit

extension StateFolder {
    /// The folder for where one stands: that of the repository, or of the plain folder when there is none.
    init(of repository: Repository?, _ surroundings: Surroundings) throws(Trouble) {
        if let repository {
            self.init(commonDirectory: repository.commonDirectory)
        } else {
            let folder = Path.canonical(surroundings.folder) ?? Array(surroundings.folder.utf8)
            try self.init(outsideRepository: folder, environment: surroundings.environment)
        }
    }
}

extension FileTransaction {
    /// Brings changes that were cut short to one side, and says so on standard error. For the start of every command that reads or writes
    /// env files or rotations.
    func recoverAndTell() throws(Trouble) {
        for recovery in try recover() {
            let outcome =
                recovery.outcome == .old ? "undone: its files hold what they held before" : "finished: its files hold the new contents"
            Console.note("rekey: a change that was cut short (\(recovery.id)) is \(outcome)")
            for path in recovery.leftAlone {
                Console.note(
                    "rekey: left alone, because somebody else changed or removed it: \(SecretFreeText.cleanedMessage(BytePath.text(path)))")
            }
        }
    }
}
