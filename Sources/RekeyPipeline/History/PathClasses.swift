internal import RekeyDetect

/// The classes of the paths that one thread came by; the first 64 have a number.
struct PathClasses {
    private var numbers: [PathClass: Int] = [:]
    private var known: [[UInt8]: Int] = [:]
    private static let most = 64
    private static let rememberedPaths = 65_536

    /// The number of a path's class; `nil` when there are too many.
    mutating func number(of path: [UInt8], _ scanner: borrowing ChunkScanner) throws -> Int? {
        if let number = known[path] { return number < Self.most ? number : nil }
        let pathClass = try scanner.pathClass(of: path)
        let number = numbers[pathClass] ?? numbers.count
        numbers[pathClass] = number
        if known.count >= Self.rememberedPaths { known.removeAll(keepingCapacity: true) }
        known[path] = number
        return number < Self.most ? number : nil
    }
}
