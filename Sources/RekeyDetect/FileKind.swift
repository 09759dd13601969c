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

    package let syntax: Syntax
    /// Tests, documentation, examples, fixtures: secrets there are seldom real.
    package let isSampleGround: Bool
    /// Lock files, minified bundles, source maps, vector graphics: full of digests and generated strings.
    package let isGenerated: Bool
    /// Translations: texts under keys such as `password`.
    package let isTranslation: Bool

    package init(path: [UInt8]) {
        let lower = path.map(\.asciiLowercased)
        let folders = lower.split(separator: UInt8(ascii: "/")).map { String(decoding: $0, as: UTF8.self) }
        let name = folders.last ?? ""
        let suffix = name.split(separator: ".").last.map(String.init) ?? ""
        syntax = Self.syntax(name: name, suffix: suffix)
        isSampleGround = folders.dropLast().contains { Self.sampleFolders.contains($0) } || Self.isSample(name: name)
        isGenerated = Self.generatedNames.contains(name) || Self.generatedSuffixes.contains { name.hasSuffix($0) }
        isTranslation = folders.dropLast().contains { Self.translationFolders.contains($0) }
    }

    private static func syntax(name: String, suffix: String) -> Syntax {
        if name.hasPrefix(".env") || name.hasPrefix("env.") || name.hasSuffix(".env") || assignmentNames.contains(name) {
            return .assignments
        }
        if name.hasPrefix("dockerfile") || name == "containerfile" || suffix == "dockerfile" || name.hasPrefix(".bash")
            || name == ".profile"
            || name.hasPrefix(".zsh")
        {
            return .shell
        }
        if assignmentSuffixes.contains(suffix) { return .assignments }
        if suffix == "yml" || suffix == "yaml" { return .yaml }
        if shellSuffixes.contains(suffix) { return .shell }
        // Why: `.credentials`, `.tugboat` and other dotfiles without a suffix are configuration.
        if name.hasPrefix("."), !name.utf8.dropFirst().contains(UInt8(ascii: ".")) { return .assignments }
        if textSuffixes.contains(suffix) || !name.utf8.dropFirst().contains(UInt8(ascii: ".")) { return .text }
        return .code
    }

    private static func isSample(name: String) -> Bool {
        let bytes = Array(name.utf8)
        if ["readme", "changelog", "test_"].contains(where: { name.utf8.starts(with: $0.utf8) }) { return true }
        if [".md", ".rst", ".adoc", ".mdx"].contains(where: { name.hasSuffix($0) }) { return true }
        return ["example", "sample", ".test.", ".spec.", "_test.", "tests."].contains { Placeholder.contains(bytes.span, $0) }
    }

    private static let sampleFolders: Set<String> = [
        "test", "tests", "testing", "testdata", "test-data", "spec", "specs", "__tests__", "__mocks__", "mock", "mocks", "fixtures",
        "fixture",
        "examples", "example", "samples", "sample", "demo", "demos", "doc", "docs", "documentation", "e2e", "benchmark", "benchmarks",
        "generated",
        "__generated__", "vendor", "third_party", "third-party", "node_modules", "deps",
    ]
    private static let translationFolders: Set<String> = ["locale", "locales", "i18n", "lang", "langs", "l10n", "translations", "messages"]
    private static let assignmentNames: Set<String> = [
        ".flaskenv", ".envrc", ".npmrc", ".pypirc", ".netrc", ".s3cfg", "credentials", ".pgpass",
    ]
    private static let assignmentSuffixes: Set<String> = [
        "env", "properties", "ini", "cfg", "conf", "cnf", "config", "service", "tfvars", "toml", "editorconfig", "envrc",
    ]
    private static let shellSuffixes: Set<String> = ["sh", "bash", "zsh", "fish", "ksh", "ps1", "bat", "cmd"]
    private static let textSuffixes: Set<String> = [
        "md", "mdx", "rst", "adoc", "txt", "log", "out", "html", "htm", "csv", "sql", "patch", "diff",
    ]
    private static let generatedNames: Set<String> = [
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "cargo.lock", "poetry.lock", "composer.lock", "gemfile.lock", "go.sum",
        "uv.lock",
        "podfile.lock", "npm-shrinkwrap.json", "bun.lock", "deno.lock", "flake.lock", "pipfile.lock", "package.resolved", "mix.lock",
    ]
    private static let generatedSuffixes = [".min.js", ".min.css", ".map", ".svg", ".snap", ".lock", ".pbxproj", ".ipynb"]
}
