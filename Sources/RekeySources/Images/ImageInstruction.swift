/// The step of a build that made a layer, short, and without the values it was given.
struct ImageInstruction: Equatable {
    let words: String

    /// Characters that are shown.
    private static let longest = 60

    /// From the `created_by` of a history: what a shell or BuildKit adds around the step is left out, and so are build arguments and values.
    init(_ text: String) {
        var rest = Substring(text.split(whereSeparator: \.isWhitespace).joined(separator: " "))
        var isRun = false
        // Source: Docker's classic builder; `|2 A=1 B=2 /bin/sh -c step` is a step with two build arguments.
        if rest.hasPrefix("|") || rest.hasPrefix("/bin/sh -c ") || rest.hasPrefix("RUN |") {
            guard let shell = rest.firstRange(of: "/bin/sh -c ") else {
                words = "RUN …"
                return
            }
            rest = rest[shell.upperBound...]
            isRun = true
        }
        if rest.hasPrefix("#(nop) ") { (rest, isRun) = (rest.dropFirst(7).drop { $0 == " " }, false) }
        if rest.hasSuffix(" # buildkit") { rest = rest.dropLast(11) }
        if rest.hasPrefix("RUN /bin/sh -c ") { (rest, isRun) = (rest.dropFirst(15), true) }
        let step = Self.withoutValues((isRun ? "RUN " : "") + rest)
        words = step.count > Self.longest ? "\(step.prefix(Self.longest - 1))…" : step
    }

    /// `NAME=value` and `--option=value` as `NAME=…`, user and password of an address, and the word behind one that ends with a colon.
    private static func withoutValues(_ text: String) -> String {
        var isValue = false
        return text.split(separator: " ").map { word -> Substring in
            defer { isValue = word.hasSuffix(":") || ["-p", "-u", "--user", "--password", "--token"].contains(word) }
            if isValue { return "…" }
            if let equals = word.firstIndex(of: "=") { return word[...equals] + "…" }
            if let at = word.lastIndex(of: "@"), let scheme = word.firstRange(of: "://"), scheme.upperBound < at {
                return word[..<scheme.upperBound] + "…" + word[at...]
            }
            return word.utf8.count > 40 ? "…" : word
        }.joined(separator: " ")
    }
}
