/// Paths as a tree of names: each path once, as a folder's path and a last name. The path with number 0 is the empty one.
struct PathTable: Sendable {
    private struct Node {
        var parent: UInt32
        var name: UInt32
        /// Bytes of the whole path; over the longest it is not counted on.
        var length: UInt32
    }

    /// Stands for no path.
    static let none = UInt32.max

    private var nodes = [Node(parent: PathTable.none, name: 0, length: 0)]
    /// Open addressing: numbers, 0 where free; twice as many places as paths, or more.
    private var slots = [UInt32](repeating: 0, count: 1_024)
    // Why random: nobody can prepare names that all meet in one place.
    private let seed = UInt64.random(in: .min ... .max) | 1
    /// Paths were left out because there were too many, or one was too long.
    private(set) var isCut = false

    /// Paths that are kept: some 200 MB. No repository that people work with has a tenth of it.
    private static let most = 4 << 20
    /// Bytes of one path. Source: Linux's `PATH_MAX` is 4,096; git itself sets no limit.
    private static let longest: UInt32 = 1 << 16

    var count: Int { nodes.count }

    /// Bytes.
    func length(_ path: UInt32) -> Int { Int(nodes[Int(path)].length) }

    /// The path of `name` in a folder; `nil` over the limits.
    mutating func path(of name: UInt32, in folder: UInt32, _ names: NameTable) -> UInt32? {
        var slot = slot(folder, name)
        while slots[slot] != 0 {
            let node = nodes[Int(slots[slot])]
            if node.parent == folder, node.name == name { return slots[slot] }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
        let before = nodes[Int(folder)].length
        let length = UInt32(truncatingIfNeeded: min(names.length(name), Int(Self.longest))) &+ before &+ (folder == 0 ? 0 : 1)
        guard nodes.count < Self.most, length <= Self.longest else {
            isCut = true
            return nil
        }
        let number = UInt32(truncatingIfNeeded: nodes.count)
        nodes.append(Node(parent: folder, name: name, length: length))
        slots[slot] = number
        if nodes.count &* 2 > slots.count { grow() }
        return number
    }

    @inline(__always) private func slot(_ folder: UInt32, _ name: UInt32) -> Int {
        let mixed = (UInt64(folder) &* 0x9E37_79B9_7F4A_7C15 ^ UInt64(name)) &* seed
        return Int(truncatingIfNeeded: mixed &>> 32) & (slots.count &- 1)
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: slots.count * 2)
        for number in 1..<nodes.count {
            var slot = slot(nodes[number].parent, nodes[number].name)
            while slots[slot] != 0 { slot = (slot &+ 1) & (slots.count &- 1) }
            slots[slot] = UInt32(truncatingIfNeeded: number)
        }
    }

    /// The folder of a path, and its last name; `nil` for the empty one.
    func split(_ path: UInt32) -> (folder: UInt32, name: UInt32)? {
        path == 0 || path == Self.none ? nil : (nodes[Int(path)].parent, nodes[Int(path)].name)
    }

    func bytes(_ path: UInt32, _ names: NameTable) -> [UInt8] {
        var parts: [UInt32] = []
        var next = path
        while let (folder, name) = split(next) {
            parts.append(name)
            next = folder
        }
        var bytes: [UInt8] = []
        for name in parts.reversed() {
            if !bytes.isEmpty { bytes.append(UInt8(ascii: "/")) }
            bytes += names[name]
        }
        return bytes
    }

    /// Whether `left` comes first: the shorter path, else by bytes.
    ///
    /// With the same name at the end of both, the order of two folders stays what it was: so the first few paths of anything follow from
    /// the first few of what holds it.
    func isBefore(_ left: UInt32, _ right: UInt32, _ names: NameTable) -> Bool {
        let (leftLength, rightLength) = (nodes[Int(left)].length, nodes[Int(right)].length)
        if leftLength != rightLength { return leftLength < rightLength }
        return left != right && bytes(left, names).lexicographicallyPrecedes(bytes(right, names))
    }
}
