// Why unsafe: Glibc takes and gives C strings; each is copied before the call after it.
internal import Glibc

/// Paths as bytes, for a name on Linux need not be UTF-8.
enum BytePath {
    private static let slash = UInt8(ascii: "/")

    /// The path without symbolic links; calls `realpath`.
    static func canonical(_ path: [UInt8]) throws(SystemFault) -> [UInt8] {
        guard let resolved = unsafe realpath(terminated(path), nil) else { throw .last }
        defer { unsafe free(resolved) }
        return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }

    /// Folder and last name of an absolute path; `nil` without a name.
    static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8])? {
        guard path.first == slash, let end = path.lastIndex(of: slash), end + 1 < path.count else { return nil }
        return (end == 0 ? [slash] : Array(path[..<end]), Array(path[(end + 1)...]))
    }

    static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] { folder.last == slash ? folder + name : folder + [slash] + name }

    /// Whether the path is the folder or below it; both canonical.
    static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
        path == folder || path.starts(with: folder.last == slash ? folder : folder + [slash])
    }

    static func components(_ path: [UInt8]) -> [[UInt8]] { path.split(separator: slash).map(Array.init) }

    /// For messages.
    static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    /// As C wants it. A zero byte ends the path early, so callers refuse such paths first.
    static func terminated(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }
}
