internal import RekeyCore

/// The names of the columns of a table, read from the statement that made it.
struct TableColumns {
    private(set) var names: [String] = []

    private static let constraints: Set<String> = ["primary", "foreign", "unique", "check", "constraint"]
    private static let longestName = 64

    /// `statement` is a `CREATE TABLE`; one that is made otherwise has no names.
    init(_ statement: [UInt8]) {
        guard let open = statement.firstIndex(of: UInt8(ascii: "(")) else { return }
        var (depth, quote, start) = (0, UInt8(0), open + 1)
        for index in (open + 1)..<statement.count {
            let byte = statement[index]
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 || byte == 0x60 {
                quote = byte
            } else if byte == UInt8(ascii: "[") {
                quote = UInt8(ascii: "]")
            } else if byte == UInt8(ascii: "(") {
                depth += 1
            } else if byte == UInt8(ascii: ")") || byte == UInt8(ascii: ",") {
                if depth == 0 {
                    add(statement[start..<index])
                    start = index + 1
                    if byte == UInt8(ascii: ")") { return }
                }
                if byte == UInt8(ascii: ")") { depth -= 1 }
            }
        }
    }

    private mutating func add(_ definition: ArraySlice<UInt8>) {
        let text = definition.drop { $0.isASCIISpace }
        guard let first = text.first else { return }
        let quotes: [UInt8: UInt8] = [0x22: 0x22, 0x27: 0x27, 0x60: 0x60, 0x5B: 0x5D]
        let name = text.dropFirst(quotes[first] == nil ? 0 : 1).prefix { byte in
            quotes[first].map { byte != $0 } ?? (!byte.isASCIISpace && byte != 0x28)
        }
        let word = String(decoding: name.prefix(Self.longestName), as: UTF8.self)
        if quotes[first] == nil, Self.constraints.contains(word.lowercased()) { return }
        names.append(word)
    }
}
