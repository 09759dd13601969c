/// One thing to look for. `patterns/README.md` explains every field to rule authors.
package struct Rule: Sendable, Equatable {
    package var id: RuleID
    package var title: String
    package var description: String
    /// Lower-case vendor name such as `supabase`; empty for rules brought along from elsewhere.
    package var provider: String
    package var severity: Severity
    package var confidence: Confidence
    package var matcher: Matcher
    /// PCRE2 source in the RE2 subset; empty unless `matcher` is `.regex`.
    package var regex: String
    /// Regex of the variable name that stands at the start of `regex`, before an assignment; `nil` where the rule names no variable.
    package var name: String?
    /// Capture group holding the secret; 0 is the whole match. Where the group took no part, the first that did, else the whole match.
    package var secretGroup: Int
    /// Case-sensitive literals, at least one of which is in every match (or near it, see `window`).
    package var anchors: [String]
    /// As `anchors`, without regard to ASCII case.
    package var keywords: [String]
    /// Names of files (without folders) that the rule reads whole, for secrets that have no word near them.
    package var files: [String]
    package var boundary: Boundary
    /// Shannon bits per byte that the secret must reach; 0 asks for nothing.
    package var entropy: Double
    /// Regex the path must match; `nil` is any path.
    package var path: String?
    /// How far from an anchor the match may reach, in bytes.
    package var window: Window
    /// Named offline checks, run in order; see `Validators` in RekeyDetect.
    package var validate: [ValidatorCall]
    /// What else must stand nearby.
    package var near: [Nearby]
    package var allowlists: [RuleAllowlist]
    /// Name of the rotation recipe in `patterns/playbooks/`.
    package var playbook: String?
    /// What to do next, in one sentence.
    package var remedy: String
    package var tags: [String]
    package var references: [String]
    /// Text templates that the rule must find; `{class:n}` makes synthetic parts at run time.
    package var examples: [String]
    /// Text templates in which the rule must find nothing.
    package var counterexamples: [String]

    /// Makes a rule with every optional field at its default.
    package init(id: RuleID, title: String) {
        self.id = id
        self.title = title
        description = ""
        provider = ""
        severity = .high
        confidence = .strong
        matcher = .regex
        regex = ""
        name = nil
        secretGroup = 1
        anchors = []
        keywords = []
        files = []
        boundary = .none
        entropy = 0
        path = nil
        window = Window()
        validate = []
        near = []
        allowlists = []
        playbook = nil
        remedy = ""
        tags = []
        references = []
        examples = []
        counterexamples = []
    }
}

extension Rule {
    /// Which engine confirms a candidate.
    package enum Matcher: String, Sendable, CaseIterable {
        /// PCRE2 runs `regex` around the anchor.
        case regex
        /// The hand-written check of an assignment to a credential-named variable.
        case assignment
    }

    /// Bytes that must not touch the match, because the token's own alphabet would go on.
    package enum Boundary: String, Sendable, CaseIterable {
        /// No test.
        case none
        /// `[A-Za-z0-9_]` must not touch.
        case word
        /// `[A-Za-z0-9_-]` must not touch.
        case token
        /// `[A-Za-z0-9+/=_-]` must not touch.
        case base64

        /// Whether `byte` continues the alphabet that this boundary guards.
        package func continues(_ byte: UInt8) -> Bool {
            switch self {
            case .none: false
            case .word: byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_")
            case .token: byte.isASCIIAlphanumeric || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
            case .base64: byte.isBase64 || byte == UInt8(ascii: "=")
            }
        }
    }

    /// Bytes looked at around an anchor.
    package struct Window: Sendable, Equatable {
        package var before: Int
        package var after: Int

        /// The whole text, once per text: for rules that do not say where their keyword stands.
        package static let wholeText = Window(before: .max, after: .max)

        /// 256 bytes before the anchor and 1,024 after it suit every single-line credential.
        package init(before: Int = 256, after: Int = 1024) {
            self.before = before
            self.after = after
        }
    }

    /// A named validator with its arguments, as written in the rule.
    package struct ValidatorCall: Sendable, Equatable {
        package var name: String
        package var arguments: [String: String]

        package init(name: String, arguments: [String: String] = [:]) {
            self.name = name
            self.arguments = arguments
        }
    }

    /// A neighbour that a match needs.
    package struct Nearby: Sendable, Equatable {
        /// Regex that must match within `lines` lines of the finding (or the path, when `path` is true).
        package var regex: String
        package var lines: Int

        package init(regex: String, lines: Int) {
            self.regex = regex
            self.lines = lines
        }
    }
}

/// What excuses a match of one rule; the fields of gitleaks' `[[rules.allowlists]]`.
package struct RuleAllowlist: Sendable, Equatable {
    /// What `regexes` are tried against.
    package enum Target: String, Sendable, CaseIterable { case secret, match, line }

    package var description: String
    package var regexes: [String]
    package var target: Target
    package var paths: [String]
    package var stopwords: [String]
    package var commits: [String]
    /// True when every given kind of condition must hold, false when one is enough.
    package var requiresAll: Bool

    package init(
        description: String = "", regexes: [String] = [], target: Target = .secret, paths: [String] = [], stopwords: [String] = [],
        commits: [String] = [], requiresAll: Bool = false
    ) {
        self.description = description
        self.regexes = regexes
        self.target = target
        self.paths = paths
        self.stopwords = stopwords
        self.commits = commits
        self.requiresAll = requiresAll
    }
}
