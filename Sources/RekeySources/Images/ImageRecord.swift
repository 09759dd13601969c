internal import RekeyCore

/// What an archive says of images while it is read in order: the names come last, so findings are renamed afterwards.
package struct ImageRecord: Sendable {
    /// JSON files beside the layers, by their path.
    private(set) var documents: [String: [UInt8]] = [:]
    /// What each layer deletes, by the path of the layer: paths, and folders whose lower content is hidden, with a slash at their end.
    private(set) var deletions: [[UInt8]: Set<[UInt8]>] = [:]
    private var bytes = 0
    private var deletionCount = 0

    package init() {}

    private static let (mostBytes, mostDocuments, mostDeletions) = (64 << 20, 10_000, 200_000)

    /// Whether there is nothing that can name anything.
    package var isEmpty: Bool { documents.isEmpty && deletions.isEmpty }

    /// Whether a member of an archive may be a JSON file of an image.
    static func mayDescribe(_ path: [UInt8]) -> Bool {
        let names = ["manifest.json", "index.json", "oci-layout", "repositories"]
        return path.starts(with: "blobs/".utf8) || names.contains { path.elementsEqual($0.utf8) }
            || path.count == 69 && path.suffix(5).elementsEqual(".json".utf8)
    }

    /// Keeps a JSON file.
    mutating func add(_ document: [UInt8], at path: [UInt8]) {
        guard documents.count < Self.mostDocuments, bytes + document.count <= Self.mostBytes else { return }
        bytes += document.count
        documents[String(decoding: path, as: UTF8.self)] = document
    }

    /// Notes what a file of a layer deletes, if it says so by its name. Source: the OCI image specification 1.1, layer.md, "Whiteouts".
    mutating func addDeletion(_ path: [UInt8], inLayer layer: [UInt8]) {
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let name = path[start...]
        guard name.starts(with: ".wh.".utf8), deletionCount < Self.mostDeletions else { return }
        deletionCount += 1
        let folder = path[..<start]
        let target = name.elementsEqual(".wh..wh..opq".utf8) ? folder : folder + name.dropFirst(4)
        deletions[layer, default: []].insert(Array(target))
    }

    /// Adds what another archive said: the layers of a folder are archives of their own.
    package mutating func merge(_ other: ImageRecord, at path: [UInt8]) {
        for (layer, paths) in other.deletions where layer.isEmpty { deletions[path, default: []].formUnion(paths) }
    }

    /// Keeps the JSON files of a folder, read by `document`, as far as an index leads to them.
    package mutating func read(_ document: (String) -> [UInt8]?) {
        var read: [String: [UInt8]] = [:]
        let images = ImageLayout.all { path in
            read[path] = document(path)
            return read[path]
        }
        for image in images { read[image.configuration] = document(image.configuration) }
        for (path, bytes) in read { add(bytes, at: Array(path.utf8)) }
    }
}
