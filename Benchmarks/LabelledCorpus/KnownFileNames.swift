/// Names of files that rules with a path condition ask for.
enum KnownFileNames {
    private static let names = [
        "service.env", "application.ini", ".pgpass", ".ftpconfig", ".msmtprc", ".pypirc", "google-services.json", "rclone.conf",
        "supabase/signing_keys.json",
        "settings.json", "settings.yaml", "settings.xml", "config.php", "deploy.sh", "main.tf", ".npmrc", ".netrc", "docker-compose.yml",
        "terraform.tfstate", ".github/workflows/release.yml", "Dockerfile", "kubeconfig", "mcp.json", ".htpasswd", ".vault_pass",
        ".dockercfg",
    ]

    /// A name that fulfils the condition; `nil` when none of the list does, or the condition is no regex that Swift knows.
    static func fitting(_ path: String?) -> String? {
        guard let path else { return nil }
        guard let pattern = try? Regex(path) else { return nil }
        return names.first { $0.contains(pattern) }
    }
}
