internal import RekeyCore

/// What git's configuration says of remotes and of the user. Reads nothing else of it.
package enum GitConfiguration {
    /// `remote.NAME.url VALUE` lines, as git prints them; empty when there are none.
    package static func remotes(of repository: Repository) throws(GitError) -> [UInt8] {
        try asked(repository, ["--get-regexp", #"^remote\..*\.url$"#])
    }

    /// Name and address of the user, as in `Ada <ada@example.com>`; `nil` when neither is set.
    package static func user(of repository: Repository) throws(GitError) -> String? {
        let name = text(try asked(repository, ["--get", "user.name"]))
        let address = text(try asked(repository, ["--get", "user.email"]))
        let parts = [name, address.isEmpty ? "" : "<\(address)>"].filter { !$0.isEmpty }
        return parts.isEmpty ? nil : parts.joined(separator: " ")
    }

    private static func text(_ output: [UInt8]) -> String { String(decoding: PathBytes.trimmed(output[...]), as: UTF8.self) }

    /// git answers 1 where nothing is set.
    private static func asked(_ repository: Repository, _ arguments: [String]) throws(GitError) -> [UInt8] {
        do throws(GitError) {
            return try GitProcess(repository).output(["config"] + arguments)
        } catch .failed(_, status: 1, _) { return [] }
    }
}
