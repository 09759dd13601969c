/// What `rekey rotate verify` is asked to look at besides the repository.
package struct VerifyRequest: Sendable {
    /// The rotation; `nil` for the only one.
    package var id: String?
    /// Logs, archives and saved images, as seen from where one stands.
    package var logs: [String] = []
    /// A file with the output of `docker compose config`.
    package var composeFile: String?
    /// Whether `docker compose config` is run.
    package var runsCompose = false
    /// Whether the old value comes on standard input.
    package var readsValue = false
    /// Whether code that still reads the name is right, because a store gives it its value now.
    package var nameStays = false

    package init() {}
}
