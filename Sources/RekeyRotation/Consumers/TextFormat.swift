internal import RekeyCore

/// What a text is to the consumer map, told from its path and, for YAML and JSON, from its first lines.
enum TextFormat: Sendable, Hashable {
    case envFile, compose, dockerfile, kubernetes, ansible, terraform, supabaseConfig, supabaseFunction, sql, packageJSON, shell, code
    case ci(CISystem)
    case hosting
    /// YAML, JSON, TOML, INI and the like.
    case config
    /// Prose: names in it are no consumers, values are.
    case prose

    /// The systems whose files tell job and step.
    enum CISystem: Sendable, Hashable {
        case github, dependabot, gitlab, circle, bitbucket, azure, jenkins, buildkite, travis, drone, teamcity, cloudBuild
    }

    /// Whether it has an outline of keys.
    var isYAML: Bool {
        switch self {
        case .compose, .kubernetes, .ansible, .config, .hosting, .packageJSON: true
        case .ci(let system): system != .jenkins && system != .teamcity
        case .envFile, .dockerfile, .terraform, .supabaseConfig, .supabaseFunction, .sql, .shell, .code, .prose: false
        }
    }

    init(path: String, bytes: [UInt8]) {
        let folders = path.lowercased().split(separator: "/")
        let name = folders.last.map(String.init) ?? ""
        let ending = name.split(separator: ".").count > 1 ? name.split(separator: ".").last.map(String.init) ?? "" : ""
        let lower = "/" + path.lowercased()
        self =
            Self.ciSystem(lower, name: name, ending: ending).map { .ci($0) } ?? Self.named(lower, name: name, ending: ending)
            ?? Self.ended(ending, folders: folders.dropLast(), head: String(decoding: bytes.prefix(65_536), as: UTF8.self))
    }

    private static func ciSystem(_ path: String, name: String, ending: String) -> CISystem? {
        let isYAML = ending == "yml" || ending == "yaml"
        if isYAML, path.contains("/.github/workflows/") || name == "action.yml" || name == "action.yaml" { return .github }
        if isYAML, path.contains("/.github/dependabot.") { return .dependabot }
        if isYAML, name.hasPrefix(".gitlab-ci") || path.contains("/.gitlab/ci/") || name.hasSuffix(".gitlab-ci.yml") { return .gitlab }
        if isYAML, path.contains("/.circleci/") { return .circle }
        if isYAML, name.hasPrefix("bitbucket-pipelines") { return .bitbucket }
        if isYAML, name.hasPrefix("azure-pipelines") || path.contains("/.azure-pipelines/") || path.contains("/.azuredevops/") {
            return .azure
        }
        if name.hasPrefix("jenkinsfile") || ending == "jenkinsfile" || ending == "groovy" { return .jenkins }
        if isYAML, path.contains("/.buildkite/") || name.hasPrefix("buildkite.") { return .buildkite }
        if isYAML, name.hasPrefix(".travis.") { return .travis }
        if name.hasPrefix(".drone.") || isYAML && (path.contains("/.woodpecker/") || name.hasPrefix(".woodpecker.")) { return .drone }
        if path.contains("/.teamcity/") { return .teamcity }
        if isYAML, name.hasPrefix("cloudbuild") { return .cloudBuild }
        return nil
    }

    private static func named(_ path: String, name: String, ending: String) -> TextFormat? {
        if name.hasPrefix("dockerfile") || name.hasPrefix("containerfile") || ending == "dockerfile" { return .dockerfile }
        if name == ".env" || name.hasPrefix(".env.") || name.hasPrefix(".dev.vars") || ending == "env" || name == ".envrc" {
            return .envFile
        }
        if ending == "yml" || ending == "yaml",
            ["compose", "docker-compose", "docker-stack", "stack"].contains(where: { name.hasPrefix($0) })
        {
            return .compose
        }
        if path.hasSuffix("/supabase/config.toml") { return .supabaseConfig }
        if path.contains("/supabase/functions/"), ["ts", "tsx", "js", "mjs"].contains(ending) { return .supabaseFunction }
        if name == "package.json" || name == "deno.json" || name == "composer.json" { return .packageJSON }
        if [
            "vercel.json", "netlify.toml", "render.yaml", "render.yml", "railway.json", "railway.toml", "procfile", "app.json",
            "heroku.yml",
        ]
        .contains(name) || name.hasPrefix("wrangler.") || name.hasPrefix("fly.") && ending == "toml" {
            return .hosting
        }
        return nil
    }

    private static func ended(_ ending: String, folders: ArraySlice<Substring>, head: String) -> TextFormat {
        switch ending {
        case "yml", "yaml", "tpl": return yaml(folders, head)
        case "tf", "tfvars", "hcl": return .terraform
        case "sql": return .sql
        case "sh", "bash", "zsh", "ksh", "fish", "ps1", "bat", "cmd", "mk": return .shell
        case "j2": return folders.contains("roles") || folders.contains("templates") ? .ansible : .config
        case "md", "mdx", "rst", "txt", "adoc", "html", "htm", "csv", "log", "svg", "lock", "map": return .prose
        case _ where codeEndings.contains(ending): return .code
        case _ where configEndings.contains(ending): return isKubernetes(head) ? .kubernetes : .config
        case "": return head.hasPrefix("#!") ? (head.prefix(64).contains("sh") ? .shell : .code) : .shell
        default: return .prose
        }
    }

    private static func yaml(_ folders: ArraySlice<Substring>, _ head: String) -> TextFormat {
        if isKubernetes(head) || head.contains("secretKeyRef:") { return .kubernetes }
        let isAnsible = folders.contains { ["roles", "playbooks", "group_vars", "host_vars", "ansible"].contains($0) }
        if isAnsible || head.contains("hosts:") && head.contains("tasks:") { return .ansible }
        return .config
    }

    private static func isKubernetes(_ head: String) -> Bool { head.contains("apiVersion") && head.contains("kind") }

    private static let codeEndings: Set<String> = [
        "js", "jsx", "mjs", "cjs", "ts", "tsx", "mts", "cts", "vue", "svelte", "astro", "py", "pyi", "rb", "rake", "erb", "swift", "go",
        "rs",
        "java", "kt", "kts", "scala", "cs", "fs", "vb", "php", "phtml", "c", "cc", "cpp", "h", "hpp", "m", "ex", "exs", "dart", "pl", "pm",
        "lua", "r", "jl", "clj", "hs", "zig", "nim", "cr", "ipynb", "gradle",
    ]
    private static let configEndings: Set<String> = [
        "json", "jsonc", "json5", "toml", "ini", "cfg", "conf", "properties", "xml", "service", "config", "npmrc", "plist", "nix", "cue",
        "jsonnet", "neon", "edn",
    ]
}
