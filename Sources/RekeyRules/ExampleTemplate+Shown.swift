extension ExampleTemplate {
    /// The template as people may see it: every part that would be random is `…`, and the marks are gone.
    package static func shown(_ template: String) -> String {
        var output: [UInt8] = []
        var rest = Array(template.utf8)[...]
        while let byte = rest.first {
            guard byte == UInt8(ascii: "{"), let (body, after) = braced(rest), isRandom(body) else {
                output.append(byte)
                rest = rest.dropFirst()
                continue
            }
            output += body.starts(with: "text:".utf8) ? Array(body.dropFirst(5)) : Array("…".utf8)
            rest = after
        }
        return String(decoding: output, as: UTF8.self).filter { $0 != "‹" && $0 != "›" }
    }
}
