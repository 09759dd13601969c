internal import CArchive

extension OutputSpan<UInt8> {
    /// Appends bytes, as many as there is room for, and gives how many (`memcpy`).
    @discardableResult
    package mutating func append(copying bytes: Span<UInt8>) -> Int {
        let wanted = min(bytes.count, freeCapacity)
        guard wanted > 0 else { return 0 }
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe withUnsafeMutableBufferPointer { room, used in
                guard let from = source.baseAddress, let to = room.baseAddress else { return }
                unsafe memcpy(to + used, from, wanted)
                used += wanted
            }
        }
        return wanted
    }
}
