internal import RekeyCore

/// How the codes of a font stand for characters, as its `ToUnicode` map says it; without one, for bytes as they are.
///
/// Source: ISO 32000-1, section 9.10.3; Adobe technical note 5411.
struct PDFFont {
    /// Bytes of a code.
    private var width = 1
    private var characters: [Int: [UInt8]] = [:]
    private var hasMap = false

    /// Codes of a map; a font has at most as many.
    private static let most = 65_536

    /// A font whose codes are bytes and ASCII.
    init() {}

    /// `isComposite` says that codes have two bytes; such a font without a map cannot be read.
    init(map: [UInt8]?, isComposite: Bool) {
        width = isComposite ? 2 : 1
        hasMap = isComposite
        guard let map else { return }
        hasMap = true
        var reader = PDFReader(map, readsReferences: false)
        while let word = reader.next() {
            guard case .word(let name) = word else { continue }
            switch name {
            case "begincodespacerange": if let first = reader.next()?.string, 1...2 ~= first.count { width = first.count }
            case "beginbfchar": readCharacters(&reader)
            case "beginbfrange": readRanges(&reader)
            default: break
            }
        }
    }

    private mutating func readCharacters(_ reader: inout PDFReader) {
        while characters.count < Self.most, let code = reader.next()?.string, let target = reader.next()?.string {
            characters[Self.code(code)] = Self.text(target)
        }
    }

    private mutating func readRanges(_ reader: inout PDFReader) {
        while characters.count < Self.most, let low = reader.next()?.string, let high = reader.next()?.string, let target = reader.next() {
            let (first, last) = (Self.code(low), min(Self.code(high), Self.code(low) + Self.most))
            guard first <= last else { continue }
            if case .array(let targets) = target {
                for (code, target) in zip(first...last, targets) { characters[code] = Self.text(target.string ?? []) }
            } else if let start = target.string, let end = start.last {
                for code in first...last where Int(end) + code - first <= 0xFF {
                    characters[code] = Self.text(start.dropLast() + [end + UInt8(code - first)])
                }
            }
        }
    }

    /// What the codes of a string stand for, and how many codes they are.
    func text(of codes: [UInt8]) -> (bytes: [UInt8], count: Int) {
        guard hasMap else { return (codes, codes.count) }
        var output: [UInt8] = []
        var index = 0
        while index + width <= codes.count {
            let code = Self.code(codes[index..<index + width])
            if let known = characters[code] { output += known } else if width == 1 { output.append(codes[index]) }
            index += width
        }
        return (output, codes.count / width)
    }

    private static func code(_ bytes: some Collection<UInt8>) -> Int { bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) } }

    /// UTF-16 in the order of the network, as UTF-8.
    private static func text(_ bytes: [UInt8]) -> [UInt8] {
        let units = stride(from: 0, to: bytes.count - 1, by: 2).map { UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]) }
        return Array(String(decoding: units, as: Swift.UTF16.self).utf8)
    }
}
