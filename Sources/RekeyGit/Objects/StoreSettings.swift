internal import RekeyCore

/// What a repository's own configuration says of its objects. Source: git-config(1), `extensions.*` and `remote.<name>.promisor`.
struct StoreSettings {
    /// `nil` for a hash that we do not know.
    private(set) var format: ObjectFormat? = .sha1
    /// Whether objects may be left to a remote.
    private(set) var isPartialClone = false

    init(_ file: [UInt8]) {
        for setting in ConfigurationFile(file) {
            switch (setting.section, setting.name) {
            case ("extensions", "objectformat"):
                switch setting.value.map({ String(decoding: $0, as: UTF8.self).lowercased() }) {
                case "sha1": format = .sha1
                case "sha256": format = .sha256
                default: format = nil
                }
            case ("extensions", "partialclone"): isPartialClone = true
            case ("remote", "promisor"): isPartialClone = isPartialClone || setting.isTrue
            default: continue
            }
        }
    }
}
