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
    private let path: [UInt8]
    /// Where the file name starts.
    private let nameStart: Int
    /// Behind the last full stop of the name; where the name starts when it has none.
    private let suffixStart: Int

    package init(path: [UInt8]) {
        var start = path.count
        while start > 0, path[start - 1] != UInt8(ascii: "/") { start -= 1 }
        var dot = path.count
        while dot > start, path[dot - 1] != UInt8(ascii: ".") { dot -= 1 }
        syntax = Self.syntax(path.span.extracting(start...), path.span.extracting(dot...))
        (self.path, nameStart, suffixStart) = (path, start, dot)
    }

    /// What the path says about how likely a secret is real.
    struct Place: Hashable {
        let isSampleGround: Bool
        let isGenerated: Bool
        let isTranslation: Bool
    }

    /// The path of the folder, its last slash included.
    var folder: ArraySlice<UInt8> { path[..<nameStart] }

    var place: Place { place(in: FolderKind(path: path.span.extracting(..<nameStart))) }

    /// As `place`, where what `folder` says is known.
    func place(in folder: FolderKind) -> Place {
        Place(
            isSampleGround: folder.isSampleGround || hasSampleName, isGenerated: isGenerated, isTranslation: folder.isTranslation)
    }

    /// Tests, documentation, examples, fixtures: secrets there are seldom real.
    package var isSampleGround: Bool { hasSampleName || FolderKind(path: path.span.extracting(..<nameStart)).isSampleGround }

    private var hasSampleName: Bool {
        let name = path.span.extracting(nameStart...)
        if Self.sampleStarts.begins(name) || Self.sampleWords.occurs(in: name) { return true }
        guard suffixStart > nameStart else { return false }
        let stem = path.span.extracting(nameStart..<suffixStart - 1)
        return Self.sampleSuffixes.holds(path.span.extracting(suffixStart...)) || Self.isTestCase(stem)
    }

    /// Lock files, minified bundles, source maps, vector graphics: full of digests and generated strings.
    package var isGenerated: Bool {
        let name = path.span.extracting(nameStart...)
        if Self.generatedNames.holds(name) { return true }
        guard suffixStart > nameStart else { return false }
        let suffix = name.extracting(suffixStart - nameStart..<name.count)
        if Self.generatedSuffixes.holds(suffix) { return true }
        return Self.minifiedSuffixes.holds(suffix) && name.extracting(0..<name.count - suffix.count).ends(with: ".min.", foldsCase: true)
    }

    private static func syntax(_ name: Span<UInt8>, _ suffix: Span<UInt8>) -> Syntax {
        let isHidden = !name.isEmpty && name[0] == UInt8(ascii: ".")
        if environments.begins(name) || assignmentNames.holds(name) { return .assignments }
        if containerFiles.holds(suffix) || containerFile.begins(name) || isHidden && shellFiles.begins(name) { return .shell }
        if codeSuffixes.holds(suffix) { return .code }
        if textSuffixes.holds(suffix) { return .text }
        if assignmentSuffixes.holds(suffix) { return .assignments }
        if yamlSuffixes.holds(suffix) { return .yaml }
        if shellSuffixes.holds(suffix) { return .shell }
        // Why: `.credentials`, `.tugboat` and other dotfiles without a suffix are configuration.
        return isHidden && suffix.count == name.count - 1 ? .assignments : .text
    }

    /// `LoginTest.java`, `LoginSpec.kt`: a hump, so that `latest.js` is none.
    private static func isTestCase(_ stem: Span<UInt8>) -> Bool {
        for ending in testCaseEndings where stem.count > ending.utf8.count && stem.ends(with: ending) {
            return stem[stem.count - ending.utf8.count - 1].isASCIIAlphanumeric
        }
        return false
    }

    private static let testCaseEndings = ["Test", "Tests", "TestCase", "Spec", "IT", "Fixture", "Fixtures", "Mock", "Stub"]
    private static let sampleStarts = words(["readme", "changelog", "test_"])
    private static let sampleSuffixes = words(["md", "rst", "adoc", "mdx"])
    private static let sampleWords = words(["example", "sample", ".test.", ".spec.", "_test.", "tests."])
    private static let environments = words([".env", "env."])
    private static let assignmentNames = words([
        ".flaskenv", ".envrc", ".npmrc", ".pypirc", ".netrc", ".s3cfg", "credentials", ".pgpass", "makefile", "gnumakefile",
    ])
    private static let containerFile = words(["dockerfile"])
    private static let containerFiles = words(["dockerfile", "containerfile"])
    private static let shellFiles = words([".bash", ".zsh", ".profile"])
    private static let assignmentSuffixes = words([
        "env", "properties", "ini", "cfg", "conf", "cnf", "config", "service", "tfvars", "toml", "editorconfig", "envrc", "mk",
    ])
    private static let yamlSuffixes = words(["yml", "yaml"])
    private static let shellSuffixes = words(["sh", "bash", "zsh", "fish", "ksh", "ps1", "bat", "cmd"])
    private static let textSuffixes = words([
        "md", "mdx", "rst", "adoc", "txt", "log", "out", "html", "htm", "csv", "sql", "patch", "diff",
    ])
    /// Languages and data formats that quote their strings.
    private static let codeSuffixes = words([
        "asm", "c", "cc", "cjs", "clj", "cljs", "coffee", "cpp", "cs", "css", "cts", "cxx", "dart", "ejs", "erb", "erl",
        "ex", "exs", "fs", "go", "gotmpl", "gradle", "graphql", "groovy", "h", "hbs", "hcl", "hpp", "hs", "ipynb", "j2",
        "java", "jinja", "jl", "js", "json", "json5", "jsonc", "jsx", "kt", "kts", "less", "lua", "m", "mjs", "ml", "mm",
        "mts", "nim", "php", "pl", "plist", "pm", "proto", "py", "pyi", "r", "rake", "rb", "rs", "scala", "scss", "sol",
        "svelte", "swift", "tf", "tfstate", "tmpl", "tpl", "ts", "tsx", "tt", "twig", "vb", "vue", "xml", "zig",
    ])
    private static let generatedNames = words([
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "poetry.lock", "composer.lock", "gemfile.lock", "go.sum",
        "uv.lock",
        "podfile.lock", "npm-shrinkwrap.json", "bun.lock", "deno.lock", "flake.lock", "pipfile.lock", "package.resolved", "mix.lock",
    ])
    private static let generatedSuffixes = words(["map", "svg", "snap", "lock", "pbxproj", "ipynb"])
    private static let minifiedSuffixes = words(["js", "css"])

    private static func words(_ list: [String]) -> WordSearch { WordSearch(list, foldsCase: true) }
}
