internal import RekeyCore

/// The objects of one folder that stand in files of their own. Source: gitrepository-layout(5), `objects/[0-9a-f][0-9a-f]`.
package struct LooseObjects: Sendable {
    /// One object, and the folder that it is read from.
    package struct Entry: Sendable {
        package let id: ObjectID
        package let folder: LooseObjects
    }

    /// Which of the store's folders it is; 0 is the repository's own, or the quarantine while objects are being received.
    package let number: Int
    private let folder: [UInt8]
    private let format: ObjectFormat

    init(_ folder: [UInt8], number: Int, _ format: ObjectFormat) {
        self.folder = folder
        self.number = number
        self.format = format
    }

    /// The IDs that file names promise, ascending. Other names are passed over.
    func list() -> [ObjectID] {
        var ids: [ObjectID] = []
        for name in FileSystem.names(in: folder) ?? [] where name.count == 2 {
            for rest in FileSystem.names(in: PathBytes.join(folder, name)) ?? [] {
                // Why lower case only: git opens no other name.
                guard let id = ObjectID(hex: name + rest, format), Array(id.hex.utf8) == name + rest else { continue }
                ids.append(id)
            }
        }
        return ids.sorted()
    }

    /// Whether there is a file for it.
    func contains(_ id: ObjectID) -> Bool { FileSystem.kind(of: path(of: id)) == .file }

    /// Where the file of an object is, or would be.
    func path(of id: ObjectID) -> [UInt8] {
        let digits = Array(id.hex.utf8)
        return PathBytes.join(PathBytes.join(folder, Array(digits.prefix(2))), Array(digits.dropFirst(2)))
    }
}
