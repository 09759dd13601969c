internal import RekeyCore

/// The keys and list items of a YAML text (or JSON with one member a line) by indentation: enough to say below which keys a line stands.
struct KeyOutline {
    /// One key or list item.
    struct Node {
        var line: Int
        var indent: Int
        /// Empty for a list item.
        var key: String
        /// Index of the node above; negative at the top of a document.
        var parent: Int
        /// Bytes behind the colon or the dash, without comment and quotes.
        var value: String
        /// Number among the items of its list, from 1; 0 for keys.
        var ordinal: Int
        var isItem: Bool { ordinal > 0 }
    }

    private struct Child: Hashable {
        var parent: Int
        var key: String
    }

    private(set) var nodes: [Node] = []
    /// The node each line belongs to; -1 outside any.
    private var nodeOfLine: [Int] = []
    private var children: [Child: Int] = [:]
    private var itemCounts: [Int: Int] = [:]
    private var stack: [Int] = []
    private var root = -1

    /// Longest ancestry that is told; deeper texts are hostile.
    private static let deepest = 64

    init(_ text: [UInt8]) {
        var start = 0
        var blockIndent: Int?
        while start <= text.count {
            var end = start
            while end < text.count, text[end] != 0x0A { end += 1 }
            read(text, start..<end, &blockIndent)
            start = end + 1
        }
        stack = []
    }

    /// The node of a line (from 0).
    func node(ofLine line: Int) -> Int? {
        guard nodeOfLine.indices.contains(line), nodeOfLine[line] >= 0 else { return nil }
        return nodeOfLine[line]
    }

    /// The node and those above it, the node itself last.
    func ancestry(of node: Int) -> [Int] {
        var chain: [Int] = []
        var current = node
        while nodes.indices.contains(current), chain.count < Self.deepest {
            chain.append(current)
            current = nodes[current].parent
        }
        return chain.reversed()
    }

    /// The first key of that name below a node.
    func child(_ key: String, of node: Int) -> Int? { children[Child(parent: node, key: key)] }

    /// The scalar of a key below a node.
    func value(_ key: String, of node: Int) -> String? {
        child(key, of: node).map { nodes[$0].value }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The top of the document a node stands in.
    func root(of node: Int) -> Int { ancestry(of: node).first.map { nodes[$0].parent } ?? -1 }

    private mutating func read(_ text: [UInt8], _ line: Range<Int>, _ blockIndent: inout Int?) {
        var at = line.lowerBound
        while at < line.upperBound, text[at] == 0x20 || text[at] == 0x09 { at += 1 }
        let number = nodeOfLine.count
        let indent = at - line.lowerBound
        let isBlank = at >= line.upperBound || text[at] == 0x23 || text[at] == 0x0D
        if isBlank || blockIndent.map({ indent > $0 }) == true {
            nodeOfLine.append(stack.last ?? -1)
            return
        }
        blockIndent = nil
        if line.count >= 3, indent == 0, text[line].starts(with: [0x2D, 0x2D, 0x2D]) {
            (stack, root) = ([], root - 1)
            nodeOfLine.append(-1)
            return
        }
        let dash = at
        while at < line.upperBound, text[at] == 0x2D, at + 1 >= line.upperBound || text[at + 1].isASCIISpace {
            pushItem(line: number, indent: at - line.lowerBound)
            at += 1
            while at < line.upperBound, text[at] == 0x20 { at += 1 }
        }
        let isItem = at > dash
        let value = pushKey(text, at..<line.upperBound, line: number, indent: at - line.lowerBound) ?? text[at..<line.upperBound]
        if let last = stack.last, isItem, nodes[last].isItem { nodes[last].value = Self.scalar(value) }
        if let first = value.first, first == 0x7C || first == 0x3E { blockIndent = dash - line.lowerBound }
        nodeOfLine.append(stack.last ?? -1)
    }

    private mutating func pushItem(line: Int, indent: Int) {
        while let top = stack.last, nodes[top].indent > indent || nodes[top].indent == indent && nodes[top].isItem { stack.removeLast() }
        let parent = stack.last ?? root
        itemCounts[parent, default: 0] += 1
        nodes.append(Node(line: line, indent: indent, key: "", parent: parent, value: "", ordinal: itemCounts[parent] ?? 1))
        stack.append(nodes.count - 1)
    }

    /// Pushes the key that starts the range and gives what stands behind its colon; `nil` without a key.
    private mutating func pushKey(_ text: [UInt8], _ range: Range<Int>, line: Int, indent: Int) -> ArraySlice<UInt8>? {
        guard let (key, behind) = Self.key(text, range) else { return nil }
        while let top = stack.last, nodes[top].indent >= indent { stack.removeLast() }
        let parent = stack.last ?? root
        let value = text[behind..<range.upperBound].drop { $0 == 0x20 || $0 == 0x09 }
        nodes.append(Node(line: line, indent: indent, key: key, parent: parent, value: Self.scalar(value), ordinal: 0))
        let child = Child(parent: parent, key: key)
        if children[child] == nil { children[child] = nodes.count - 1 }
        stack.append(nodes.count - 1)
        return value
    }

    /// A key of at most 200 bytes and the offset behind its colon.
    private static func key(_ text: [UInt8], _ range: Range<Int>) -> (String, Int)? {
        guard let first = range.first else { return nil }
        let quote: UInt8? = text[first] == 0x22 || text[first] == 0x27 ? text[first] : nil
        let start = quote == nil ? first : first + 1
        for at in start..<min(range.upperBound, start + 200) {
            let byte = text[at]
            if let quote {
                guard byte == quote else { continue }
                guard at + 1 < range.upperBound, text[at + 1] == 0x3A else { return nil }
                return (String(decoding: text[start..<at], as: UTF8.self), at + 2)
            }
            if byte == 0x3A, at + 1 >= range.upperBound || text[at + 1].isASCIISpace {
                return at > start ? (String(decoding: text[start..<at], as: UTF8.self), at + 1) : nil
            }
            if byte == 0x7B || byte == 0x5B || byte == 0x23 && at > start && text[at - 1] == 0x20 { return nil }
        }
        return nil
    }

    /// At most 200 bytes of a scalar without quotes, comma of JSON, comment and space at the end.
    private static func scalar(_ value: ArraySlice<UInt8>) -> String {
        var value = value.prefix(200)
        if let quote = value.first, quote == 0x22 || quote == 0x27 {
            return String(decoding: value.dropFirst().prefix { $0 != quote }, as: UTF8.self)
        }
        if let comment = value.indices.dropFirst().first(where: { value[$0] == 0x23 && value[$0 - 1] == 0x20 }) {
            value = value[..<comment]
        }
        while let last = value.last, last.isASCIISpace || last == 0x2C { value.removeLast() }
        return String(decoding: value, as: UTF8.self)
    }
}
