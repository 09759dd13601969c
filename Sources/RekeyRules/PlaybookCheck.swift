package import RekeyCore

/// What playbooks must satisfy before the build embeds them.
package enum PlaybookCheck {
    /// Throws for the first wrong playbook of a file.
    package static func check(_ playbooks: [Playbook], in source: TOMLSource) throws(Trouble) {
        var seen: Set<String> = []
        for (index, playbook) in playbooks.enumerated() {
            if let fault = fault(in: playbook) {
                let place = source.place(ofEntry: index, of: "playbooks", field: fault.field)
                throw trouble(fault.field, fault.why, at: place, playbook)
            }
            for (entry, step) in playbook.steps.enumerated() {
                guard let fault = fault(in: step, of: playbook) else { continue }
                let place = source.place(ofEntry: entry, of: "playbooks.steps", in: "playbooks", at: index, field: fault.field)
                throw trouble(fault.field, "of step \(step.id) \(fault.why)", at: place, playbook)
            }
            guard seen.insert(playbook.id).inserted else {
                throw trouble("id", "is used twice", at: source.place(ofEntry: index, of: "playbooks", field: "id"), playbook)
            }
        }
    }

    /// Throws when rules and playbooks of the whole catalogue do not fit together: a name without a playbook, a playbook without use.
    package static func check(
        _ playbooks: [(source: TOMLSource, playbooks: [Playbook])], against rules: [(source: TOMLSource, rules: [Rule])]
    ) throws(Trouble) {
        let all = playbooks.flatMap(\.playbooks)
        let names = Set(all.map(\.id))
        for (source, rules) in rules {
            for (index, rule) in rules.enumerated() {
                guard let name = rule.playbook, !names.contains(name) else { continue }
                throw Trouble(
                    "rule not usable: `playbook` names \(name), which patterns/playbooks/ does not have",
                    at: "\(source.place(ofRule: index, field: "playbook")), rule \(rule.id)",
                    next: "correct the name, or write the playbook")
            }
        }
        guard names.contains(PlaybookSet.generic), names.count == all.count, all.filter(\.isForEveryRotation).count <= 1 else {
            throw Trouble(
                "playbooks not usable: \(PlaybookSet.generic) is missing, or two have one `id`, or two say `everyRotation`",
                at: "patterns/playbooks")
        }
        let rules = rules.flatMap(\.rules)
        let used = Set(rules.compactMap(\.playbook) + [PlaybookSet.generic])
        let ruleIDs = Set(rules.map(\.id))
        for (source, playbooks) in playbooks {
            for (index, playbook) in playbooks.enumerated() {
                guard let fault = useFault(in: playbook, names: names, used: used, rules: ruleIDs) else { continue }
                let place = source.place(ofEntry: index, of: "playbooks", field: fault.field)
                throw trouble(fault.field, fault.why, at: place, playbook)
            }
        }
    }

    private static func useFault(
        in playbook: Playbook, names: Set<String>, used: Set<String>, rules: Set<RuleID>
    ) -> (field: String, why: String)? {
        if let stray = playbook.insteadOf.first(where: { !names.contains($0) }) {
            return ("insteadOf", "names \(stray), which is no playbook")
        }
        if let stray = (playbook.rules + playbook.steps.flatMap(\.rules)).first(where: { !rules.contains($0) }) {
            return ("rules", "names \(stray), which is no rule")
        }
        let isUsed = used.contains(playbook.id) || !playbook.insteadOf.isEmpty || playbook.isForEveryRotation
        return isUsed ? nil : ("id", "is used by no rule and no other playbook")
    }

    private static func trouble(_ field: String, _ why: String, at place: String, _ playbook: Playbook) -> Trouble {
        Trouble(
            "playbook not usable: `\(field)` \(why)", at: "\(place), playbook \(playbook.id)",
            next: "see patterns/README.md for the fields, then build again")
    }

    private static func fault(in playbook: Playbook) -> (field: String, why: String)? {
        guard isName(playbook.id, besides: ".") else { return ("id", "holds more than lower-case letters, digits, hyphens and dots") }
        guard !playbook.steps.isEmpty else { return ("steps", "is missing") }
        let ids = playbook.steps.map(\.id)
        if let twice = ids.first(where: { id in ids.filter { $0 == id }.count > 1 }) { return ("steps", "has two called \(twice)") }
        if let link = playbook.dashboards.first(where: { !$0.url.hasPrefix("https://") }) {
            return ("dashboards", "has the address \(link.url), which is not https")
        }
        if let link = playbook.references.first(where: { !$0.hasPrefix("https://") }) {
            return ("references", "has \(link), which is not an https address")
        }
        return templateFault(playbook.templates)
    }

    private static func fault(in step: Playbook.Step, of playbook: Playbook) -> (field: String, why: String)? {
        guard isName(step.id, besides: "") else { return ("id", "holds more than lower-case letters, digits and hyphens") }
        if let stray = step.needs.first(where: { need in need == step.id || !playbook.steps.contains { $0.id == need } }) {
            return ("needs", "names \(stray), which is no other step of the playbook")
        }
        if let url = step.url, !url.hasPrefix("https://") { return ("url", "is not an https address") }
        return templateFault(step.templates) ?? step.command.flatMap { commandFault($0) }
    }

    private static func templateFault(_ templates: [(field: String, text: String)]) -> (field: String, why: String)? {
        for (field, text) in templates {
            for word in Template.placeholders(in: text) where Playbook.Placeholder(rawValue: word) == nil {
                if word == "value" { return (field, "holds {value}: a plan never holds a secret; take it from a pipe") }
                let known = Playbook.Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ", ")
                return (field, "holds {\(word)}; known are \(known)")
            }
        }
        return nil
    }

    /// Ways to put a secret where every process can read it. Source: the arguments of these tools that take the value itself.
    private static let leaks = [
        "--body ", "--value ", "--value=", "--from-literal", "--arg v", "curl -u", "--user ", "echo \"$", "echo $", "export ",
        "--password=",
        "-H \"Authorization", "-H 'Authorization", "-H \"apikey", "-H 'apikey", "--token ", "--header 'Authorization",
    ]

    private static func commandFault(_ command: String) -> (field: String, why: String)? {
        guard let leak = leaks.first(where: command.contains) else { return nil }
        return ("command", "holds `\(leak)`, which would show a secret to other processes; use a pipe, a prompt or -H @\"$HDR\"")
    }

    private static func isName(_ text: String, besides extra: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                byte.isASCIIDigit || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                    || extra.utf8.contains(byte)
            }
    }
}
