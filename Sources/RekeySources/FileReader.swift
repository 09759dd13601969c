package import RekeyCore

/// Reads files below one folder. One thread at a time.
///
/// No symbolic link is followed on the way down, so nothing outside the folder is read. FIFOs, sockets and devices are not read.
package struct FileReader: ~Copyable {
    /// 256 MiB: larger files belong to `stream`.
    package static let defaultSizeLimit = 256 << 20

    private let root: Descriptor
    private let sizeLimit: Int
    /// The folder of the file read last: sorted paths come folder by folder.
    private var folder: Descriptor
    private var folderPath: ArraySlice<UInt8> = []

    /// Opens the folder that paths are relative to; `sizeLimit` is in bytes. Throws when the folder cannot be opened.
    package init(root path: [UInt8], sizeLimit: Int = FileReader.defaultSizeLimit) throws(Trouble) {
        let root = try InputPath.openFolder(path)
        let folder = try InputPath.openFolder(path)
        self.root = root
        self.folder = folder
        self.sizeLimit = max(sizeLimit, 0)
    }

    /// The content of the regular file at `path`, or the target of the symbolic link there, which is what git stores.
    ///
    /// `ifMissing` is what it means that there is nothing at the path: `.vanished`, or `.deletedInWorkTree` for a path git listed.
    package mutating func read(_ path: [UInt8], ifMissing: Skip.Reason = .vanished) throws(SkippedInput) -> [UInt8] {
        do throws(Obstacle) {
            let name = try enter(path)
            do throws(Obstacle) {
                return try content(of: try folder.file(name))
            } catch  where error.isSymbolicLink {
                return try folder.linkTarget(name)
            }
        } catch {
            throw SkippedInput(path, error, ifMissing: ifMissing)
        }
    }

    /// Opens the regular file at `path` to be read in pieces, whatever its size; a symbolic link there is refused.
    package mutating func stream(_ path: [UInt8], ifMissing: Skip.Reason = .vanished) throws(SkippedInput) -> FileInput {
        do throws(Obstacle) {
            let name = try enter(path)
            let file = try folder.file(name)
            guard try file.status().kind == .file else { throw Obstacle.notRegular }
            return FileInput(file)
        } catch {
            throw SkippedInput(path, error, ifMissing: ifMissing)
        }
    }

    /// Opens the folder that holds `path`, unless it is open already, and gives the last component.
    private mutating func enter(_ path: [UInt8]) throws(Obstacle) -> [UInt8] {
        let slash = path.lastIndex(of: UInt8(ascii: "/"))
        let name = Array(path[(slash.map { $0 + 1 } ?? 0)...])
        let parent = path[..<(slash ?? 0)]
        guard slash != 0, Self.isComponent(name[...]) else { throw .notBelowRoot }
        guard parent != folderPath else { return name }
        var current = try root.folder([UInt8(ascii: ".")])
        if !parent.isEmpty {
            for component in parent.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
                guard Self.isComponent(component) else { throw .notBelowRoot }
                current = try current.folder(Array(component))
            }
        }
        folder = current
        folderPath = parent
        return name
    }

    private static func isComponent(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty && !name.contains(0) && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
    }

    /// Reads to the end: the file may have grown since `fstat`, and files of `/proc` say they are empty.
    private func content(of file: borrowing Descriptor) throws(Obstacle) -> [UInt8] {
        let (kind, size) = try file.status()
        guard kind == .file else { throw .notRegular }
        guard size <= sizeLimit else { throw .overLimit(size: size, limit: sizeLimit) }
        // Why: the one byte more lets the call that meets the end find room, so that a file of stable size is read without copying.
        var bytes = try file.read(max(size, 0) + 1)
        while bytes.count > size {
            guard bytes.count <= sizeLimit else { throw .overLimit(size: bytes.count, limit: sizeLimit) }
            let more = try file.read(max(bytes.count, 1 << 16))
            guard !more.isEmpty else { break }
            bytes += more
        }
        return bytes
    }
}
