// Why unsafe: the trees of a large repository are hundreds of megabytes, read from their beginning to the last change; eight bytes at a
// time take a quarter of what single bytes take. Every load is checked against the end of the tree first.
internal import RekeyCore

/// The entries of a tree: mode, space, name, a zero byte, the ID in bytes. Source: git-mktree(1); git's tree-walk.c, `decode_tree_entry`.
struct TreeEntries {
    /// What an entry points to, by its mode.
    enum Kind: Equatable {
        case tree
        /// A file or a symbolic link.
        case blob
        /// A commit of another repository.
        case submodule
    }

    private let idLength: Int
    private let format: ObjectFormat

    init(_ format: ObjectFormat) {
        self.format = format
        idLength = format.idLength
    }

    /// Lends every entry; `false` when the tree is damaged: the entries before the damage were lent.
    func readAll(_ bytes: Span<UInt8>, _ visit: (Kind, Span<UInt8>, ObjectID) -> Void) -> Bool {
        let all: [1 of TextChange] = [TextChange(0..<max(bytes.count, 1), source: 0)]
        var replaced = ReplacedEntries(baseCount: 0)
        return read(bytes, changes: all.span, &replaced, visit)
    }

    /// Lends the entries that touch one of the ranges, which are ascending; the others are stepped over.
    ///
    /// An empty range touches the entry it lies in or that begins there. Gives `false` when the tree is damaged at or before the last
    /// range; the entries before the damage were lent.
    ///
    /// - Parameter replaced: takes what of the base the lent entries stand for.
    func read(
        _ bytes: Span<UInt8>, changes: Span<TextChange>, _ replaced: inout ReplacedEntries,
        _ visit: (Kind, Span<UInt8>, ObjectID) -> Void
    ) -> Bool {
        var change = 0
        var start = 0
        while start < bytes.count {
            while change < changes.count, Self.isBehind(changes[change].range, start) { change &+= 1 }
            guard change < changes.count else {
                replaced.close(at: start, changes, change)
                return true
            }
            guard let zero = zero(bytes, from: start), zero &+ idLength < bytes.count else { return false }
            let end = zero &+ 1 &+ idLength
            if changes[change].range.lowerBound < end {
                replaced.open(at: start, changes, change)
                guard let name = nameStart(bytes, start, zero) else { return false }
                let id = ObjectID(bytes, at: zero &+ 1, format)
                guard let id, name.start < zero else { return false }
                visit(name.kind, bytes.extracting(name.start..<zero), id)
                replaced.lent &+= 1
            } else {
                replaced.close(at: start, changes, change)
            }
            start = end
        }
        replaced.closeAll(at: start, changes, change)
        return true
    }

    /// Lends the names of the entries that fill a range; `false` when it does not begin and end as entries do.
    func readNames(_ bytes: Span<UInt8>, in range: Range<Int>, _ visit: (Span<UInt8>) -> Void) -> Bool {
        guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return false }
        var start = range.lowerBound
        while start < range.upperBound {
            guard let zero = zero(bytes, from: start), zero &+ idLength < range.upperBound, let name = nameStart(bytes, start, zero) else {
                return false
            }
            visit(bytes.extracting(name.start..<zero))
            start = zero &+ 1 &+ idLength
        }
        return true
    }

    /// Whether nothing at or behind `start` touches the range.
    @inline(__always) private static func isBehind(_ range: Range<Int>, _ start: Int) -> Bool {
        range.isEmpty ? range.lowerBound < start : range.upperBound <= start
    }

    /// Where the first zero byte stands.
    @inline(__always) private func zero(_ bytes: Span<UInt8>, from start: Int) -> Int? {
        let ones: UInt64 = 0x0101_0101_0101_0101
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            guard let base = unsafe UnsafeRawPointer(bytes.baseAddress) else { return nil }
            var next = start
            while next <= bytes.count &- 8 {
                let word = unsafe UInt64(littleEndian: base.loadUnaligned(fromByteOffset: next, as: UInt64.self))
                // Source: H. S. Warren, "Hacker's Delight", section 6-1: the lowest bit set marks the first zero byte.
                let zeros = (word &- ones) & ~word & (ones &<< 7)
                if zeros != 0 { return next &+ zeros.trailingZeroBitCount / 8 }
                next &+= 8
            }
            while next < bytes.count {
                if unsafe bytes[next] == 0 { return next }
                next &+= 1
            }
            return nil
        }
    }

    /// Reads the mode: octal digits, then a space.
    private func nameStart(_ bytes: Span<UInt8>, _ start: Int, _ zero: Int) -> (kind: Kind, start: Int)? {
        var mode: UInt32 = 0
        var next = start
        while next < zero, next &- start < 8 {
            let byte = bytes[next]
            if byte == UInt8(ascii: " ") {
                guard next > start else { return nil }
                // Source: git's cache.h: the kind of file stands in the four bits above the permissions.
                let kind: Kind =
                    switch mode & 0o170000 {
                    case 0o040000: .tree
                    case 0o160000: .submodule
                    default: .blob
                    }
                return (kind, next &+ 1)
            }
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "7") else { return nil }
            mode = mode &<< 3 | UInt32(byte & 7)
            next &+= 1
        }
        return nil
    }
}
