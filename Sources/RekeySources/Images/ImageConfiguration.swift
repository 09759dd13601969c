package import RekeyCore

/// What the configuration of a container image says: variables, labels, the command, and the instructions that made it.
///
/// Source: the OCI image specification 1.1, config.md; the configuration of Docker has the same members.
package struct ImageConfiguration {
    /// One of its texts: what it is, in words for people, under a name whose ending says how to read it.
    struct Text: Equatable {
        var name: String
        var words: String
        var text: String
    }

    /// What made each layer, in order; steps that left no layer are not there.
    private(set) var instructions: [ImageInstruction] = []
    private(set) var texts: [Text] = []

    /// Bytes of a configuration; no real one comes near it.
    static let longest = 4 << 20

    /// `nil` for bytes that are no configuration of an image.
    init?(_ bytes: [UInt8]) {
        guard bytes.first == UInt8(ascii: "{"), bytes.count <= Self.longest, Self.mayBe(bytes),
            let whole = JSONReader.wholeValue(of: bytes),
            let members = whole.members, members["rootfs"]?.members?["diff_ids"]?.elements != nil
        else { return nil }
        let history = (members["history"]?.elements ?? []).compactMap(\.members)
        for step in history where step["empty_layer"] != .boolean(true) {
            instructions.append(ImageInstruction(step["created_by"]?.text ?? ""))
        }
        for member in ["config", "container_config"] {
            if let config = members[member]?.members { add(config, isFirst: member == "config") }
        }
        let steps = history.map { step in
            let parts = [step["created_by"]?.text, step["comment"]?.text, step["author"]?.text].compactMap(\.self)
            return Self.line(parts.joined(separator: "  # "))
        }
        add("history", "history", steps)
        var others = members
        for key in ["history", "rootfs"] { others[key] = nil }
        for member in ["config", "container_config"] {
            if var config = members[member]?.members {
                for key in ["Env", "Labels", "Entrypoint", "Cmd", "Shell", "OnBuild", "Healthcheck"] { config[key] = nil }
                others[member] = .object(config)
            }
        }
        add("config/other.properties", "config", Self.strings(.object(others), named: ""))
    }

    /// Every string in a value, as `name=value`, so that nothing in a configuration goes by unread.
    private static func strings(_ value: ParsedJSON, named name: String) -> [String] {
        if let text = value.text { return [line("\(name)=\(text)")] }
        if let elements = value.elements { return elements.flatMap { strings($0, named: name) } }
        let members = value.members ?? [:]
        return members.sorted { $0.key < $1.key }.flatMap { key, value in
            (value.text == nil ? [line(key)] : []) + strings(value, named: key)
        }
    }

    /// A cheap look before the parsing.
    private static func mayBe(_ bytes: [UInt8]) -> Bool {
        let word = Array("\"diff_ids\"".utf8)
        return bytes.indices.contains { bytes[$0] == word[0] && bytes[$0...].starts(with: word) }
    }

    private mutating func add(_ config: [String: ParsedJSON], isFirst: Bool) {
        let prefix = isFirst ? "config" : "container_config"
        add("\(prefix)/.env", "\(prefix) Env", (config["Env"]?.texts ?? []).map(Self.line))
        let labels = config["Labels"]?.members ?? [:]
        let lines = labels.sorted { $0.key < $1.key }.map { Self.line("\($0.key)=\($0.value.text ?? "")") }
        add("\(prefix)/Labels.properties", "\(prefix) Labels", lines)
        for key in ["Entrypoint", "Cmd", "Shell", "OnBuild"] {
            let words = config[key]?.texts ?? config[key]?.text.map { [$0] } ?? []
            let separator = key == "OnBuild" ? "\n" : " "
            add("\(prefix)/\(key).sh", "\(prefix) \(key)", [words.map(Self.line).joined(separator: separator)])
        }
        let health = config["Healthcheck"]?.members?["Test"]?.texts ?? []
        add("\(prefix)/Healthcheck.sh", "\(prefix) Healthcheck", [health.map(Self.line).joined(separator: " ")])
    }

    private mutating func add(_ name: String, _ words: String, _ lines: [String]) {
        guard lines.contains(where: { !$0.isEmpty }) else { return }
        texts.append(Text(name: name, words: words, text: lines.joined(separator: "\n") + "\n"))
    }

    /// One line, so that the number of a line is that of the variable or step.
    private static func line(_ text: String) -> String {
        text.contains(where: \.isNewline) ? String(text.map { $0.isNewline ? " " : $0 }) : text
    }
}

extension ImageConfiguration {
    /// Whether a file of a folder is named as the OCI layout names it: by 64 digits in `blobs/sha256`.
    package static func mayBe(at path: [UInt8]) -> Bool {
        let folder = Array("blobs/sha256/".utf8)
        return path.count >= folder.count + 64 && path.dropLast(64).suffix(folder.count).elementsEqual(folder)
    }

    /// The texts of a configuration as chunks whose paths are below its own; none for any other file.
    package static func chunks(_ bytes: [UInt8], _ provenance: Provenance) -> [Chunk] {
        guard let configuration = ImageConfiguration(bytes) else { return [] }
        return configuration.texts.map { text in
            var part = provenance
            part.entry += (part.entry.isEmpty ? [] : Provenance.entrySeparator) + Array(text.name.utf8)
            return Chunk(bytes: Array(text.text.utf8), provenance: part, startOffset: nil)
        }
    }
}
