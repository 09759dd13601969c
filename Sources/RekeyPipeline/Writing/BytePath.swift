// Why unsafe: Glibc takes and gives C strings; each is copied before the call after it.
internal import Glibc
internal import RekeyCore

/// What C says of paths, and wants them to be.
enum BytePath {
    /// The path without symbolic links; calls `realpath`.
    static func canonical(_ path: [UInt8]) throws(SystemFault) -> [UInt8] {
        guard let resolved = unsafe realpath(terminated(path), nil) else { throw .last }
        defer { unsafe free(resolved) }
        return unsafe Array(UnsafeRawBufferPointer(start: resolved, count: strlen(resolved)))
    }

    /// For messages.
    static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }

    /// As C wants it. A zero byte ends the path early, so callers refuse such paths first.
    static func terminated(_ path: [UInt8]) -> [CChar] { path.map { CChar(bitPattern: $0) } + [0] }
}
