/// Swift source with comments and the text of string literals replaced by spaces. Line numbers stay as they are.
struct CodeText {
    private let bytes: [UInt8]
    private var output: [UInt8]
    private var index = 0

    /// The code of a file; what stands in string interpolations is code.
    static func of(_ source: String) -> String {
        var text = CodeText(source)
        text.readCode(isInterpolation: false)
        return String(decoding: text.output, as: UTF8.self)
    }

    private init(_ source: String) {
        bytes = Array(source.utf8)
        output = []
        output.reserveCapacity(bytes.count)
    }

    private mutating func readCode(isInterpolation: Bool) {
        var depth = 0
        while index < bytes.count {
            let marks = count(of: "#")
            if starts(with: "//") {
                while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { blank() }
            } else if starts(with: "/*") {
                readComment()
            } else if starts(with: "\"", after: marks) {
                readString(marks: marks)
            } else if marks > 0, starts(with: "/", after: marks) {
                readRegex(marks: marks)
            } else {
                if starts(with: "(") { depth += 1 }
                if starts(with: ")") { depth -= 1 }
                keep()
                if isInterpolation, depth < 0 { return }
            }
        }
    }

    private mutating func readComment() {
        var depth = 0
        repeat {
            if starts(with: "/*") {
                depth += 1
                blank(2)
            } else if starts(with: "*/") {
                depth -= 1
                blank(2)
            } else {
                blank()
            }
        } while depth > 0 && index < bytes.count
    }

    private mutating func readString(marks: Int) {
        let end = String(repeating: "#", count: marks)
        let quotes = starts(with: "\"\"\"", after: marks) ? "\"\"\"" : "\""
        blank(marks + quotes.utf8.count)
        while index < bytes.count {
            if starts(with: quotes + end) { return blank(quotes.utf8.count + marks) }
            if quotes.utf8.count == 1, starts(with: "\n") { return }
            if starts(with: "\\" + end + "(") {
                blank(marks + 2)
                readCode(isInterpolation: true)
            } else if starts(with: "\\" + end) {
                blank(marks + 2)
            } else {
                blank()
            }
        }
    }

    private mutating func readRegex(marks: Int) {
        let end = "/" + String(repeating: "#", count: marks)
        blank(marks + 1)
        while index < bytes.count, !starts(with: end) { blank() }
        blank(marks + 1)
    }

    private func count(of mark: Unicode.Scalar) -> Int {
        bytes[index...].prefix { $0 == UInt8(ascii: mark) }.count
    }

    private func starts(with text: String, after skipped: Int = 0) -> Bool { bytes[index...].dropFirst(skipped).starts(with: text.utf8) }

    private mutating func keep() {
        output.append(bytes[index])
        index += 1
    }

    private mutating func blank(_ count: Int = 1) {
        for _ in 0..<count where index < bytes.count {
            output.append(bytes[index] == UInt8(ascii: "\n") ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            index += 1
        }
    }
}
