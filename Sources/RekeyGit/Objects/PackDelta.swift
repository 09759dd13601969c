// Why unsafe: a history is rebuilt by these loops alone, some gigabytes of it; with checked access to single bytes they take several times
// as long. Each instruction is checked against what is left of the delta, the base and the result before a byte is copied.
internal import Glibc
internal import RekeyCore

/// A delta: instructions that make an object from its base. Source: gitformat-pack(5), "Deltified representation".
struct PackDelta: Equatable {
    /// Bytes the base must have.
    let baseSize: Int
    /// Bytes that come out.
    let resultSize: Int
    /// Where the instructions begin.
    private let start: Int

    /// Reads the two sizes at the beginning.
    init(_ delta: Span<UInt8>) throws(ObjectFault) {
        var next = 0
        baseSize = try Self.size(delta, &next)
        resultSize = try Self.size(delta, &next)
        start = next
    }

    private static func size(_ delta: Span<UInt8>, _ next: inout Int) throws(ObjectFault) -> Int {
        var size: UInt64 = 0
        var shift: UInt64 = 0
        var byte: UInt8
        repeat {
            // Why 57: seven bits more then still fit the 63 of an Int; the last byte may bring one bit less.
            guard next < delta.count, shift < 57 else { throw .badDelta }
            byte = delta[next]
            next &+= 1
            size |= UInt64(byte & 0x7F) &<< shift
            shift &+= 7
        } while byte & 0x80 != 0
        return Int(truncatingIfNeeded: size)
    }

    /// Bytes that the instructions make, summed up without making them; stops where they exceed `resultSize`.
    ///
    /// For large results: memory is asked for only after the delta has proved that it needs it.
    func provenSize(_ delta: Span<UInt8>) throws(ObjectFault) -> Int {
        var next = start
        var sum = 0
        while next < delta.count, sum <= resultSize {
            let instruction = delta[next]
            next &+= 1
            if instruction & 0x80 == 0 {
                guard instruction != 0 else { throw .badDelta }
                sum &+= Int(instruction)
                next &+= Int(instruction)
                continue
            }
            var size = 0
            next &+= (instruction & 0x0F).nonzeroBitCount
            for place in 0..<3 where instruction & (0x10 << UInt8(place)) != 0 {
                guard next < delta.count else { throw .badDelta }
                size |= Int(delta[next]) << (place * 8)
                next &+= 1
            }
            sum &+= size == 0 ? 0x1_0000 : size
        }
        return sum
    }

    /// Writes the result, and the places where it differs from the base: ranges of `result`, ascending, that hold inserted bytes; an empty
    /// range where two copied runs meet that do not follow each other in the base; an empty range at the start or the end where the result
    /// does not start or end with what the base starts or ends with. What lies between neighbouring ranges is one run of the base; each range
    /// says where the run behind it begins there.
    ///
    /// `result` has `resultSize` bytes. Throws `.badDelta` when the instructions do not fit the base or the result.
    func apply(
        _ delta: Span<UInt8>, to base: Span<UInt8>, result: inout MutableSpan<UInt8>, changes: inout [TextChange]
    ) throws(ObjectFault) {
        changes.removeAll(keepingCapacity: true)
        guard base.count == baseSize, result.count == resultSize else { throw .badDelta }
        let start = start
        let isWhole = unsafe delta.withUnsafeBufferPointer { delta in
            unsafe base.withUnsafeBufferPointer { base in
                unsafe result.withUnsafeMutableBufferPointer { result in
                    var run = unsafe DeltaRun(delta: delta, base: base, result: result, next: start)
                    return unsafe run.copyAll(&changes)
                }
            }
        }
        guard isWhole else { throw .badDelta }
    }
}

/// One application of a delta.
@unsafe private struct DeltaRun {
    let delta: UnsafeBufferPointer<UInt8>
    let base: UnsafeBufferPointer<UInt8>
    let result: UnsafeMutableBufferPointer<UInt8>
    var next: Int
    /// Bytes written.
    var done = 0
    /// Where the last copied run ended in the base. None yet: a copy from 0 goes on from there.
    var copyEnd = 0
    /// Where the inserted bytes began that were written last; `nil` after a copy.
    var insertStart: Int?

    /// Whether all instructions fit and filled the result.
    mutating func copyAll(_ changes: inout [TextChange]) -> Bool {
        while unsafe next < delta.count {
            let instruction = unsafe delta[next]
            unsafe next &+= 1
            if instruction & 0x80 != 0 {
                guard unsafe copy(instruction, &changes) else { return false }
            } else {
                guard unsafe insert(Int(instruction)) else { return false }
            }
        }
        guard unsafe done == result.count else { return false }
        if let start = unsafe insertStart {
            unsafe changes.append(TextChange(Range(uncheckedBounds: (start, done)), source: base.count))
        } else if unsafe copyEnd != base.count {
            unsafe changes.append(TextChange(Range(uncheckedBounds: (done, done)), source: base.count))
        }
        return true
    }

    @inline(__always) private mutating func insert(_ count: Int) -> Bool {
        guard count != 0, unsafe count <= delta.count &- next, unsafe count <= result.count &- done else { return false }
        guard let target = unsafe result.baseAddress, let source = unsafe delta.baseAddress else { return false }
        if unsafe insertStart == nil { unsafe insertStart = done }
        unsafe memcpy(target + done, source + next, count)
        unsafe next &+= count
        unsafe done &+= count
        return true
    }

    @inline(__always) private mutating func copy(_ instruction: UInt8, _ changes: inout [TextChange]) -> Bool {
        // Why two tests: counting bits takes longer than the rest, and all but the last instructions have room for the longest one.
        let left = unsafe delta.count &- next
        guard left >= 7 || (instruction & 0x7F).nonzeroBitCount <= left else { return false }
        var offset = 0
        if instruction & 0x01 != 0 { unsafe offset = argument() }
        if instruction & 0x02 != 0 { unsafe offset |= argument() &<< 8 }
        if instruction & 0x04 != 0 { unsafe offset |= argument() &<< 16 }
        if instruction & 0x08 != 0 { unsafe offset |= argument() &<< 24 }
        var count = 0
        if instruction & 0x10 != 0 { unsafe count = argument() }
        if instruction & 0x20 != 0 { unsafe count |= argument() &<< 8 }
        if instruction & 0x40 != 0 { unsafe count |= argument() &<< 16 }
        if count == 0 { count = 0x1_0000 }
        guard unsafe offset <= base.count, unsafe count <= base.count &- offset, unsafe count <= result.count &- done else { return false }
        guard let target = unsafe result.baseAddress, let source = unsafe base.baseAddress else { return false }
        if let start = unsafe insertStart {
            unsafe changes.append(TextChange(Range(uncheckedBounds: (start, done)), source: offset))
            unsafe insertStart = nil
        } else if unsafe offset != copyEnd {
            unsafe changes.append(TextChange(Range(uncheckedBounds: (done, done)), source: offset))
        }
        unsafe memcpy(target + done, source + offset, count)
        unsafe copyEnd = offset &+ count
        unsafe done &+= count
        return true
    }

    /// The next byte of an instruction whose length was checked.
    @inline(__always) private mutating func argument() -> Int {
        let byte = unsafe delta[next]
        unsafe next &+= 1
        return Int(byte)
    }
}
