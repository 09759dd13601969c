/// A place outside the repository (or an encrypted file in it) that keeps secrets: how it shows, and how a new value gets in.
///
/// Read from `patterns/stores/`; `patterns/README.md` explains each field. No command holds a value: it comes through a pipe.
package struct SecretStore: Sendable, Equatable {
    package var id: String
    package var title: String
    package var kind: Kind
    package var detections: [Detection] = []
    /// Words for the levels a name can be stored on, nearest to the reader first or last as the store's own documentation has it.
    package var levels: [String] = []
    /// Names the system itself gives; a `*` at the end stands for any rest.
    package var ignoredNames: [String] = []
    /// The program that must be on `PATH` for a command that names no other.
    package var tool: String = ""
    package var set: [Command] = []
    /// The same through the provider's HTTP interface, for those without the tool.
    package var api: [Command] = []
    /// Commands that print names, never values.
    package var list: [Command] = []
    package var after: [Command] = []
    /// Where a person does it by hand; may hold placeholders.
    package var dashboard: String = ""
    package var needs: ChangeEffect = .restart
    /// In words: when the new value is used.
    package var effect: String = ""
    /// The line that the file `$HDR` of the commands holds.
    package var header: String?
    /// Whether a newline at the end of the input becomes part of the secret.
    package var keepsNewline = false
    /// Whether the store's tool or interface prints the new value unless silenced.
    package var echoesValue = false
    /// Where to find what a placeholder stands for.
    package var find: [Placeholder: String] = [:]
    package var warnings: [String] = []
    package var references: [String] = []

    package init(id: String, title: String, kind: Kind) {
        self.id = id
        self.title = title
        self.kind = kind
    }

    /// What a store is to an application.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        /// Gives values to the jobs of a pipeline.
        case ci
        /// Runs the application and gives it its environment.
        case hosting
        /// A secret manager that others read.
        case cloud
        case kubernetes
        /// A file of the repository.
        case file
    }

    /// How a repository shows that it uses the store.
    package struct Detection: Sendable, Equatable {
        /// PCRE2 pattern of the path; `nil` for any text file.
        package var path: String?
        /// PCRE2 pattern of the text; `nil` when the file's presence is enough.
        package var reference: String?
        /// What the first group that took part holds; `nil` when only the match counts.
        package var gives: Placeholder?

        package init(path: String?, reference: String?, gives: Placeholder?) {
            self.path = path
            self.reference = reference
            self.gives = gives
        }
    }

    /// One command line with placeholders.
    package struct Command: Sendable, Equatable {
        /// The level it writes or lists; empty for all.
        package var level: String
        /// Overrides the store's `tool`.
        package var tool: String?
        package var input: Input
        package var template: String

        package init(level: String, tool: String? = nil, input: Input = .pipe, template: String) {
            self.level = level
            self.tool = tool
            self.input = input
            self.template = template
        }
    }

    /// How a command takes the new value.
    package enum Input: String, Sendable, Hashable, CaseIterable {
        /// Standard input.
        case pipe
        /// A temporary file of mode 600 outside the repository: `{file}`.
        case file
        /// The program asks for it without echo.
        case prompt
        /// The program opens an editor.
        case editor
    }
}

extension SecretStore {
    /// Whether `name` is one that the system gives and nobody stores.
    package func ignores(_ name: String) -> Bool {
        ignoredNames.contains { pattern in
            pattern.hasSuffix("*") ? name.hasPrefix(pattern.dropLast()) : name == pattern
        }
    }
}
