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
        syntax = Self.syntax(name: lower[nameStart...])
        self.path = lower
        original = path
    }

    /// What the path says about how likely a secret is real.
    struct Place: Hashable {
        let isSampleGround: Bool
        let isGenerated: Bool
        let isTranslation: Bool
    }

    /// Takes some thousand instructions to work out.
    var place: Place { Place(isSampleGround: isSampleGround, isGenerated: isGenerated, isTranslation: isTranslation) }

    /// Tests, documentation, examples, fixtures: secrets there are seldom real.
    package var isSampleGround: Bool {
        if folders.contains(where: Self.isSample(folder:)) || Self.isSample(name: path[nameStart...]) { return true }
        return Self.testCaseEndings.contains { Self.isTestCase(original[nameStart...], $0.utf8) }
    }

    /// Lock files, minified bundles, source maps, vector graphics: full of digests and generated strings.
    package var isGenerated: Bool {
        Self.generatedNames.contains(String(decoding: path[nameStart...], as: UTF8.self))
            || Self.generatedSuffixes.contains { path.ends(with: $0.utf8) }
    }

    /// Translations: texts under keys such as `password`.
    package var isTranslation: Bool { folders.contains { Self.translationFolders.contains($0) } }

    private var folders: [String] {
        path[..<nameStart].split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func syntax(name: ArraySlice<UInt8>) -> Syntax {
        let dot = name.lastIndex(of: UInt8(ascii: "."))
        let suffix = String(decoding: name[(dot.map { $0 + 1 } ?? name.startIndex)...], as: UTF8.self)
        let isHidden = name.first == UInt8(ascii: ".")
        if name.starts(with: ".env".utf8) || name.starts(with: "env.".utf8) { return .assignments }
        if assignmentNames.contains(String(decoding: name, as: UTF8.self)) { return .assignments }
        if name.starts(with: "dockerfile".utf8) || suffix == "dockerfile" || suffix == "containerfile" { return .shell }
        if isHidden, [".bash", ".zsh", ".profile"].contains(where: { name.starts(with: $0.utf8) }) { return .shell }
        if let known = suffixes[suffix] { return known }
        // Why: `.credentials`, `.tugboat` and other dotfiles without a suffix are configuration.
        if isHidden, dot == name.startIndex { return .assignments }
        return codeSuffixes.contains(suffix) ? .code : .text
    }

    private static func isSample(folder: String) -> Bool {
        sampleFolders.contains(folder) || samplePrefixes.contains { folder.hasPrefix($0) }
            || folder.hasSuffix("tests") || folder.hasSuffix("test") && !wordsEndingInTest.contains(folder)
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
    private static let wordsEndingInTest: Set<String> = ["latest", "contest", "greatest", "attest", "protest", "fastest"]
    private static let samplePrefixes = [
        "docs", "example", "sample", "testutil", "testlib", "testsupport", "testdata", "test-", "test_", "testing", "testfixtures",
    ]
    private static let sampleWords = WordSearch(["example", "sample", ".test.", ".spec.", "_test.", "tests."])
    private static let sampleFolders: Set<String> = [
        "test", "tests", "testing", "testdata", "test-data", "spec", "specs", "__tests__", "__mocks__", "mock", "mocks", "fixtures",
        "fixture",
        "examples", "example", "samples", "sample", "demo", "demos", "doc", "docs", "documentation", "e2e", "benchmark", "benchmarks",
        "generated",
        "__generated__", "vendor", "third_party", "third-party", "node_modules", "deps",
    ]
    private static let translationFolders: Set<String> = ["locale", "locales", "i18n", "lang", "langs", "l10n", "translations", "messages"]
    private static let assignmentNames: Set<String> = [
        ".flaskenv", ".envrc", ".npmrc", ".pypirc", ".netrc", ".s3cfg", "credentials", ".pgpass", "makefile", "gnumakefile",
    ]
    private static let suffixes: [String: Syntax] = {
        let words: [(Syntax, [String])] = [
            (
                .assignments,
                ["env", "properties", "ini", "cfg", "conf", "cnf", "config", "service", "tfvars", "toml", "editorconfig", "envrc", "mk"]
            ),
            (.yaml, ["yml", "yaml"]),
            (.shell, ["sh", "bash", "zsh", "fish", "ksh", "ps1", "bat", "cmd"]),
            (.text, ["md", "mdx", "rst", "adoc", "txt", "log", "out", "html", "htm", "csv", "sql", "patch", "diff"]),
        ]
        return Dictionary(uniqueKeysWithValues: words.flatMap { syntax, words in words.map { ($0, syntax) } })
    }()
    /// Languages and data formats that quote their strings.
    private static let codeSuffixes: Set<String> = [
        "asm", "c", "cc", "cjs", "clj", "cljs", "coffee", "cpp", "cs", "css", "cts", "cxx", "dart", "ejs", "erb", "erl", "ex", "exs", "fs",
        "go",
        "gotmpl", "gradle", "graphql", "groovy", "h", "hbs", "hcl", "hpp", "hs", "ipynb", "j2", "java", "jinja", "jl", "js", "json",
        "json5",
        "jsonc", "jsx", "kt", "kts", "less", "lua", "m", "mjs", "ml", "mm", "mts", "nim", "php", "pl", "plist", "pm", "proto", "py", "pyi",
        "r",
        "rake", "rb", "rs", "scala", "scss", "sol", "svelte", "swift", "tf", "tfstate", "tmpl", "tpl", "ts", "tsx", "tt", "twig", "vb",
        "vue",
        "xml", "zig",
    ]
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
