internal import Glibc
package import RekeyCore

/// Why one path was not read.
enum Obstacle: Error, Equatable {
    /// `errno` of the call that was refused.
    case system(Int32)
    case notRegular
    /// Bytes there are (at least) and bytes there may be.
    case overLimit(size: Int, limit: Int)
    /// An absolute path, `..`, a NUL or nothing at all, where a path below the root is expected.
    case notBelowRoot

    /// Whether there is nothing at that path (any more).
    var isMissing: Bool { self == .system(ENOENT) || self == .system(ENOTDIR) }
    /// Whether `O_NOFOLLOW` met a symbolic link.
    var isSymbolicLink: Bool { self == .system(ELOOP) }

    /// The reason as accounted; `ifMissing` is what a missing file means to the caller.
    func reason(ifMissing: Skip.Reason) -> Skip.Reason {
        switch self {
        // Source: open(2); a socket and a device without a driver answer ENXIO or ENODEV.
        case .system(ENOENT), .system(ENOTDIR): ifMissing
        case .system(ENXIO), .system(ENODEV), .notRegular: .notARegularFile
        case .system: .unreadable
        case .overLimit: .overSizeLimit
        case .notBelowRoot: .outsideRoot
        }
    }

    /// What the system said, for people; empty where the reason says it all.
    var detail: String {
        switch self {
        case .system(let code): unsafe String(cString: strerror(code))
        case .overLimit(let size, let limit): "\(size) bytes, limit \(limit)"
        case .notRegular: ""
        case .notBelowRoot: "the path does not lie below the scanned folder"
        }
    }
}

/// An input that was not read, and why.
package struct SkippedInput: Error, Sendable, Equatable {
    package let skip: Skip

    init(_ path: [UInt8], _ obstacle: Obstacle, ifMissing: Skip.Reason) {
        let reason = obstacle.reason(ifMissing: ifMissing)
        let detail = reason == .deletedInWorkTree ? "" : obstacle.detail
        skip = Skip(path: String(decoding: path, as: UTF8.self), reason: reason, detail: detail)
    }
}
