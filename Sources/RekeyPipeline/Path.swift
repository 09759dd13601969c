/// Splits paths as text.
enum Path {
    /// Everything before the last slash; `.` without one.
    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// The path without symbolic links, `realpath`; `nil` when there is nothing.
    static func canonical(_ path: String) -> [UInt8]? { try? BytePath.canonical(Array(path.utf8)) }

    /// `path` seen from `folder`, both canonical; empty for the folder itself, `nil` outside it.
    static func relative(_ path: [UInt8], to folder: [UInt8]) -> [UInt8]? {
        if path == folder { return [] }
        let lead = folder.last == UInt8(ascii: "/") ? folder : folder + Array("/".utf8)
        return path.starts(with: lead) ? Array(path.dropFirst(lead.count)) : nil
    }

    /// Everything behind the last slash.
    static func name(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }
}
