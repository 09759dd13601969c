internal import Glibc

/// A file by its path, through rotations: what is written to it, then to the file that takes its place.
///
/// A log is rotated in two ways. It is renamed and a new one made, to which the writer turns sooner or later: the old file is read until
/// nothing has come for two looks, then the new one from its beginning. Or it is copied and cut to nothing: it is read from its beginning
/// again. A file that is cut and grows beyond its old length between two looks cannot be told from one that only grew.
package struct FollowedFile: ~Copyable, GrowingInput {
    private let path: [UInt8]
    private var file: Descriptor
    private var identity: Descriptor.Identity
    private var offset = 0
    /// Looks in a row that found another file at the path and nothing new in this one.
    private var quietLooks = 0

    /// Bytes that one look gives at most.
    package static let longestLook = 4 << 20
    private static let looksBeforeChange = 2

    /// Opens the file at `path`, symbolic links followed, as the user named it. Throws for what is no regular file.
    package static func open(_ path: [UInt8]) throws(InputFault) -> FollowedFile {
        do throws(Obstacle) { return try FollowedFile(path) } catch { throw fault(error) }
    }

    private init(_ path: [UInt8]) throws(Obstacle) {
        let file = try Self.descriptor(path)
        let identity = try file.identity()
        self.path = path
        self.file = file
        self.identity = identity
    }

    /// What was written, or how the path turned to another text.
    package mutating func look() throws(InputFault) -> GrowingNews {
        let size: Int
        do throws(Obstacle) { size = try file.status().size } catch { throw Self.fault(error) }
        if size < offset {
            offset = 0
            return .restarted(.truncated)
        }
        let bytes = try read(min(size - offset, Self.longestLook))
        if !bytes.isEmpty {
            offset += bytes.count
            quietLooks = 0
            return .bytes(bytes)
        }
        return turnToSuccessor() ? .restarted(.replaced) : .nothing
    }

    /// Waits.
    package func wait(milliseconds: Int) {
        // Why not inotify: it is silent on network file systems and on what other containers write.
        _ = poll(nil, 0, Int32(clamping: milliseconds))
    }

    /// Opens the file that has taken this one's place; false when none has, or when it cannot be read yet.
    private mutating func turnToSuccessor() -> Bool {
        do throws(Obstacle) {
            let next = try Self.descriptor(path)
            let nextIdentity = try next.identity()
            guard nextIdentity != identity else { return false }
            quietLooks += 1
            guard quietLooks >= Self.looksBeforeChange else { return false }
            file = next
            (identity, offset, quietLooks) = (nextIdentity, 0, 0)
            return true
        } catch { return false }
    }

    private func read(_ count: Int) throws(InputFault) -> [UInt8] {
        let offset = offset
        do throws(Obstacle) {
            return try [UInt8](capacity: count) { (room: inout OutputSpan<UInt8>) throws(Obstacle) in
                _ = try file.read(into: &room, at: offset)
            }
        } catch { throw Self.fault(error) }
    }

    private static func descriptor(_ path: [UInt8]) throws(Obstacle) -> Descriptor {
        let file = try Descriptor(namedFile: path)
        guard try file.status().kind == .file else { throw .notRegular }
        return file
    }

    private static func fault(_ obstacle: Obstacle) -> InputFault {
        InputFault(reason: obstacle == .notRegular ? "it is no regular file" : obstacle.detail)
    }
}
