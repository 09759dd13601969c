internal import RekeyCore

/// The notation of a configuration file, judged by its name.
package enum ConfigKind: String, Sendable, Hashable, CaseIterable {
    case envFile, shell, json, yaml, composeFile, toml, terraform, npmrc

    /// `nil` for files whose notation is not known here.
    package init?(path: String) {
        let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
        let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
        switch ending {
        case "json", "jsonc", "json5", "webmanifest": self = .json
        case "yml", "yaml": self = name.contains("compose") ? .composeFile : .yaml
        case "toml": self = .toml
        case "tfvars", "tf", "hcl": self = .terraform
        case "npmrc", "ini", "pypirc", "properties": self = .npmrc
        case "envrc", "sh", "bash", "zsh", "bashrc", "zshrc", "profile", "bash_profile", "zshenv": self = .shell
        default:
            if name.hasPrefix(".dev.vars") {
                self = .envFile
                return
            }
            guard name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env") || name.hasPrefix("env.") || name == "env" else {
                return nil
            }
            self = .envFile
        }
    }
}
