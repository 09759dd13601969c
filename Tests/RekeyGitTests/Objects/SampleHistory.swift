internal import Foundation
internal import RekeyTestSupport

@testable internal import RekeyGit

/// A small history with objects of every kind: growing files, moved blocks, empty and binary ones, tags, and an object nothing leads to.
enum SampleHistory {
    static func make(options: [String] = [], commits: Int = 8) throws -> GitFixture {
        let git = try GitFixture(options: options)
        try git.write("empty", "")
        try git.write("binary", (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
        try grow(git, from: 0, count: commits)
        try git.git("tag", "-a", "-m", "a tag", "v1")
        try git.git("tag", "-a", "-m", "a tag of a tag", "v2", "v1")
        try git.write("stray", "nothing leads here\n")
        try git.git("hash-object", "-w", "stray")
        try git.workspace.remove("\(git.name)/stray")
        return git
    }

    /// Adds commits that each insert, remove and move lines.
    static func grow(_ git: GitFixture, from first: Int, count: Int) throws {
        for number in first..<(first + count) {
            try git.write("a/text", text(number, lines: 400))
            try git.write("a/b/table", text(number / 2 + 1_000, lines: 900))
            try git.write("small", "version \(number)\n")
            try git.commit("change \(number)")
        }
    }

    /// Lines that mostly stay the same from one number to the next.
    private static func text(_ number: Int, lines: Int) -> String {
        var all = (0..<lines).map { line in
            "line \(line) of \(line &* 2_654_435_761 % 99_991) \(line % 17 == number % 17 ? "now \(number)" : "")"
        }
        all.insert("new in \(number): \(number &* 7_919)", at: number &* 37 % all.count)
        let cut = number &* 53 % (all.count - 20)
        let block = Array(all[cut..<(cut + 10)])
        all.removeSubrange(cut..<(cut + 10))
        if number % 3 == 0 { all += block } else { all.insert(contentsOf: block, at: number &* 11 % all.count) }
        return all.joined(separator: "\n")
    }
}

extension GitFixture {
    /// What `git cat-file` says is here, and the repository as rekey finds it.
    func made(_ environment: [String: String] = [:]) throws -> StoreShape.Made {
        let output = try git(["cat-file", "--batch-all-objects", "--batch", "--unordered", "--buffer"], environment: environment)
        return StoreShape.Made(git: self, repository: try repository(environment), objects: try Self.objects(output))
    }

    /// Paths of the pack files with this ending, relative to the workspace.
    func packFiles(_ ending: String) throws -> [String] {
        let folder = "\(name)/.git/objects/pack"
        return try FileManager.default.contentsOfDirectory(atPath: workspace.path(folder)).filter { $0.hasSuffix(ending) }.sorted()
            .map { "\(folder)/\($0)" }
    }

    func clone(_ copy: String, _ options: [String], overFile: Bool = false) throws -> GitFixture {
        try git(["clone", "-q"] + options + [overFile ? "file://\(path)" : path, workspace.path(copy)])
        return GitFixture(existing: copy, in: workspace)
    }

    /// Reads `cat-file --batch`. Source: git-cat-file(1), "Batch output".
    private static func objects(_ output: [UInt8]) throws -> [ObjectID: StoredObject] {
        var objects: [ObjectID: StoredObject] = [:]
        var rest = output[...]
        while let end = rest.firstIndex(of: 0x0A) {
            let words = rest[..<end].split(separator: 0x20)
            guard words.count == 3, let id = ObjectID(String(decoding: words[0], as: UTF8.self)), let kind = ObjectKind(word: words[1]),
                let size = Int(String(decoding: words[2], as: UTF8.self))
            else { throw GitError.malformedOutput(command: "cat-file") }
            objects[id] = StoredObject(kind: kind, bytes: Array(rest[(end + 1)...].prefix(size)))
            rest = rest[(end + 2 + size)...]
        }
        return objects
    }
}
