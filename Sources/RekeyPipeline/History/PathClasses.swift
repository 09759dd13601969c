internal import RekeyDetect

/// The classes of the paths that one thread came by; the first 64 have a number.
struct PathClasses {
    /// A class.
    struct Known {
        /// `nil` when there are too many.
        var number: Int?
        /// All threads', in this run.
        var hash: UInt64
    }

    private var numbers: [PathClass: Int] = [:]
    private var known: [[UInt8]: Known] = [:]
    private static let most = 64
    private static let rememberedPaths = 65_536

    /// The class of a path.
    mutating func known(_ path: [UInt8], _ scanner: borrowing ChunkScanner) throws -> Known {
        if let found = known[path] { return found }
        let pathClass = try scanner.pathClass(of: path)
        let number = numbers[pathClass] ?? numbers.count
        numbers[pathClass] = number
        if known.count >= Self.rememberedPaths { known.removeAll(keepingCapacity: true) }
        let found = Known(
            number: number < Self.most ? number : nil, hash: UInt64(truncatingIfNeeded: UInt(bitPattern: pathClass.hashValue)))
        known[path] = found
        return found
    }
}
