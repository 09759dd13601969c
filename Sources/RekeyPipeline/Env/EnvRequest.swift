/// What `rekey env` is asked for; made by the command line, read by `EnvSession`.
package enum EnvRequest {
    /// The forms an answer can take.
    package enum Format: String, Sendable, CaseIterable {
        case text, json
    }

    /// `rekey env set`.
    package struct Setting: Sendable {
        package var name: String
        /// As seen from where one stands; empty means every env file that has the name.
        package var files: [String] = []
        package var input: SecretInput
        package var addsMissing = false
        package var isRehearsal = false

        package init(name: String, input: SecretInput) {
            self.name = name
            self.input = input
        }
    }
}
