/// Sets of secrets, each kept once under a number; 0 is the empty one. A history has few different ones.
struct SecretSets {
    /// By number, ascending.
    private(set) var sets: [[Int]] = [[]]
    private var numbers: [[Int]: UInt32] = [[]: 0]
    private var unions: [UInt64: UInt32] = [:]

    static let empty: UInt32 = 0

    mutating func number(of set: Set<Int>) -> UInt32 { number(of: set.sorted()) }

    mutating func union(_ left: UInt32, _ right: UInt32) -> UInt32 {
        if left == right || right == Self.empty { return left }
        if left == Self.empty { return right }
        let key = UInt64(min(left, right)) << 32 | UInt64(max(left, right))
        if let known = unions[key] { return known }
        let number = number(of: Set(sets[Int(left)] + sets[Int(right)]).sorted())
        unions[key] = number
        return number
    }

    /// By number: whether the set holds this secret.
    func holding(_ secret: Int) -> [Bool] { sets.map { $0.contains(secret) } }

    private mutating func number(of set: [Int]) -> UInt32 {
        if let known = numbers[set] { return known }
        let number = UInt32(truncatingIfNeeded: sets.count)
        sets.append(set)
        numbers[set] = number
        return number
    }
}
