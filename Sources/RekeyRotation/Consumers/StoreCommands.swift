package import RekeyCore

/// The commands that put a new value into a store, with everything known filled in.
package struct StoreCommands: Sendable, Equatable {
    /// Commands that set the value, those of the place's own level first. Each takes it from a pipe, a file, a prompt or an editor.
    package var set: [Line]
    /// Commands that list names, never values.
    package var list: [Line]
    /// What to run afterwards.
    package var after: [Line]
    /// Where a person does it by hand.
    package var dashboard: String
    /// What the reader has to know or fill in, each once.
    package var notes: [String]

    /// One command.
    package struct Line: Sendable, Equatable {
        package var level: String
        /// The program that must be on `PATH`.
        package var tool: String
        package var input: SecretStore.Input
        /// What to run. Bash accepts it as it is; holes stand as `'<app>'`.
        package var text: String
        /// The holes.
        package var missing: [SecretStore.Placeholder]
    }

    /// What the reader's own side is called.
    package struct Names: Sendable {
        /// Name of the secret in the store; the consumer's own name when `nil`.
        package var name: String?
        /// The command that writes the new value to a pipe, without a newline at its end.
        package var newValue: String
        /// Further values of placeholders; they win over what the repository says.
        package var known: [SecretStore.Placeholder: String]

        package init(name: String? = nil, newValue: String, known: [SecretStore.Placeholder: String] = [:]) {
            self.name = name
            self.newValue = newValue
            self.known = known
        }
    }

    /// The producer of a value kept in an env file: `rekey env get NAME --file FILE`.
    package static func producer(name: String, file: String) -> String {
        let word = ShellWord()
        return "rekey env get \(word.form(of: name) ?? word.hole("name")) --file \(word.form(of: file) ?? word.hole("file"))"
    }

    /// Fills in the commands of `store` for one place that reads from it. `place` is `nil` when the repository has no usable remote.
    package static func render(
        _ store: SecretStore, for consumer: Consumer?, at place: RepositoryPlace?, names: Names
    ) -> StoreCommands {
        var filling = CommandFilling(store: store, consumer: consumer, place: place, names: names)
        let levels = store.levels
        let own = filling.levelOfConsumer(levels)
        let sets = (store.set + store.api).enumerated().sorted {
            ($0.element.level == own ? 0 : 1, $0.offset) < ($1.element.level == own ? 0 : 1, $1.offset)
        }
        let set = sets.map { filling.line($0.element, takesValue: true) }
        let list = store.list.map { filling.line($0, takesValue: false) }
        let after = store.after.map { filling.line($0, takesValue: false) }
        let dashboard = filling.plain(store.dashboard)
        return StoreCommands(set: set, list: list, after: after, dashboard: dashboard, notes: filling.notes(for: set))
    }
}
