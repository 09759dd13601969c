package import RekeyCore
internal import RekeyRules

/// The files made from the examples and counterexamples of rules.
///
/// Which forms a secret is put into is decided by what its rule knows it by (`Carrier`): a value or an assignment goes into every
/// `ContainerForm`, a text that must keep its shape into every `TextForm`, a file of a certain name stays that file. What a form refuses is
/// in `leftOut`, with the reason.
package struct RuleCorpus: Sendable {
    package private(set) var files: [CorpusFile] = []
    package private(set) var leftOut: [LeftOut] = []
    /// Examples that the rule itself does not find; `rekey rules check` tells them, too.
    package private(set) var unfound: [RuleID] = []

    private let seed: UInt64

    /// Makes the files of all `rules`; the same seed gives the same files. `now` is seconds since 1970, for tokens that expire.
    package init(_ rules: [Rule], now: Int64, seed: UInt64 = 1) throws {
        self.seed = seed
        for (number, rule) in rules.enumerated() { try add(rule, number: number, now: now) }
    }

    private mutating func add(_ rule: Rule, number: Int, now: Int64) throws {
        let choice = try CarrierChoice(rule, now: now)
        var known: Set<String> = []
        for (index, template) in rule.examples.enumerated() {
            let example = ExampleTemplate(template, seed: seed &* 6_700_417 &+ UInt64(index))
            guard let carrier = try choice.carrier(of: example) else {
                unfound.append(rule.id)
                continue
            }
            // Why: examples often show the same secret in two places; the forms are those places.
            guard known.insert(Self.shape(of: template, carrier)).inserted else { continue }
            add(carrier, of: rule, folder: "\(rule.provider.isEmpty ? "app" : rule.provider)/\(number)-\(index)")
        }
        for (index, template) in rule.counterexamples.enumerated() {
            let text = ExampleTemplate(template, seed: seed &* 15_485_863 &+ UInt64(index)).text
            addCounterexample(MarkedText(text, 0..<text.count), of: rule, folder: "\(rule.provider)/\(number)-n\(index)")
        }
    }

    /// The marked part of a template, with what else its carrier keeps.
    private static func shape(of template: String, _ carrier: Carrier) -> String {
        let secret = template.split(separator: "‹").last?.split(separator: "›").first.map(String.init) ?? template
        return switch carrier {
        case .value(let value): "\(value.before.filter(\.isPunctuation)) \(secret)"
        case .assignments(let all): all.map(\.name).joined(separator: " ").lowercased().filter(\.isLetter) + secret
        case .text, .file: template
        }
    }

    private mutating func add(_ carrier: Carrier, of rule: Rule, folder: String) {
        switch carrier {
        case .value(let value):
            add([Assignment(name: CarrierChoice.plainName, value: value)], of: rule, folder: folder, kind: carrier.word)
        case .assignments(let all): add(all, of: rule, folder: folder, kind: carrier.word)
        case .text(let text):
            for form in TextForm.allCases { add(text, in: form, of: rule, folder: folder) }
        case .file(let text, let name):
            guard let name = name.isEmpty ? KnownFileNames.fitting(rule.path) : name else {
                leftOut.append(LeftOut(rule: rule.id, form: "file", reason: "no known file name fulfils its path condition"))
                return
            }
            files.append(CorpusFile(path: "\(folder)/\(name)", text: text, rule: rule.id, form: "file", kind: carrier.word, isSecret: true))
        }
    }

    private mutating func add(_ assignments: [Assignment], of rule: Rule, folder: String, kind: String) {
        for form in ContainerForm.allCases {
            if let file = form.file(assignments) {
                files.append(
                    CorpusFile(
                        path: "\(folder)/\(form.fileName)", text: file, rule: rule.id, form: form.rawValue, kind: kind, isSecret: true))
            } else if let reason = assignments.lazy.compactMap({ form.refusal(of: $0) }).first {
                leftOut.append(LeftOut(rule: rule.id, form: form.rawValue, reason: reason))
            }
        }
    }

    private mutating func add(_ text: MarkedText, in form: TextForm, of rule: Rule, folder: String) {
        guard let file = form.file(text) else {
            leftOut.append(LeftOut(rule: rule.id, form: form.rawValue, reason: form.refusal(of: text) ?? ""))
            return
        }
        let name = form.fileName ?? "document.env"
        files.append(
            CorpusFile(
                path: "\(folder)/\(name)", text: file, rule: rule.id, form: form.rawValue, kind: "by the text round it", isSecret: true))
    }

    /// A counterexample keeps its shape: what makes it one may stand anywhere in it.
    private mutating func addCounterexample(_ text: MarkedText, of rule: Rule, folder: String) {
        for form in TextForm.allCases {
            guard let file = form.file(text) else { continue }
            let name = rule.files.first ?? form.fileName ?? "document.env"
            files.append(
                CorpusFile(
                    path: "\(folder)/\(form.rawValue)/\(name)", text: file, rule: rule.id, form: form.rawValue, kind: "counterexample",
                    isSecret: false))
        }
    }
}
