extension ContainerForm {
    /// One assignment as a line, with its line end.
    func line(_ assignment: Assignment) -> MarkedText {
        let name = assignment.name(in: names)
        let value = assignment.value
        return switch self {
        case .javascript: value.mapped(Escape.doubleQuoted).wrapped("export const \(name) = \"", "\";\n")
        case .python: value.mapped(Escape.singleQuoted).wrapped("\(name) = '", "'\n")
        case .go: value.mapped(Escape.doubleQuoted).wrapped("\t\(name) := \"", "\"\n")
        case .java: value.mapped(Escape.doubleQuoted).wrapped("    private static final String \(name) = \"", "\";\n")
        case .ruby: value.mapped(Escape.singleQuoted).wrapped("  config.\(name) = '", "'\n")
        case .php: value.mapped(Escape.singleQuoted).wrapped("    '\(name)' => '", "',\n")
        case .env: value.wrapped("\(name)=", "\n")
        case .properties: value.wrapped("acme.\(name)=", "\n")
        case .json: value.mapped(Escape.doubleQuoted).wrapped("    \"\(name)\": \"", "\",\n")
        case .yaml: yaml(value).wrapped("  \(name): ", "\n")
        case .toml: value.mapped(Escape.doubleQuoted).wrapped("\(name) = \"", "\"\n")
        case .xmlElement: value.mapped(Escape.xml).wrapped("    <\(name)>", "</\(name)>\n")
        case .xmlAttribute: value.mapped(Escape.xml).wrapped("    <add key=\"\(name)\" value=\"", "\" />\n")
        case .shell: value.mapped(Escape.shell).wrapped("export \(name)='", "'\n")
        case .shellArgument: value.wrapped("docker run --detach --env '\(name)=", "' acme/worker:2\n")
        case .log: value.wrapped("2026-03-01T09:12:44Z INFO settings loaded \(name)=", " worker=7\n")
        case .url: url(value, name, isPlain: assignment.name == CarrierChoice.plainName)
        case .base64: value
        case .containerEnvironment: yaml(value).wrapped("        - name: \(name)\n          value: ", "\n")
        case .taskDefinition:
            value.mapped(Escape.doubleQuoted).wrapped("    { \"name\": \"\(name)\", \"value\": \"", "\" },\n")
        case .kubernetes: value.folded(Escape.base64).wrapped("  \(name): ", "\n")
        }
    }

    /// Plain where YAML reads the value as it is, single-quoted elsewhere. Source: YAML 1.2.2 section 7.3.3, plain style.
    private func yaml(_ value: MarkedText) -> MarkedText {
        let text = value.text
        let isPlain =
            text.first.map { !"!&*-?|>@`\"'%#{}[],: ".contains($0) } ?? true && !text.contains(": ") && !text.contains(" #")
            && text.last != ":"
        if isPlain { return value }
        return value.mapped { Escape.replace("'", in: $0, with: "''") }.wrapped("'", "'")
    }

    /// A value that is an address and says all by itself stands for itself; any other one is a parameter of one.
    private func url(_ value: MarkedText, _ name: String, isPlain: Bool) -> MarkedText {
        if isPlain, value.text.contains("://") { return value.wrapped("see ", " for details\n") }
        return value.mapped(Escape.query).wrapped("https://api.acme.dev/v2/items?page=2&\(name)=", "&sort=name\n")
    }

    /// What stands above the lines.
    var header: String {
        switch self {
        case .go: "func settings() {\n"
        case .java: "final class Settings {\n"
        case .ruby: "Acme.configure do |config|\n"
        case .php: "<?php\nreturn [\n"
        case .json: "{\n  \"service\": {\n"
        case .yaml: "service:\n  replicas: 2\n"
        case .toml: "[service]\n"
        case .xmlElement: "<configuration>\n  <service>\n"
        case .xmlAttribute: "<configuration>\n  <appSettings>\n"
        case .shell, .shellArgument: "#!/bin/sh\nset -eu\n"
        case .kubernetes: "apiVersion: v1\nkind: Secret\nmetadata:\n  name: worker\ntype: Opaque\ndata:\n"
        case .containerEnvironment: "spec:\n  containers:\n    - name: worker\n      image: acme/worker:2\n      env:\n"
        case .taskDefinition: "{\n  \"family\": \"worker\",\n  \"environment\": [\n"
        default: ""
        }
    }

    /// What stands below them.
    var footer: String {
        switch self {
        case .go, .java: "}\n"
        case .ruby: "end\n"
        case .php: "];\n"
        case .json: "    \"replicas\": 2\n  }\n}\n"
        case .taskDefinition: "    { \"name\": \"REPLICAS\", \"value\": \"2\" }\n  ]\n}\n"
        case .xmlElement: "  </service>\n</configuration>\n"
        case .xmlAttribute: "  </appSettings>\n</configuration>\n"
        default: ""
        }
    }
}
