package import RekeyCore

/// Reads files below one folder. One thread at a time.
///
/// No symbolic link is followed on the way down, so nothing outside the folder is read. FIFOs, sockets and devices are not read.
package struct FileReader: ~Copyable {
    /// 256 MiB: larger files belong to `stream`.
    package static let defaultSizeLimit = 256 << 20

    private let root: Descriptor
    private let sizeLimit: Int
    /// The folders on the way to the file read last: sorted paths come folder by folder, so most of the way stays open.
    private var way: [OpenFolder] = []
    /// Their path: most files lie in the folder of the file before.
    private var wayPath: [UInt8] = []

    /// A folder below the root, with its own name.
    private final class OpenFolder {
        let name: [UInt8]
        let descriptor: Descriptor

        init(_ name: [UInt8], _ descriptor: consuming Descriptor) {
            self.name = name
            self.descriptor = descriptor
        }
    }

    /// Opens the folder that paths are relative to; `sizeLimit` is in bytes. Throws when the folder cannot be opened.
    package init(root path: [UInt8], sizeLimit: Int = FileReader.defaultSizeLimit) throws(Trouble) {
        let root = try InputPath.openFolder(path)
        self.root = root
        self.sizeLimit = max(sizeLimit, 0)
    }

    /// The content of the regular file at `path`, or the target of the symbolic link there, which is what git stores.
    ///
    /// `ifMissing` is what it means that there is nothing at the path: `.vanished`, or `.deletedInWorkTree` for a path git listed.
    package mutating func read(_ path: [UInt8], ifMissing: Skip.Reason = .vanished) throws(SkippedInput) -> [UInt8] {
        do throws(Obstacle) {
            let name = try enter(path)
            do throws(Obstacle) {
                return try content(of: try openFile(name))
            } catch  where error.isSymbolicLink {
                return try linkTarget(name)
            }
        } catch {
            throw SkippedInput(path, error, ifMissing: ifMissing)
        }
    }

    /// Opens the regular file at `path` to be read in pieces, whatever its size; a symbolic link there is refused.
    package mutating func stream(_ path: [UInt8], ifMissing: Skip.Reason = .vanished) throws(SkippedInput) -> FileInput {
        do throws(Obstacle) {
            let name = try enter(path)
            let file = try openFile(name)
            guard try file.status().kind == .file else { throw Obstacle.notRegular }
            return FileInput(file)
        } catch {
            throw SkippedInput(path, error, ifMissing: ifMissing)
        }
    }

    /// Opens the folders that hold `path`, as far as they are not open already, and gives the last component.
    private mutating func enter(_ path: [UInt8]) throws(Obstacle) -> [UInt8] {
        let slash = path.lastIndex(of: UInt8(ascii: "/")) ?? 0
        if slash > 0, path[..<slash] == wayPath[...], Self.isComponent(path[(slash + 1)...]) { return Array(path[(slash + 1)...]) }
        wayPath = []
        let components = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let name = components.last, components.allSatisfy(Self.isComponent) else { throw .notBelowRoot }
        let parents = components.dropLast()
        var common = 0
        while common < min(way.count, parents.count), way[common].name.elementsEqual(parents[common]) { common += 1 }
        way.removeSubrange(common...)
        for component in parents[common...] {
            let name = Array(component)
            let next = if let last = way.last { try last.descriptor.folder(name) } else { try root.folder(name) }
            way.append(OpenFolder(name, next))
        }
        wayPath = Array(path[..<slash])
        return Array(name)
    }

    private func openFile(_ name: [UInt8]) throws(Obstacle) -> Descriptor {
        if let last = way.last { return try last.descriptor.file(name) }
        return try root.file(name)
    }

    private func linkTarget(_ name: [UInt8]) throws(Obstacle) -> [UInt8] {
        if let last = way.last { return try last.descriptor.linkTarget(name) }
        return try root.linkTarget(name)
    }

    private static func isComponent(_ name: ArraySlice<UInt8>) -> Bool {
        !name.isEmpty && !name.contains(0) && !name.elementsEqual(".".utf8) && !name.elementsEqual("..".utf8)
    }

    /// Reads to the end: the file may have grown since `fstat`, and files of `/proc` say they are empty.
    private func content(of file: borrowing Descriptor) throws(Obstacle) -> [UInt8] {
        let (kind, size) = try file.status()
        guard kind == .file else { throw .notRegular }
        guard size <= sizeLimit else { throw .overLimit(size: size, limit: sizeLimit) }
        // Why: a call that gives one byte less than it had room for met the end, so that a file of stable size takes one call.
        var bytes = try file.readOnce(max(size, 0) + 1)
        while !bytes.isEmpty, bytes.count != size || size == 0 {
            guard bytes.count <= sizeLimit else { throw .overLimit(size: bytes.count, limit: sizeLimit) }
            let more = try file.read(max(bytes.count, 1 << 16))
            guard !more.isEmpty else { break }
            bytes += more
        }
        return bytes
    }
}
