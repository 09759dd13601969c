internal import Foundation
internal import RekeyPipeline

/// A folder with 30 env files in three folders, one of them behind a symbolic link, and a state folder; removed when the value goes.
///
/// In memory where the machine has such a place, for killing a process says nothing about disks.
final class WriterFolder: Sendable {
    static let fileCount = 30
    let path: String
    /// Built from pieces: no secret is written in this repository.
    let old = ["whsec", "OldOldOld" + String(repeating: "a1B2", count: 6)].joined(separator: "_")
    let new = ["whsec", "NewNewNew" + String(repeating: "c3D4", count: 6)].joined(separator: "_")

    init() throws {
        let memory = "/dev/shm"
        let base = unsafe access(memory, W_OK) == 0 ? memory : FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
        path = "\(base)/rekey-test-\(UUID().uuidString)"
        for name in ["git", "files/app-0", "files/app-1", "files/release"] {
            try FileManager.default.createDirectory(atPath: "\(path)/\(name)", withIntermediateDirectories: true)
        }
        try FileManager.default.createSymbolicLink(atPath: "\(path)/files/app-2", withDestinationPath: "release")
        try reset()
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var state: StateFolder { StateFolder(commonDirectory: Array("\(path)/git".utf8)) }
    var statePath: String { "\(path)/git/rekey" }
    var root: [UInt8] { Array("\(path)/files".utf8) }
    var transaction: FileTransaction { FileTransaction(in: state) }

    func file(_ index: Int) -> String { "\(path)/files/app-\(index % 3)/.env.\(index)" }

    func text(_ index: Int, _ secret: String) -> String { "# file \(index)\nPORT=80\(index)\nKEY=\"\(secret)\"\nDEBUG=0\n" }

    /// All files old, no state.
    func reset() throws {
        try? FileManager.default.removeItem(atPath: statePath)
        for index in 0..<Self.fileCount { try write(file(index), text(index, old)) }
    }

    func write(_ path: String, _ text: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }

    func read(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }

    func edit(_ index: Int) -> FileEdit {
        FileEdit(path: Array(file(index).utf8), expected: Array(text(index, old).utf8), replacement: Array(text(index, new).utf8))
    }

    var edits: [FileEdit] { (0..<Self.fileCount).map(edit) }

    /// The side all files are on; `nil` when one is neither wholly old nor wholly new, or they differ.
    var side: String? {
        let sides = Set(
            (0..<Self.fileCount).map { index in
                switch read(file(index)) {
                case text(index, old): "old"
                case text(index, new): "new"
                default: "neither"
                }
            })
        return sides.count == 1 && !sides.contains("neither") ? sides.first : nil
    }

    /// Every file that is not one of the 30 and holds a secret, or looks written aside; names below the folder.
    func strays() throws -> [String] {
        let edited = Set((0..<Self.fileCount).map { "files/\($0 % 3 == 2 ? "release" : "app-\($0 % 3)")/.env.\($0)" })
        return try FileManager.default.subpathsOfDirectory(atPath: path).filter { name in
            guard !edited.contains(name), let bytes = FileManager.default.contents(atPath: "\(path)/\(name)") else { return false }
            return name.hasSuffix(".tmp") || name.hasSuffix(".new") || [old, new].contains { bytes.range(of: Data($0.utf8)) != nil }
        }
    }
}
