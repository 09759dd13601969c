/// An input whose first bytes were looked at, and come again.
package struct HeadedInput<Base: ByteInput & ~Copyable>: ~Copyable, ByteInput {
    private var base: Base
    /// The first bytes: as many as asked for, or all that there are.
    package let head: [UInt8]
    /// How many of them came again.
    private var given = 0

    /// Takes up to `count` bytes of `base`, and waits for them.
    package init(_ base: consuming Base, looksAt count: Int) throws(InputFault) {
        var base = base
        var head: [UInt8] = []
        while head.count < count {
            let before = head.count
            try head.append(addingCapacity: count - before) { (room: inout OutputSpan<UInt8>) throws(InputFault) in
                try base.read(into: &room)
            }
            if head.count == before { break }
        }
        self.head = head
        self.base = base
    }

    /// Appends what is left of the head, or what one read call gives.
    package mutating func read(into buffer: inout OutputSpan<UInt8>) throws(InputFault) {
        guard given < head.count else { return try base.read(into: &buffer) }
        while given < head.count, buffer.freeCapacity > 0 {
            buffer.append(head[given])
            given += 1
        }
    }
}
