internal import Glibc
internal import RekeyCore
internal import RekeyRules

// compile-patterns --output FILE TOML...
// Parses and checks the rule files, builds the prefilter, and writes one Swift file that holds both.

func fail(_ message: String) -> Never {
    let line = Array("error: \(message)\n".utf8)
    _ = unsafe write(STDERR_FILENO, line, line.count)
    exit(1)
}

func read(_ path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { fail("\(path): \(unsafe String(cString: strerror(errno)))") }
    defer { unsafe fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while case let count = unsafe fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer.prefix(count) }
    return String(decoding: bytes, as: UTF8.self)
}

func rules(in paths: [String]) throws(Trouble) -> [Rule] {
    var all: [Rule] = []
    for path in paths {
        let source = TOMLSource(name: path, text: read(path))
        let rules = try RuleFile.rules(in: source)
        try RuleCheck.check(rules, in: source)
        for rule in rules where rule.examples.isEmpty || rule.counterexamples.isEmpty {
            throw Trouble("rule not usable: `examples` or `counterexamples` is missing", at: "\(path), rule \(rule.id)")
        }
        if let twice = rules.first(where: { rule in all.contains { $0.id == rule.id } }) {
            throw Trouble("rule not usable: `id` is used in another file too", at: "\(path), rule \(twice.id)")
        }
        all += rules
    }
    return all
}

func swiftFile(_ text: EncodedCatalogue.Text) -> String {
    """
    package import RekeyRules

    /// The rules of `patterns/rules/`, compiled and encoded. Written by compile-patterns.
    package enum EmbeddedPatterns {
        package static let catalogue = EncodedCatalogue(
            database: "\(text.database)",
            index: "\(text.index)",
            literalTexts: "\(text.literalTexts)",
            rules: "\(text.rules)")
    }

    """
}

let arguments = Array(CommandLine.arguments.dropFirst())
guard arguments.count >= 2, arguments[0] == "--output" else { fail("usage: compile-patterns --output FILE TOML...") }
do {
    let text = try EncodedCatalogue.Text(rules: try rules(in: Array(arguments[2...])), harvested: HarvestLiterals.all)
    guard let file = unsafe fopen(arguments[1], "w") else { fail("\(arguments[1]) is not writable") }
    unsafe fputs(swiftFile(text), file)
    unsafe fclose(file)
} catch {
    fail("\(error)")
}
