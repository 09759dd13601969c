internal import RekeyTestSupport

/// A repository of many commits that the same seed always makes again: files added, changed, removed, moved and copied, folders too,
/// branches that merge. Written by `git fast-import`.
struct RandomHistory {
    private var state: UInt64
    private var stream = ""
    /// By branch: the paths it holds.
    private var files: [[String: Int]] = [[:], [:], [:]]
    private var mark = 0
    private var tips = [0, 0, 0]
    private static let names = ["a", "b", "lib", "src", "test", "doc", "x.c", "y.c", "z"]

    init(seed: UInt64, commits: Int) {
        state = seed
        for number in 0..<commits { commit(number) }
    }

    /// Makes the repository, objects loose or packed as `git` likes.
    static func make(seed: UInt64, commits: Int, options: [String] = []) throws -> GitFixture {
        let git = try GitFixture(options: options)
        try git.write("stream", RandomHistory(seed: seed, commits: commits).stream)
        try git.shell("git fast-import --quiet --force < stream")
        try git.workspace.remove("\(git.name)/stream")
        return git
    }

    private mutating func random(_ count: Int) -> Int {
        // Source: G. Marsaglia, "Xorshift RNGs", 2003.
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(count, 1)))
    }

    private mutating func commit(_ number: Int) {
        let branch = random(3)
        let other = (branch + 1 + random(2)) % 3
        mark += 1
        let text = "commit \(number)"
        stream += "commit refs/heads/branch\(branch)\nmark :\(mark)\n"
        stream += "committer Ada <ada@example.com> \(1_600_000_000 + number * 60) +0100\ndata \(text.utf8.count)\n\(text)\n"
        if tips[branch] != 0 { stream += "from :\(tips[branch])\n" }
        if random(6) == 0, tips[branch] != 0, tips[other] != 0 { stream += "merge :\(tips[other])\n" }
        if tips[branch] == 0 { fill(branch) }
        tips[branch] = mark
        for _ in 0...random(3) { change(branch) }
    }

    /// Large folders: git stores versions of small ones whole.
    private mutating func fill(_ branch: Int) {
        for folder in ["lib", "lib/deep/er", "src"] {
            for number in 0..<30 { write("\(folder)/file\(number).txt", version: random(1_000_000), branch) }
        }
    }

    private mutating func change(_ branch: Int) {
        let known = files[branch].keys.sorted()
        let file = known.isEmpty ? nil : known[random(known.count)]
        switch (random(9), file) {
        case (0, let file?):
            stream += "D \(file)\n"
            files[branch][file] = nil
        case (1, let file?):
            move(file.split(separator: "/").dropLast().joined(separator: "/"), branch, isCopy: false)
        case (2, let file?):
            move(file.split(separator: "/").dropLast().joined(separator: "/"), branch, isCopy: true)
        case (3, let file?): write(path(), version: files[branch][file] ?? 0, branch)
        case (4...6, let file?): write(file, version: random(1_000_000), branch)
        default: write(path(), version: random(1_000_000), branch)
        }
    }

    private mutating func path() -> String {
        var parts: [String] = []
        for _ in 0...random(4) { parts.append(Self.names[random(Self.names.count)] + (random(3) == 0 ? "\(random(9))" : "")) }
        return parts.joined(separator: "/") + ".txt"
    }

    private mutating func write(_ path: String, version: Int, _ branch: Int) {
        let text = (0..<20).map { "line \($0) \(version % ($0 + 7))" }.joined(separator: "\n") + "\n\(version)\n"
        stream += "M 100644 inline \(path)\ndata \(text.utf8.count)\n\(text)\n"
        files[branch][path] = version
    }

    private mutating func move(_ folder: String, _ branch: Int, isCopy: Bool) {
        let target = Self.names[random(Self.names.count)] + "\(random(9))" + (random(2) == 0 ? "/in" : "")
        guard !folder.isEmpty, !target.hasPrefix(folder + "/"), target != folder, !folder.hasPrefix(target + "/") else { return }
        stream += "\(isCopy ? "C" : "R") \(folder) \(target)\n"
        files[branch] = files[branch].filter { !$0.key.hasPrefix(target + "/") }
        for (path, version) in files[branch] where path.hasPrefix(folder + "/") {
            files[branch][target + path.dropFirst(folder.count)] = version
            if !isCopy { files[branch][path] = nil }
        }
    }
}
