/// What a text that must keep its own shape can stand in: private keys, `.netrc`, command lines, documents with several parts.
package enum TextForm: String, Sendable, CaseIterable {
    /// The text as a file of its own.
    case verbatim
    /// A JSON string, line ends as `\n`.
    case jsonString = "json-string"
    /// A literal block of YAML.
    case yamlBlock = "yaml-block"
    /// A triple-quoted string of Python.
    case pythonText = "python-text"
    /// A here-document of a shell script.
    case hereDocument = "here-document"
    /// One line of a log.
    case logLine = "log-line"
    /// The whole text in base64, on one line.
    case base64Text = "base64-text"

    /// A file name that such text has; `nil` for a file of its own, whose name says what it is.
    package var fileName: String? {
        switch self {
        case .verbatim: nil
        case .jsonString: "bundle.json"
        case .yamlBlock: "configmap.yaml"
        case .pythonText: "provision.py"
        case .hereDocument: "provision.sh"
        case .logLine: "provision.log"
        case .base64Text: "provision.txt"
        }
    }

    /// Why a text is not put into this form; `nil` where it is.
    package func refusal(of text: MarkedText) -> String? {
        switch self {
        case .logLine where text.text.contains(where: \.isNewline): "a log line is one line"
        case .pythonText where text.text.contains("'''"): "the string would end inside"
        default: nil
        }
    }

    /// The text in this form; `nil` where `refusal(of:)` gives a reason.
    package func file(_ text: MarkedText) -> MarkedText? {
        guard refusal(of: text) == nil else { return nil }
        return switch self {
        case .verbatim: text.wrapped("", "\n")
        case .jsonString: text.mapped(Escape.doubleQuoted).wrapped("{\n  \"mode\": \"0600\",\n  \"content\": \"", "\"\n}\n")
        case .yamlBlock: text.mapped { Escape.indented($0, by: 4) }.wrapped("files:\n  content: |\n    ", "\n")
        case .pythonText: text.mapped(backslashes).wrapped("CONTENT = '''\n", "\n'''\n")
        case .hereDocument: text.wrapped("#!/bin/sh\ncat >\"$target\" <<'END'\n", "\nEND\n")
        case .logLine: text.wrapped("2026-03-01 09:12:44,120 INFO provision: writing ", "\n")
        case .base64Text: text.wrapped("", "\n").folded(Escape.base64).wrapped("content: ", "\n")
        }
    }

    private func backslashes(_ text: String) -> String { Escape.replace("\\", in: text, with: "\\\\") }
}
