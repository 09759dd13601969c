internal import Glibc
internal import RekeyCore
internal import RekeyRules

// compile-patterns --output FILE --rules TOML... [--playbooks TOML...] [--stores TOML...]
// Parses and checks the files, picks what the prefilter looks for, and writes one Swift file that holds all of it.

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

func rules(in paths: [String]) throws(Trouble) -> [(source: TOMLSource, rules: [Rule])] {
    var all: [(source: TOMLSource, rules: [Rule])] = []
    for path in paths {
        let source = TOMLSource(name: path, text: read(path))
        let rules = try RuleFile.rules(in: source)
        try RuleCheck.check(rules, in: source)
        for rule in rules where rule.examples.isEmpty || rule.counterexamples.isEmpty {
            throw Trouble("rule not usable: `examples` or `counterexamples` is missing", at: "\(path), rule \(rule.id)")
        }
        if let twice = rules.first(where: { rule in all.contains { $0.rules.contains { $0.id == rule.id } } }) {
            throw Trouble("rule not usable: `id` is used in another file too", at: "\(path), rule \(twice.id)")
        }
        all.append((source, rules))
    }
    return all
}

func checkPlaybooks(in paths: [String], for rules: [(source: TOMLSource, rules: [Rule])]) throws(Trouble) {
    var all: [(source: TOMLSource, playbooks: [Playbook])] = []
    for path in paths {
        let source = TOMLSource(name: path, text: read(path))
        let playbooks = try PlaybookFile.playbooks(in: source)
        try PlaybookCheck.check(playbooks, in: source)
        all.append((source, playbooks))
    }
    try PlaybookCheck.check(all, against: rules)
}

/// An array of `EmbeddedText` in Swift; each is named by its path below `patterns/`.
func embedded(_ paths: [String]) -> String {
    let texts = paths.map { path in
        let name = path.split(separator: "/").suffix(2).joined(separator: "/")
        return "            EmbeddedText(name: \"patterns/\(name)\", base64: \"\(EmbeddedText.encoded(read(path)))\"),\n"
    }
    return texts.isEmpty ? "[]" : "[\n\(texts.joined())        ]"
}

func swiftFile(_ text: EncodedCatalogue.Text, playbooks: [String], stores: [String]) -> String {
    """
    package import RekeyRules

    /// What `patterns/` holds, compiled and encoded. Written by compile-patterns.
    package enum EmbeddedPatterns {
        package static let catalogue = EncodedCatalogue(
            index: "\(text.index)",
            rules: "\(text.rules)")

        package static let playbooks: [EmbeddedText] = \(embedded(playbooks))

        package static let stores: [EmbeddedText] = \(embedded(stores))
    }

    """
}

/// The files after each of `--rules`, `--playbooks` and `--stores`.
func inputs(in arguments: ArraySlice<String>) -> [String: [String]] {
    var inputs: [String: [String]] = [:]
    var kind = ""
    for argument in arguments {
        if argument.hasPrefix("--") { kind = argument } else { inputs[kind, default: []].append(argument) }
    }
    return inputs
}

let arguments = Array(CommandLine.arguments.dropFirst())
let files = inputs(in: arguments.dropFirst(2))
guard arguments.count >= 2, arguments[0] == "--output", files.keys.allSatisfy(["--rules", "--playbooks", "--stores"].contains) else {
    fail("usage: compile-patterns --output FILE --rules TOML... [--playbooks TOML...] [--stores TOML...]")
}
do {
    let (playbookFiles, storeFiles) = (files["--playbooks"] ?? [], files["--stores"] ?? [])
    let rules = try rules(in: files["--rules"] ?? [])
    try checkPlaybooks(in: playbookFiles, for: rules)
    for path in storeFiles { _ = try StoreFile.stores(in: TOMLSource(name: path, text: read(path))) }
    let text = try EncodedCatalogue.Text(rules: rules.flatMap(\.rules), harvested: HarvestLiterals.all)
    let swift = swiftFile(text, playbooks: playbookFiles, stores: storeFiles)
    guard let file = unsafe fopen(arguments[1], "w") else { fail("\(arguments[1]) is not writable") }
    unsafe fputs(swift, file)
    unsafe fclose(file)
} catch {
    fail("\(error)")
}
