/// A program that reads env files, each in its own way. `docs/env-dialects.md` has the differences.
package enum EnvDialect: String, Sendable, Hashable, CaseIterable {
    /// The npm package `dotenv`, 16 and newer.
    case nodeDotenv
    /// `node --env-file` and `process.loadEnvFile`.
    case nodeEnvFile
    /// `env_file:` of docker compose, and its `.env`.
    case dockerCompose
    /// `set -a; . file`
    case bash
    /// The Python package `python-dotenv`, with its interpolation on.
    case pythonDotenv
    /// `EnvironmentFile=` of systemd.
    case systemd

    /// The name people know it by.
    package var title: String {
        switch self {
        case .nodeDotenv: "dotenv (npm)"
        case .nodeEnvFile: "node --env-file"
        case .dockerCompose: "docker compose"
        case .bash: "bash"
        case .pythonDotenv: "python-dotenv"
        case .systemd: "systemd"
        }
    }
}
