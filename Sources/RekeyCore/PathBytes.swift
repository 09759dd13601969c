/// Arithmetic on paths kept as bytes, for a name on Linux need not be UTF-8.
package enum PathBytes {
    /// The byte between folders.
    package static let slash = UInt8(ascii: "/")

    /// `path` below `folder`; an absolute `path` as it is.
    package static func join(_ folder: [UInt8], _ path: [UInt8]) -> [UInt8] {
        if path.first == slash || folder.isEmpty { return path }
        if path.isEmpty { return folder }
        return folder.last == slash ? folder + path : folder + [slash] + path
    }

    /// `name` below `folder`.
    package static func join(_ folder: [UInt8], _ name: String) -> [UInt8] { join(folder, Array(name.utf8)) }

    /// The folder that holds `path`; `nil` for the root folder and for a bare name.
    package static func parent(of path: [UInt8]) -> [UInt8]? {
        guard path.count > 1, let cut = path.lastIndex(of: slash) else { return nil }
        return cut == 0 ? [slash] : Array(path[..<cut])
    }

    /// Whether `path` is `folder` or lies below it. Both absolute, without symbolic links.
    package static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
        if path == folder || folder == [slash] { return true }
        return path.count > folder.count && path.starts(with: folder) && path[folder.count] == slash
    }

    /// Folder and last name of an absolute path; `nil` without a name.
    package static func split(_ path: [UInt8]) -> (folder: [UInt8], name: [UInt8])? {
        guard path.first == slash, let end = path.lastIndex(of: slash), end + 1 < path.count else { return nil }
        return (end == 0 ? [slash] : Array(path[..<end]), Array(path[(end + 1)...]))
    }

    /// The names between the slashes.
    package static func components(_ path: [UInt8]) -> [[UInt8]] { path.split(separator: slash).map(Array.init) }

    /// `text` without the line end and spaces that follow it.
    package static func trimmed(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes = Array(text)
        while let last = bytes.last, last.isASCIISpace { bytes.removeLast() }
        return Array(bytes.drop { $0.isASCIISpace })
    }
}
