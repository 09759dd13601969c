internal import Glibc
internal import RekeyCore

/// What is at the place of one hook.
struct HookFile: Equatable {
    enum Kind: Equatable {
        case missing
        /// Written by rekey.
        case ours
        /// A regular file of somebody else.
        case foreign
        case symbolicLink
        /// A folder or a device.
        case notAFile
    }

    let path: String
    let kind: Kind
    /// Whether git would run it.
    let isExecutable: Bool
    /// Empty when it is no regular file.
    let text: String
    /// Permission bits; `nil` when nothing is there.
    let mode: UInt32?

    /// Looks at a path; calls `lstat`. Throws when the file cannot be read.
    init(_ path: String, _ name: HookName) throws(Trouble) {
        self.path = path
        isExecutable = unsafe access(path, X_OK) == 0
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else {
            kind = .missing
            text = ""
            mode = nil
            return
        }
        mode = status.st_mode & 0o7777
        let type = status.st_mode & S_IFMT
        let isRead = type == S_IFREG || (type == S_IFLNK && Self.leadsToFile(path))
        text = isRead ? String(decoding: try TextFile.read(path) ?? [], as: UTF8.self) : ""
        switch type {
        case S_IFREG: kind = HookScript.isOurs(text, name) ? .ours : .foreign
        case S_IFLNK: kind = .symbolicLink
        default: kind = .notAFile
        }
    }

    /// What was here before rekey, and runs first.
    var olderPath: String { path + HookScript.olderSuffix }

    var hasOlder: Bool { Self.exists(olderPath) }

    /// Whether the hook says anywhere that it runs rekey.
    var mentionsRekey: Bool { text.contains("rekey") }

    /// Whether the hook looks at its own name to know what to do, and so cannot be renamed.
    var dependsOnItsName: Bool {
        let signs = ["basename \"$0\"", "basename $0", "basename -- \"$0\"", "${0##*/}", "File.basename($0", "File.basename(__FILE__"]
        return signs.contains { text.contains($0) }
    }

    /// Whether anything is there, a broken link too; calls `lstat`.
    static func exists(_ path: String) -> Bool {
        var status = stat()
        return unsafe lstat(path, &status) == 0
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func leadsToFile(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
}
