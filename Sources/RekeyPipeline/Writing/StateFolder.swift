internal import Glibc
internal import Libcrypto
package import RekeyCore

/// The folder where rekey keeps what it must remember between two starts: the journal of changes and its key, the state of rotations.
package struct StateFolder: Sendable, Equatable {
    /// Absolute. Need not exist yet.
    package let path: [UInt8]
    /// The folders above `path` that rekey may make: a path that is there, and names below it.
    private let base: [UInt8]
    private let names: [[UInt8]]

    /// `rekey/` in the common git directory of a repository.
    ///
    /// Why the common one: a rotation concerns the repository, so every work tree must see the same state, and the folder of a linked work
    /// tree is deleted with it, and an unfinished change with that.
    ///
    /// - Parameter commonDirectory: canonical.
    package init(commonDirectory: [UInt8]) { self.init(base: commonDirectory, ["rekey"]) }

    /// For a folder in no repository: `rekey/` and a digest of the folder's path in `XDG_STATE_HOME`, else in `~/.local/state`.
    ///
    /// - Parameter folder: canonical.
    /// Source: XDG Base Directory Specification 0.8; a relative path there is to be ignored.
    package init(outsideRepository folder: [UInt8], environment: [String: String]) throws(Trouble) {
        let digest = Digest.sha256(folder.span).prefix(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        let own = ["rekey", digest]
        if let named = environment["XDG_STATE_HOME"], named.hasPrefix("/") {
            self.init(base: try Self.canonical(named), own)
        } else if let home = environment["HOME"], home.hasPrefix("/") {
            // Why: a part of the way may be a symbolic link of the user's, which only a folder that is there can tell.
            if let there = try? BytePath.canonical(Array("\(home)/.local/state".utf8)) {
                self.init(base: there, own)
            } else {
                self.init(base: try Self.canonical(home), [".local", "state"] + own)
            }
        } else {
            throw Trouble("no place for rekey's state", why: "HOME is not set", next: "set HOME, or XDG_STATE_HOME, to a folder of yours")
        }
    }

    private init(base: [UInt8], _ names: [String]) {
        self.base = base
        self.names = names.map { Array($0.utf8) }
        path = self.names.reduce(base, PathBytes.join)
    }

    private static func canonical(_ path: String) throws(Trouble) -> [UInt8] {
        do { return try BytePath.canonical(Array(path.utf8)) } catch {
            throw error.trouble("no place for rekey's state", at: Array(path.utf8))
        }
    }

    /// Makes the folder, mode 0700, when it is missing. Throws when it is not safe to keep a key in.
    package func create() throws(Trouble) { _ = try opened() }

    /// The folder, made when missing.
    func opened() throws(Trouble) -> OpenFolder {
        var place = base
        do {
            for name in names {
                let folder = try OpenFolder(canonical: place)
                place = PathBytes.join(place, name)
                if try folder.makeFolder(name) { try folder.sync() }
            }
        } catch { throw error.trouble("rekey's state folder cannot be made", at: place) }
        return try checked()
    }

    /// The folder, or `nil` when it is missing; makes nothing.
    func openedIfPresent() throws(Trouble) -> OpenFolder? {
        var status = stat()
        guard unsafe lstat(BytePath.terminated(path), &status) == 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw SystemFault.last.trouble("rekey's state folder cannot be read", at: path)
        }
        guard FileStatus(status).kind == .folder else { throw refusal("it is a symbolic link or no folder") }
        return try checked()
    }

    private func checked() throws(Trouble) -> OpenFolder {
        let folder: OpenFolder
        let status: FileStatus
        do {
            folder = try OpenFolder(canonical: path)
            status = try folder.status()
        } catch {
            if error.code == ELOOP || error.code == ENOTDIR { throw refusal("it is a symbolic link or no folder") }
            throw error.trouble("rekey's state folder cannot be read", at: path)
        }
        guard status.owner == geteuid() else { throw refusal("it belongs to another user") }
        guard status.mode & 0o022 == 0 else { throw refusal("others may write to it") }
        return folder
    }

    private func refusal(_ why: String) -> Trouble {
        Trouble(
            "rekey's state folder is not safe", at: BytePath.text(path), why: why,
            next: "make it a folder of yours with mode 0700, or move it away, and run the command again")
    }
}
