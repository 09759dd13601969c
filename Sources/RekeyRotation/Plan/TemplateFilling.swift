internal import RekeyCore

/// Puts what is known into the texts of a playbook.
struct TemplateFilling {
    private let values: [Playbook.Placeholder: String]

    init(subject: RotationSubject, rotation: String) {
        let facts = subject.facts
        let all: [Playbook.Placeholder: String?] = [
            .ref: facts.projectRef, .name: subject.variables.first, .file: facts.envFile, .owner: facts.owner,
            .repository: facts.repository, .host: facts.host, .rotation: rotation,
        ]
        values = all.compactMapValues { $0 }
    }

    /// Text for people; a word in capitals stands for what is not known.
    func text(_ template: String) -> String {
        Template.parts(of: template).map { part in
            switch part {
            case .text(let text): text
            case .placeholder(let word): Playbook.Placeholder(rawValue: word).map { values[$0] ?? $0.blank } ?? "{\(word)}"
            }
        }.joined()
    }

    /// An address; a value that could end it or lead elsewhere is left out.
    func url(_ template: String) -> String {
        command(template, mayQuote: false).text
    }

    /// A command in which no value can be anything but one word, and what is left for a person to fill in.
    func command(_ template: String, mayQuote: Bool = true) -> (text: String, blanks: [String]) {
        let parts = Template.parts(of: template)
        var output = ""
        var blanks: [String] = []
        for (index, part) in parts.enumerated() {
            switch part {
            case .text(let text): output += text
            case .placeholder(let word):
                guard let placeholder = Playbook.Placeholder(rawValue: word) else { continue }
                let standsAlone = mayQuote && Self.endsWord(output) && Self.startsWord(after: index, in: parts)
                if let value = values[placeholder].flatMap({ Self.shellWord($0, standsAlone: standsAlone) }) {
                    output += value
                } else {
                    output += placeholder.blank
                    let line = "\(placeholder.blank): \(placeholder.meaning)"
                    if !blanks.contains(line) { blanks.append(line) }
                }
            }
        }
        return (output, blanks)
    }

    private static func endsWord(_ text: String) -> Bool { text.last.map { $0 == " " || $0 == "\n" } ?? true }

    private static func startsWord(after index: Int, in parts: [Template.Part]) -> Bool {
        guard index + 1 < parts.count else { return true }
        guard case .text(let next) = parts[index + 1], let first = next.first else { return false }
        return first == " " || first == "\n" || first == ";" || first == ")"
    }

    /// The value as part of a shell command; `nil` when it cannot stand there safely.
    private static func shellWord(_ value: String, standsAlone: Bool) -> String? {
        guard !value.isEmpty, !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else { return nil }
        // Why: a value that starts with a hyphen would be read as an option.
        let value = value.hasPrefix("-") && standsAlone ? "./\(value)" : value
        let plain = value.utf8.allSatisfy { $0.isASCIIAlphanumeric || "_./:@%+=,-".utf8.contains($0) }
        if plain, !value.hasPrefix("-") { return value }
        return standsAlone ? ShellText.quoted(value) : nil
    }
}
