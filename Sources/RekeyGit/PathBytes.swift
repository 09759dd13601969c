internal import RekeyCore

/// Arithmetic on paths kept as bytes, since git paths need not be UTF-8.
enum PathBytes {
    static let slash = UInt8(ascii: "/")

    /// `path` below `folder`; an absolute `path` as it is.
    static func join(_ folder: [UInt8], _ path: [UInt8]) -> [UInt8] {
        if path.first == slash || folder.isEmpty { return path }
        if path.isEmpty { return folder }
        return folder.last == slash ? folder + path : folder + [slash] + path
    }

    /// `name` below `folder`.
    static func join(_ folder: [UInt8], _ name: String) -> [UInt8] { join(folder, Array(name.utf8)) }

    /// The folder that holds `path`; `nil` for the root folder and for a bare name.
    static func parent(of path: [UInt8]) -> [UInt8]? {
        guard path.count > 1, let cut = path.lastIndex(of: slash) else { return nil }
        return cut == 0 ? [slash] : Array(path[..<cut])
    }

    /// Whether `path` is `folder` or lies below it. Both absolute, without symbolic links.
    static func isInside(_ path: [UInt8], _ folder: [UInt8]) -> Bool {
        if path == folder || folder == [slash] { return true }
        return path.count > folder.count && path.starts(with: folder) && path[folder.count] == slash
    }

    /// `text` without the line end and spaces that follow it.
    static func trimmed(_ text: some Collection<UInt8>) -> [UInt8] {
        var bytes = Array(text)
        while let last = bytes.last, last.isASCIISpace { bytes.removeLast() }
        return Array(bytes.drop { $0.isASCIISpace })
    }
}
