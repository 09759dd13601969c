/// How far a match of a regex can reach over line breaks: whoever looks at whole lines sees the rest anyway.
struct RegexReach {
    /// Bytes before the first byte that may be a line break.
    private var lead = 0
    /// Bytes from there to the last one that may be a line break; `nil` when there is none.
    private var inner: Int?
    /// Bytes behind it.
    private var tail = 0

    /// The most bytes between the first and the last byte of a match that may be line breaks, both included; 0 when there are none, `nil`
    /// without an end or where the regex is not understood.
    static func bytes(of regex: String) -> Int? {
        var scanner = RegexScanner(source: Array(regex.utf8))
        guard let reach = alternatives(&scanner, depth: 0), scanner.byte == nil else { return nil }
        let bytes = reach.inner ?? 0
        return bytes < endless ? bytes : nil
    }

    /// Stands for no end; sums of some of it do not overflow.
    private static let endless = 1 << 40

    private init() {}

    /// One byte of a class.
    private init(_ set: ByteSet) { if set.contains(0x0A) { inner = 1 } else { lead = 1 } }

    private var length: Int { min(Self.endless, lead + (inner ?? 0) + tail) }

    private mutating func append(_ next: RegexReach) {
        guard let own = inner else {
            lead = min(Self.endless, lead + next.lead)
            (inner, tail) = (next.inner, next.tail)
            return
        }
        if let more = next.inner {
            inner = min(Self.endless, own + tail + next.lead + more)
            tail = next.tail
        } else {
            tail = min(Self.endless, tail + next.length)
        }
    }

    private mutating func join(_ other: RegexReach) {
        lead = max(lead, other.lead)
        tail = max(tail, other.tail)
        if let more = other.inner { inner = max(inner ?? 0, more) }
    }

    /// This part so often, one behind the other.
    private func repeated(most: Int?) -> RegexReach {
        var all = self
        let times = most ?? Self.endless
        let sum = length == 0 ? 0 : times > Self.endless / length ? Self.endless : length * times
        if inner == nil { all.lead = sum } else if times > 1 { all.inner = sum }
        return all
    }

    private static func alternatives(_ scanner: inout RegexScanner, depth: Int) -> RegexReach? {
        guard depth < RegexScanner.deepest, var all = sequence(&scanner, depth: depth) else { return nil }
        while scanner.byte == UInt8(ascii: "|") {
            scanner.index += 1
            guard let next = sequence(&scanner, depth: depth) else { return nil }
            all.join(next)
        }
        return all
    }

    private static func sequence(_ scanner: inout RegexScanner, depth: Int) -> RegexReach? {
        var all = RegexReach()
        while let byte = scanner.byte, byte != UInt8(ascii: "|"), byte != UInt8(ascii: ")") {
            var part = RegexReach()
            switch byte {
            case UInt8(ascii: "^"), UInt8(ascii: "$"): scanner.index += 1
            case UInt8(ascii: "("):
                guard let inside = group(&scanner, depth: depth) else { return nil }
                part = inside
            default:
                switch scanner.atom() {
                case .byte(let byte): part = RegexReach(ByteSet([byte]))
                case .set(let set): part = RegexReach(set)
                case .opaque: break
                case nil: return nil
                }
            }
            all.append(part.repeated(most: scanner.repeated(.opaque).most))
        }
        return all
    }

    /// A group, at whose opening parenthesis the scanner stands; flags that say how letters and lines are compared change nothing here.
    private static func group(_ scanner: inout RegexScanner, depth: Int) -> RegexReach? {
        scanner.index += 1
        if scanner.byte == UInt8(ascii: "?") {
            scanner.index += 1
            while let flag = scanner.byte, flag == UInt8(ascii: "i") || flag == UInt8(ascii: "m") || flag == UInt8(ascii: "-") {
                scanner.index += 1
            }
            if scanner.byte == UInt8(ascii: ")") {
                scanner.index += 1
                return RegexReach()
            }
            guard scanner.byte == UInt8(ascii: ":") else { return nil }
            scanner.index += 1
        }
        guard let inside = alternatives(&scanner, depth: depth + 1), scanner.byte == UInt8(ascii: ")") else { return nil }
        scanner.index += 1
        return inside
    }
}
