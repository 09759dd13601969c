internal import PCRE2

/// The forms in which texts read or set a name, as patterns of what stands in front of it or behind it.
final class FormTable {
    /// One form; all look at the end of what stands before a name, or at the start of what stands behind it.
    enum Form: CaseIterable {
        case property, index, call, perlHash, annotation
        case expansion, githubExpression, githubSecret, githubOther, azureExpansion, powerShell
        case assignmentForward, fatArrowKey, keyBefore, legacyEnv, terraformForward, terraformNamedValue, terraformReference
        case shellSet, dockerSet, dockerMount, fromSecret, ansibleLookup, ansibleExpansion, supabaseEnv
        case inlinedRead, openQuote, openBrace, lineStart, yamlKey, yamlItem
        case closesQuote, closesDestructuring, keyBehind, equalsBehind, typeBehind, terraformBlock, valueName
    }

    private let patterns: [Form: Pattern]
    private let matcher: Matcher?

    init() {
        matcher = try? Matcher(matchLimit: 20_000)
        var patterns: [Form: Pattern] = [:]
        for form in Form.allCases { patterns[form] = try? Pattern(Self.source(of: form), useJIT: false) }
        self.patterns = patterns
    }

    /// The match of a form, with the text of its groups; `nil` without one.
    func groups(_ form: Form, _ text: [UInt8]) -> [String]? {
        guard let pattern = patterns[form],
            case .match(let match)? = matcher?.search(for: pattern, in: text.span, from: 0, to: text.count)
        else { return nil }
        return match.groups.map { $0.map { String(decoding: text[$0], as: UTF8.self) } ?? "" }
    }

    /// Whether a form matches.
    func has(_ form: Form, _ text: [UInt8]) -> Bool { groups(form, text) != nil }

    /// Whether one of the forms matches.
    func hasAny(_ forms: [Form], _ text: [UInt8]) -> Bool { forms.contains { has($0, text) } }

