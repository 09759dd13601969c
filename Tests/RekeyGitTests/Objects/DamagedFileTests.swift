internal import RekeyCore
internal import RekeyTestSupport
internal import Testing

@testable internal import RekeyGit

@Suite("damaged packs and indexes") struct DamagedFileTests {
    /// What is read of a repository with a damaged file is what was there, and what is not read is told.
    private func check(_ git: GitFixture, _ objects: [ObjectID: StoredObject], _ note: String, keepsContent: Bool = true) throws -> Int {
        let store = try git.store()
        let walk = try WholeWalk(store, sizeLimit: 64 << 20)
        var right = 0
        for visit in walk.visits {
            if let id = visit.id, objects[id] == visit.object { right += 1 }
        }
        let isTold = !store.skips.isEmpty || !walk.damage.isEmpty
        #expect(isTold || right == objects.count || !keepsContent, "\(note)")
        var reader = try ObjectReader(store, sizeLimit: 64 << 20)
        for id in objects.keys { _ = try? reader.read(id) }
        return right
    }

    private func small() throws -> (git: GitFixture, objects: [ObjectID: StoredObject]) {
        let git = try GitFixture()
        for number in 0..<3 {
            try git.write("f", (0..<12).map { "line \($0 == number ? 99 : $0)\n" }.joined())
            try git.commit("\(number)")
        }
        try git.git("repack", "-adfq")
        return (git, try git.made().objects)
    }

    @Test("every byte of a small pack flipped: the others are read", arguments: [UInt8(0x01), 0x80, 0xFF])
    func packFlipped(_ flip: UInt8) throws {
        let (git, objects) = try small()
        let file = try #require(git.packFiles(".pack").first)
        let bytes = try git.workspace.read(file)
        var fewest = objects.count
        for index in bytes.indices where index < 4 || index > 7 {
            var damaged = bytes
            damaged[index] ^= flip
            try git.replace(file, damaged)
            fewest = min(fewest, try check(git, objects, "byte \(index)"))
        }
        #expect(fewest >= objects.count - 4)
    }

    @Test("every byte of a small index flipped", arguments: [".idx", ".idx of version 1", "multi-pack-index"])
    func indexFlipped(_ kind: String) throws {
        let (git, objects) = try small()
        if kind.hasSuffix("1") { try git.git(["-c", "pack.indexVersion=1", "repack", "-adfq"]) }
        var file = try #require(git.packFiles(".idx").first)
        if kind == "multi-pack-index" {
            try git.git("multi-pack-index", "write")
            try git.workspace.remove(file)
            file = "repository/.git/objects/pack/multi-pack-index"
        }
        let bytes = try git.workspace.read(file)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 0xFF
            try git.replace(file, damaged)
            // Why: checksums of entries and of the index itself are not looked at, and a wrong ID names the right bytes.
            _ = try check(git, objects, "byte \(index)", keepsContent: false)
        }
    }

    @Test("a larger pack, cut at every 4096th byte and flipped in a few hundred places") func larger() throws {
        let made = try StoreShape.onePack.make()
        let file = try #require(made.git.packFiles(".pack").first)
        let bytes = try made.git.workspace.read(file)
        #expect(bytes.count > 12_000)
        var last = 0
        for count in stride(from: 0, to: bytes.count, by: 4_096) {
            try made.git.replace(file, Array(bytes.prefix(count)))
            let right = try check(made.git, made.objects, "cut at \(count)")
            #expect(right >= last)
            last = right
        }
        #expect(last > made.objects.count / 2)
        for step in 0..<200 {
            var damaged = bytes
            damaged[8 + step * (bytes.count - 8) / 200] ^= 1 << UInt8(step % 8)
            try made.git.replace(file, damaged)
            _ = try check(made.git, made.objects, "flip \(step)")
        }
    }

    @Test("loose files flipped and cut") func loose() throws {
        let git = try GitFixture()
        try git.write("f", "one line\nanother line\n")
        try git.commit()
        let objects = try git.made().objects
        for id in objects.keys {
            let file = "repository/.git/objects/\(id.hex.prefix(2))/\(id.hex.dropFirst(2))"
            let bytes = try git.workspace.read(file)
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= 0xFF
                try git.replace(file, damaged)
                #expect(try check(git, objects, "\(id.hex) byte \(index)") == objects.count - 1)
                try git.replace(file, Array(bytes.prefix(index)))
                #expect(try check(git, objects, "\(id.hex) cut at \(index)") == objects.count - 1)
            }
            try git.replace(file, bytes)
        }
    }
}

extension GitFixture {
    /// Writes a file that git made read-only, as a new one: what is mapped of the old one stays.
    func replace(_ file: String, _ bytes: [UInt8]) throws {
        if workspace.exists(file) { try workspace.remove(file) }
        try workspace.write(file, bytes)
    }
}
