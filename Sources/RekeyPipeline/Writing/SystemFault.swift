internal import Glibc
internal import RekeyCore

/// An error number of the system.
struct SystemFault: Error, Equatable {
    let code: Int32

    init(_ code: Int32) { self.code = code }

    /// The number that the last call left behind.
    static var last: SystemFault { SystemFault(errno) }

    /// Whether a name on the way does not exist.
    var isAbsence: Bool { code == ENOENT }

    /// The system's words, as in "No space left on device".
    var words: String { unsafe String(cString: strerror(code)) }

    /// What a person can do about it; `nil` when the words say enough.
    var advice: String? {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: "free some space there, or raise the limit, and run the command again"
        case EROFS: "mount the file system for writing, or change the file where it comes from"
        case EACCES, EPERM: "run the command as the owner of the file and its folder"
        case EBUSY: "a file mounted by itself, as into a container, has to be changed where it is mounted from"
        case ELOOP, ENOTDIR: "a folder on the way is now a symbolic link or a file; look at the path"
        default: nil
        }
    }

    /// The error a person reads.
    func trouble(_ what: String, at place: [UInt8]) -> Trouble {
        Trouble(what, at: BytePath.text(place), why: words, next: advice, status: .incomplete)
    }
}
