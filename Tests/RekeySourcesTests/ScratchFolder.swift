import Foundation

/// A folder of its own for one test, removed with the value.
final class ScratchFolder {
    let url: URL
    /// The folder's path, as the package takes it.
    var path: [UInt8] { Array(url.path.utf8) }

    init() throws {
        url = FileManager.default.temporaryDirectory.appending(path: "rekey-sources-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file and the folders above it.
    func write(_ text: String, to path: String) throws {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func makeFolder(_ path: String) throws {
        try FileManager.default.createDirectory(at: url.appending(path: path), withIntermediateDirectories: true)
    }

    func link(_ path: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: url.appending(path: path).path, withDestinationPath: target)
    }

    func setMode(_ mode: mode_t, of path: String) -> Bool { unsafe chmod(url.appending(path: path).path, mode) == 0 }

    func makeFIFO(_ path: String) -> Bool { unsafe mkfifo(url.appending(path: path).path, 0o600) == 0 }
}
