internal import Glibc

/// What the system says of a file, as far as replacing it needs.
struct FileStatus: Equatable {
    enum Kind { case file, folder, symbolicLink, other }

    let kind: Kind
    let device: UInt
    let inode: UInt
    /// Names that lead to the file.
    let links: Int
    /// Permission bits with set-user-ID, set-group-ID and sticky.
    let mode: UInt32
    let owner: UInt32
    let group: UInt32
    /// Bytes.
    let size: Int
    /// Nanoseconds since 1970 of the last change to bytes, and to anything.
    private let changes: [Int]

    init(_ status: stat) {
        switch status.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        case S_IFLNK: kind = .symbolicLink
        default: kind = .other
        }
        device = UInt(status.st_dev)
        inode = UInt(status.st_ino)
        links = Int(status.st_nlink)
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
        size = Int(status.st_size)
        changes = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
    }
}