    private static func source(of form: Form) -> String {
        switch form {
        case .property: #"(?:\bprocess\.env|\bimport\.meta\.env|\bBun\.env|\bDeno\.env\.toObject\(\)|(?<![\w$])env|\bEnv|\bENV)!?\??\.\z"#
        case .index:
            #"(?:\benv|\benviron|\bENV|\$_ENV|\$_SERVER|[eE]nvironment|\b[cC]onfig(?:uration)?|\bsecrets)!?\s*(?:\?\.)?[\[(]\s*["'`]\z"#
        case .call:
            #"(?:\benv\.(?:get|has|str|string|var|bool|int|url)|Netlify\.env\.get|\benviron\.(?:get|pop|setdefault)|\bgetenvb?|ENV\.(?:fetch|key\?|dig|delete)"#
                + #"|[lL]ookupEnv|\bGetenv|\bLookupEnv|\bvar_os|\benv::(?:var|var_os|remove_var)|\benv!|option_env!|getenv\(\)\.get|GetEnvironmentVariable"#
                + #"|System\.(?:get_env|fetch_env!?)|Environment\.get|\benv|[gG]et_?[eE]nv\w*|[rR]equire_?[eE]nv\w*|Platform\.environment|fromEnvironment"#
                + #"|environmentVariable|config\.get|[cC]onfigService\.get\w*|viper\.\w+|Env::get)(?:::)?(?:<[^<>()]{0,60}>)?(?:\s*\(\s*|[ \t]+)["'`]\z"#
        case .perlHash: #"\$ENV\{\s*["']?\z"#
        case .annotation: #"(?:\benv(?:config)?\s*[:=]\s*["']|@Value\(\s*["']\$\{)\z"#
        case .expansion: #"\$\{?[!#]?\z"#
        case .githubExpression: #"\$\{\{[^}]{0,200}?\z"#
        case .githubSecret: #"\bsecrets(?:\.|\[\s*['"])\z"#
        case .githubOther: #"\b(?:env|vars|inputs|matrix|needs\.[\w.-]+)(?:\.|\[\s*['"])\z"#
        case .azureExpansion: #"\$\(\z"#
        case .powerShell: #"(?:\$[eE]nv:|%)\z"#
        case .assignmentForward: #"(?:^|[\s;&|"'(,\[-])([A-Za-z_][A-Za-z0-9_]*)=["']?[^\s"'=]{0,120}?\$\{?\z"#
        case .fatArrowKey: #"(?:^|[\s;&|"'(,\[-])([A-Za-z_][A-Za-z0-9_]*)=["']?\$\{\{[^}]{0,200}\z"#
        case .keyBefore: #"(?:^|[\s{,"'])([A-Za-z_][A-Za-z0-9_.-]*)["']?\s*:\s+["']?[^,{}]{0,120}(?:\$\{?\{?[^{},]{0,80})?\z"#
        case .legacyEnv: #"^\s*ENV\s+([A-Za-z_][A-Za-z0-9_]*)\s+["']?[^\s"']{0,120}?\$\{?\z"#
        case .terraformForward: #"(?:^|[\s{,(])"?([A-Za-z_][A-Za-z0-9_-]*)"?\s*=\s*[^={}]{0,80}(?:\$\{)?(?:var|local|each\.value)\.\z"#
        case .terraformNamedValue: #"\bname\s*=\s*"([^"\n]{1,100})"[^{}]{0,200}\bvalue\s*=\s*"?(?:\$\{)?(?:var|local)\.\z"#
        case .terraformReference: #"\b(?:var|local)\.\z"#
        case .shellSet: #"(?:^|[\s;&|("'])(?:(?:export|declare|readonly|local|typeset|unset|-e|--env|--build-arg|-x)[ \t=]+["']?)?\z"#
        case .dockerSet: #"(?:^\s*(?:#\s*)?(?:ARG|ENV)\s+(?:\S+\s+){0,50}?|^\s+)\z"#
        case .dockerMount: #"(?:\bid|\benv|\bsource|\bsrc)=\z"#
        case .fromSecret: #"(?:from_secret:\s*|credentialsId:\s*|credentials\(\s*|secret\s+get\s+|secretEnv:.*|secrets:\s*\[?.*)["']?\z"#
        case .ansibleLookup: #"(?:lookup|query|q)\(\s*["'](?:ansible\.builtin\.)?env["']\s*,\s*["']\z"#
        case .ansibleExpansion: #"\{\{[^}]{0,200}?\z"#
        case .supabaseEnv: #"\benv\(\s*\z"#
        case .inlinedRead: #"(?:import\.meta\.env\b.*|\benv!\(\s*"|option_env!\(\s*"|fromEnvironment\(\s*["'])\z"#
        case .openQuote: #"["'`]\z"#
        case .openBrace: #"[{,]\s*\z"#
        case .lineStart: #"^\s*(?:#\s*|//\s*)?(?:export\s+)?\z"#
        case .yamlKey: #"(?:^|[{,])[\s-]*(?:#\s*)?["']?\z"#
        case .yamlItem: #"^\s*(?:#\s*)?-\s+["']?\z|\[(?:[^\]]*,)?\s*["']?\z"#
        case .closesQuote: #"^(?:["'`]\s*(?:[\])},;?`]|as\b|do\b|$)|\})"#
        case .closesDestructuring:
            #"^[^{};()]{0,1200}\}\s*(?::\s*[\w.<>]+\s*)?=\s*(?:process\.env|import\.meta\.env|Bun\.env|Deno\.env|[\w.]*\benv)\b|^[^{};()]{0,1200}\}\s*from\s*["']\$env/"#
        case .keyBehind: #"^["']?\s*:(?:\s|$)"#
        case .equalsBehind: #"^["']?\s*(?::=|\?=|=)(?!=)"#
        case .typeBehind: #"^\??\s*:\s*(?:z\.|string\b|str\b|SecretStr\b|Optional\[|env\.|\{\s*type)"#
        case .terraformBlock: #"^\s*(?:variable|output)\s+"\z"#
        case .valueName: #"([A-Za-z_][A-Za-z0-9_.-]*)["']?\s*(?:=>|:=|=|:)\s*["'`]?[^"'`\s=:]{0,200}\z"#
        }
    }
}
