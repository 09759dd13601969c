package import RekeyCore

/// How a text report writes the paths of files, so that a terminal can open them.
package enum PathStyle: Sendable, Equatable {
    /// As the source gave them.
    case asScanned
    /// Seen from the working directory. Both are absolute paths; scanned paths are taken as relative to `root`.
    case relative(root: [UInt8], workingDirectory: [UInt8])

    /// The path to print for a path that came from such a source.
    package func shown(_ path: [UInt8], from source: Provenance.Kind) -> [UInt8] {
        switch source {
        case .worktree, .staged, .patch, .range, .archive, .image: shown(path)
        // Why: history is read with `git show COMMIT:PATH`, whose paths start at the root; a stream has a name, not a path.
        case .history, .stream: path
        }
    }

    private func shown(_ path: [UInt8]) -> [UInt8] {
        guard case .relative(let root, let workingDirectory) = self, !path.isEmpty else { return path }
        let isAbsolute = path.first == UInt8(ascii: "/")
        let target = isAbsolute ? Self.components(path) : Self.components(root) + Self.components(path)
        let origin = Self.components(workingDirectory)
        let shared = zip(target, origin).prefix { $0 == $1 }.count
        if isAbsolute, shared < origin.count { return path }
        let ups = Array(repeating: Self.parent, count: origin.count - shared)
        let parts = ups + target.dropFirst(shared)
        return parts.isEmpty ? [UInt8(ascii: ".")] : Array(parts.joined(separator: [UInt8(ascii: "/")]))
    }

    private static let parent = ArraySlice("..".utf8)

    private static func components(_ path: [UInt8]) -> [ArraySlice<UInt8>] {
        path.split(separator: UInt8(ascii: "/")).filter { !$0.elementsEqual(".".utf8) }
    }
}
