internal import Foundation
internal import RekeyTestSupport

/// Small repositories made by git, one for each format that is read: what mutations start from.
package struct SeedFiles: Sendable {
    /// One repository: what lies in its object folder, as paths relative to it.
    package struct Store: Sendable {
        package var files: [(path: String, bytes: [UInt8])]
    }

    package private(set) var stores: [Store] = []

    /// Runs git; the same files each time, but for names of packs that differ between versions of git.
    package init() throws {
        let workspace = try Workspace()
        let layouts: [(options: [String], commands: [[String]])] = [
            ([], []),
            ([], [["repack", "-adfq"]]),
            ([], [["-c", "repack.useDeltaBaseOffset=false", "repack", "-adfq"]]),
            ([], [["-c", "pack.indexVersion=1", "repack", "-adfq"]]),
            (["--object-format=sha256"], [["repack", "-adfq"]]),
            ([], [["repack", "-adfq"], ["multi-pack-index", "write"]]),
        ]
        for (number, layout) in layouts.enumerated() {
            let git = try GitFixture(workspace, name: "seed\(number)", options: layout.options)
            for round in 0..<4 {
                try git.write("f", (0..<40).map { "line \($0) \($0 == round * 9 ? "changed" : "")\n" }.joined())
                try git.write("g\(round % 2)", "small \(round)\n")
                try git.commit("change \(round)")
            }
            try git.git("tag", "-a", "-m", "tag", "v1")
            for command in layout.commands { try git.git(command) }
            var store = Self.read("\(git.path)/.git/objects")
            if number == layouts.count - 1 { store.files.removeAll { $0.path.hasSuffix(".idx") } }
            store.files.append(("../config", try workspace.read("seed\(number)/.git/config")))
            stores.append(store)
        }
    }

    private static func read(_ folder: String) -> Store {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder)) ?? []
        let files = paths.sorted().compactMap { path -> (path: String, bytes: [UInt8])? in
            guard !path.hasSuffix(".rev"), !path.hasPrefix("info"), let data = FileManager.default.contents(atPath: "\(folder)/\(path)")
            else {
                return nil
            }
            return (path, Array(data))
        }
        return Store(files: files)
    }
}
