internal import RekeyCore

/// What the name of a file tells about secrets in it.
package enum EnvPath {
    /// Whether programs read their environment from such a file: `.env`, `.env.production`, `api.env`, `.envrc`, `.dev.vars`.
    package static func isEnvFile(_ path: [UInt8]) -> Bool {
        let name = self.name(path)
        return name == ".envrc" || ConfigKind(path: name) == .envFile
    }

    /// Whether the file is read for secrets though git ignores it: env files, Terraform variables, and the settings of npm and of agents.
    package static func holdsSecrets(_ path: [UInt8]) -> Bool {
        let name = self.name(path)
        return isEnvFile(path) || name == ".npmrc" || name == ".mcp.json" || name.hasSuffix(".tfvars") || name.hasSuffix(".tfvars.json")
    }

    /// Whether the file only shows which variables there are: `.env.example` and the like, which belong into git and hold no secret.
    package static func isTemplate(_ path: [UInt8]) -> Bool {
        isEnvFile(path)
            && name(path).split { $0 == "." || $0 == "-" || $0 == "_" }.contains { templateWords.contains(String($0)) }
    }

    private static let templateWords: Set<String> = ["example", "sample", "template", "tmpl", "tpl", "dist", "defaults", "schema"]

    private static func name(_ path: [UInt8]) -> String {
        let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        return String(decoding: path[start...].map(\.asciiLowercased), as: UTF8.self)
    }
}
