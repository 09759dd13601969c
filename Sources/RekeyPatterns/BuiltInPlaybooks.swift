package import RekeyCore
internal import RekeyRules

/// The playbooks that rekey carries. Nothing is decoded or parsed before `load()` is called.
package enum BuiltInPlaybooks {
    /// Parses what the build embedded and checked, in the order of the files' names; throws only when the program file is damaged.
    package static func load() throws(Trouble) -> [Playbook] {
        var playbooks: [Playbook] = []
        for text in EmbeddedPatterns.playbooks {
            guard let source = text.source else {
                throw Trouble("playbooks not readable: the program file is damaged", next: "install rekey again", status: .fault)
            }
            playbooks += try PlaybookFile.playbooks(in: source)
        }
        return playbooks
    }

    /// As `load()`, ready to be asked for the playbook of a finding.
    package static func set() throws(Trouble) -> PlaybookSet { PlaybookSet(try load()) }
}
