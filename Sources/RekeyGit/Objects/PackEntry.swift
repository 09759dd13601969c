/// The header of one entry of a pack. Source: gitformat-pack(5), "pack-*.pack files have the following format".
struct PackEntry: Equatable {
    /// How the bytes are kept.
    enum Form: Equatable {
        case whole(ObjectKind)
        /// A delta on the entry at this offset of the same pack.
        case offsetDelta(base: Int)
        /// A delta on the object whose ID stands at this offset of the pack.
        case referenceDelta(idOffset: Int)
    }

    var form: Form
    /// Bytes of the object, or of the delta, once inflated.
    var size: Int
    /// Where the compressed bytes begin.
    var data: Int

    /// Reads the header at `start`; nothing at `end` or behind it belongs to the entry.
    init(_ pack: Span<UInt8>, at start: Int, end: Int, _ format: ObjectFormat) throws(ObjectFault) {
        let end = min(end, pack.count)
        guard start >= 0, start < end else { throw .outsideFile }
        var next = start
        var byte = pack[next]
        next &+= 1
        let type = byte >> 4 & 7
        var size = UInt64(byte & 15)
        var shift: UInt64 = 4
        while byte & 0x80 != 0 {
            // Why 57: seven bits more then still fit the 63 of an Int.
            guard next < end, shift < 57 else { throw .badHeader }
            byte = pack[next]
            next &+= 1
            size |= UInt64(byte & 0x7F) &<< shift
            shift &+= 7
        }
        self.size = Int(truncatingIfNeeded: size)
        switch type {
        case 6:
            form = .offsetDelta(base: try Self.base(pack, of: start, &next, end))
        case 7:
            form = .referenceDelta(idOffset: next)
            next &+= format.idLength
        default:
            guard let kind = ObjectKind(rawValue: type) else { throw .badHeader }
            form = .whole(kind)
        }
        guard next < end else { throw .badHeader }
        data = next
    }

    /// Reads how far before `start` the base lies; gives its offset.
    private static func base(_ pack: Span<UInt8>, of start: Int, _ next: inout Int, _ end: Int) throws(ObjectFault) -> Int {
        var distance = -1
        var byte: UInt8
        repeat {
            guard next < end, distance < 1 << 55 else { throw .badHeader }
            byte = pack[next]
            next &+= 1
            distance = (distance &+ 1) &<< 7 | Int(byte & 0x7F)
        } while byte & 0x80 != 0
        guard distance > 0, distance < start else { throw .badBase }
        return start &- distance
    }
}
