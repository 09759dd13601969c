internal import RekeyCore

/// What the path says about a text: how its assignments are written, and how likely its secrets are real.
package struct FileKind: Sendable, Equatable {
    /// How values are written.
    package enum Syntax: Sendable {
        /// `NAME=value`, unquoted values count: dotenv, properties, ini, systemd.
        case assignments
        /// `name: value`, unquoted values count.
        case yaml
        /// Shell and Dockerfile: `export NAME=value`, `ENV NAME value`.
        case shell
        /// Values are quoted; anything else is an expression.
        case code
        /// Prose, logs, unknown: only quoted values and tight `NAME=value` count.
        case text
    }

    package internal(set) var syntax: Syntax
    private let original: [UInt8]
    /// The path in lower case.
    private let path: [UInt8]
    /// Where the file name starts.
    private let nameStart: Int

    package init(path: [UInt8]) {
        let lower = path.map(\.asciiLowercased)
        nameStart = lower.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        syntax = Self.syntax(lower.span.extracting(nameStart...))
        self.path = lower
        original = path
    }

    /// What the path says about how likely a secret is real.
    struct Place: Hashable {
        let isSampleGround: Bool
        let isGenerated: Bool
        let isTranslation: Bool
    }

    /// The path of the folder, in lower case.
    var folder: ArraySlice<UInt8> { path[..<nameStart] }

    /// Takes some thousand instructions to work out.
    var place: Place { place(in: FolderKind(path: folder)) }

    /// As `place`, where what `folder` says is known.
    func place(in folder: FolderKind) -> Place {
        Place(
            isSampleGround: folder.isSampleGround || hasSampleName, isGenerated: isGenerated, isTranslation: folder.isTranslation)
    }

    /// Tests, documentation, examples, fixtures: secrets there are seldom real.
    package var isSampleGround: Bool { hasSampleName || FolderKind(path: folder).isSampleGround }

    private var hasSampleName: Bool {
        Self.isSample(name: path[nameStart...])
            || Self.testCaseEndings.contains { Self.isTestCase(original[nameStart...], $0.utf8) }
    }

    /// Lock files, minified bundles, source maps, vector graphics: full of digests and generated strings.
    package var isGenerated: Bool {
        Self.generatedNames.contains(String(decoding: path[nameStart...], as: UTF8.self))
            || Self.generatedSuffixes.contains { path.ends(with: $0.utf8) }
    }

    private static func syntax(_ name: Span<UInt8>) -> Syntax {
        var dot = name.count
        while dot > 0, name[dot - 1] != UInt8(ascii: ".") { dot -= 1 }
        let suffix = name.extracting(dot...)
        let isHidden = !name.isEmpty && name[0] == UInt8(ascii: ".")
        if environments.begins(name) || assignmentNames.holds(name) { return .assignments }
        if containerFiles.holds(suffix) || containerFile.begins(name) || isHidden && shellFiles.begins(name) { return .shell }
        if codeSuffixes.holds(suffix) { return .code }
        if textSuffixes.holds(suffix) { return .text }
        if assignmentSuffixes.holds(suffix) { return .assignments }
        if yamlSuffixes.holds(suffix) { return .yaml }
        if shellSuffixes.holds(suffix) { return .shell }
        // Why: `.credentials`, `.tugboat` and other dotfiles without a suffix are configuration.
        return isHidden && dot == 1 ? .assignments : .text
    }

    /// `LoginTest.java`, `LoginSpec.kt`: a hump, so that `latest.js` is none.
    private static func isTestCase(_ name: ArraySlice<UInt8>, _ ending: String.UTF8View) -> Bool {
        guard let dot = name.lastIndex(of: UInt8(ascii: ".")) else { return false }
        let stem = name[..<dot]
        guard stem.count > ending.count, stem.suffix(ending.count).elementsEqual(ending) else { return false }
        return stem[dot - ending.count - 1].isASCIIAlphanumeric
    }

    private static func isSample(name: ArraySlice<UInt8>) -> Bool {
        if ["readme", "changelog", "test_"].contains(where: { name.starts(with: $0.utf8) }) { return true }
        if [".md", ".rst", ".adoc", ".mdx"].contains(where: { name.ends(with: $0.utf8) }) { return true }
        return sampleWords.occurs(in: name.span)
    }

    private static let testCaseEndings = ["Test", "Tests", "TestCase", "Spec", "IT", "Fixture", "Fixtures", "Mock", "Stub"]
    private static let sampleWords = WordSearch(["example", "sample", ".test.", ".spec.", "_test.", "tests."])
    private static let environments = WordSearch([".env", "env."])
    private static let assignmentNames = WordSearch([
        ".flaskenv", ".envrc", ".npmrc", ".pypirc", ".netrc", ".s3cfg", "credentials", ".pgpass", "makefile", "gnumakefile",
    ])
    private static let containerFile = WordSearch(["dockerfile"])
    private static let containerFiles = WordSearch(["dockerfile", "containerfile"])
    private static let shellFiles = WordSearch([".bash", ".zsh", ".profile"])
    private static let assignmentSuffixes = WordSearch([
        "env", "properties", "ini", "cfg", "conf", "cnf", "config", "service", "tfvars", "toml", "editorconfig", "envrc", "mk",
    ])
    private static let yamlSuffixes = WordSearch(["yml", "yaml"])
    private static let shellSuffixes = WordSearch(["sh", "bash", "zsh", "fish", "ksh", "ps1", "bat", "cmd"])
    private static let textSuffixes = WordSearch([
        "md", "mdx", "rst", "adoc", "txt", "log", "out", "html", "htm", "csv", "sql", "patch", "diff",
    ])
    /// Languages and data formats that quote their strings.
    private static let codeSuffixes = WordSearch([
        "asm", "c", "cc", "cjs", "clj", "cljs", "coffee", "cpp", "cs", "css", "cts", "cxx", "dart", "ejs", "erb", "erl",
        "ex", "exs", "fs", "go", "gotmpl", "gradle", "graphql", "groovy", "h", "hbs", "hcl", "hpp", "hs", "ipynb", "j2",
        "java", "jinja", "jl", "js", "json", "json5", "jsonc", "jsx", "kt", "kts", "less", "lua", "m", "mjs", "ml", "mm",
        "mts", "nim", "php", "pl", "plist", "pm", "proto", "py", "pyi", "r", "rake", "rb", "rs", "scala", "scss", "sol",
        "svelte", "swift", "tf", "tfstate", "tmpl", "tpl", "ts", "tsx", "tt", "twig", "vb", "vue", "xml", "zig",
    ])
    private static let generatedNames: Set<String> = [
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "poetry.lock", "composer.lock", "gemfile.lock", "go.sum",
        "uv.lock",
        "podfile.lock", "npm-shrinkwrap.json", "bun.lock", "deno.lock", "flake.lock", "pipfile.lock", "package.resolved", "mix.lock",
    ]
    private static let generatedSuffixes = [".min.js", ".min.css", ".map", ".svg", ".snap", ".lock", ".pbxproj", ".ipynb"]
}

extension Collection<UInt8> where Self: BidirectionalCollection {
    /// Whether the last bytes are those of `suffix`.
    fileprivate func ends(with suffix: String.UTF8View) -> Bool { reversed().starts(with: suffix.reversed()) }
}
