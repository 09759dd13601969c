package import RekeyCore

/// One place that uses a secret by name or by value.
package struct Consumer: Sendable, Equatable {
    package var kind: Kind
    package var path: [UInt8]
    /// From 1.
    package var line: Int
    /// From 1, in bytes: where the name (or the value) starts.
    package var column: Int
    /// The name the place uses; empty for a value without one.
    package var name: String
    /// How it is reached: the name asked for first, the name here last. A renamed forward adds one.
    package var chain: [String]
    /// What has to happen for a new value to take effect here.
    package var effect: ChangeEffect
    /// ID of the store that the place reads from.
    package var store: String?
    /// What the place says of where it belongs: environment, context, namespace, Secret, key, app …
    package var details: [SecretStore.Placeholder: String] = [:]
    package var job: String?
    package var step: String?
    /// Service of a compose file.
    package var service: String?
    package var isComment = false
    /// Whether the value itself stands here, not only its name.
    package var holdsValue = false
    /// Whether the form leaves no doubt that the name is read from the environment or a store.
    package var isCertain = true

    /// What kind of place it is.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case envFile, composeService, dockerfile, kubernetes, ciWorkflow, hosting, terraform, supabaseConfig, supabaseFunction, sql, ansible
        case packageScript, code, otherConfig
    }
}
