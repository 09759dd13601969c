/// What a value can stand in: one line of code, configuration, a log … The list is the issue's, with several spellings of some.
package enum ContainerForm: String, Sendable, CaseIterable {
    case javascript, python, go, java, ruby, php
    case env, properties, json, yaml, toml
    case xmlElement = "xml-element"
    case xmlAttribute = "xml-attribute"
    case shell
    case shellArgument = "shell-argument"
    case log, url
    case base64, kubernetes
    case containerEnvironment = "container-env"
    case taskDefinition = "task-definition"

    /// How names are written there.
    package var names: NameStyle {
        switch self {
        case .javascript, .go, .json, .xmlElement: .camel
        case .python, .php, .ruby, .yaml, .toml, .log, .url: .snake
        case .java, .env, .xmlAttribute, .shell, .shellArgument, .base64, .kubernetes, .containerEnvironment, .taskDefinition: .screaming
        case .properties: .kebab
        }
    }

    /// A file name that such text has.
    package var fileName: String {
        switch self {
        case .javascript: "config.js"
        case .python: "settings.py"
        case .go: "config.go"
        case .java: "Settings.java"
        case .ruby: "initializer.rb"
        case .php: "config.php"
        case .env: "service.env"
        case .properties: "application.properties"
        case .json: "appsettings.json"
        case .yaml: "values.yaml"
        case .toml: "service.toml"
        case .xmlElement: "settings.xml"
        case .xmlAttribute: "web.config"
        case .shell: "deploy.sh"
        case .shellArgument: "start.sh"
        case .log: "service.log"
        case .url: "links.txt"
        case .base64: "bundle.txt"
        case .kubernetes: "secret.yaml"
        case .containerEnvironment: "deployment.yaml"
        case .taskDefinition: "task-definition.json"
        }
    }

    /// The assignments as a whole file of this form; `nil` where `refusal(of:)` gives a reason.
    package func file(_ assignments: [Assignment]) -> MarkedText? {
        guard assignments.allSatisfy({ refusal(of: $0) == nil }) else { return nil }
        if self == .base64 {
            return join(assignments.map { $0.value.wrapped($0.name(in: names) + "=", "\n") }, isSecret: assignments.map(\.isSecret))?
                .folded(Escape.base64).wrapped("CONFIG_BUNDLE=", "\n")
        }
        let lines = assignments.map { line($0) }
        guard let body = join(lines, isSecret: assignments.map(\.isSecret)) else { return nil }
        return body.wrapped(header, footer)
    }

    /// Why an assignment is not put into this form; `nil` where it is.
    ///
    /// A text of several lines stands in places that can hold one: see `TextForm`. Everything else goes everywhere.
    package func refusal(of assignment: Assignment) -> String? {
        let value = assignment.value.text
        if value.contains(where: \.isNewline) { return "a value of several lines: see the forms of texts" }
        switch self {
        case .env, .properties, .log:
            if value.contains(" ") { return "an unquoted value ends at a space" }
        case .url:
            if value.contains(" ") { return "nobody writes a sentence into a query" }
        case .shellArgument where value.contains("'"): return "a quote inside a quoted argument"
        default: break
        }
        return nil
    }

    private func join(_ lines: [MarkedText], isSecret: [Bool]) -> MarkedText? {
        guard let index = isSecret.firstIndex(of: true) else { return nil }
        return lines[index].wrapped(lines[..<index].map(\.text).joined(), lines[(index + 1)...].map(\.text).joined())
    }
}
