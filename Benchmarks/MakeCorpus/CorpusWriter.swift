internal import FoundationEssentials
internal import LabelledCorpus
internal import RekeyCore

/// Puts the corpus and its labels on disk.
struct CorpusWriter {
    private let folder: String
    private let rules: RuleCorpus
    private let seed: UInt64

    init(folder: String, rules: [Rule], now: Int64, seed: UInt64) throws {
        (self.folder, self.seed) = (folder, seed)
        self.rules = try RuleCorpus(rules, now: now, seed: seed)
    }

    /// One line of `labels.jsonl`. Offsets are bytes in the file, half-open.
    private struct Label: Encodable {
        var set: String
        var path: String
        var first: Int
        var last: Int
        var start: Int
        var end: Int
        var truth: String
        var rule: String?
        var form: String
        var kind: String
    }

    /// Writes everything, then says what was left out.
    func write() throws {
        var labels = ""
        try add(rules.files.filter(\.isSecret), to: "rules", &labels)
        try add(rules.files.filter { !$0.isSecret }, to: "counterexamples", &labels)
        for set in GenericSet.allCases { try add(set.files(seed: seed), to: set.rawValue, &labels) }
        try Data(labels.utf8).write(to: URL(filePath: folder).appending(path: "labels.jsonl"))
        tell()
    }

    private func add(_ files: [CorpusFile], to set: String, _ labels: inout String) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        for file in files {
            let url = URL(filePath: folder).appending(path: set).appending(path: file.path)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.text.text.utf8).write(to: url)
            let first = file.text.before.utf8.count { $0 == UInt8(ascii: "\n") } + 1
            let label = Label(
                set: set, path: file.path, first: first, last: first + file.text.secret.utf8.count { $0 == UInt8(ascii: "\n") },
                start: file.text.range.lowerBound, end: file.text.range.upperBound, truth: file.isSecret ? "T" : "F",
                rule: file.rule?.rawValue, form: file.form, kind: file.kind)
            labels += String(decoding: try encoder.encode(label), as: UTF8.self) + "\n"
        }
        print("\(set): \(files.count) files")
    }

    private func tell() {
        for (reason, pairs) in Dictionary(grouping: rules.leftOut, by: \.reason).sorted(by: { $0.key < $1.key }) {
            let forms = Dictionary(grouping: pairs, by: \.form).map { "\($0.key) \($0.value.count)" }.sorted().joined(separator: ", ")
            print("left out: \(pairs.count) pairs of example and form, \(reason): \(forms)")
        }
        for (kind, files) in Dictionary(grouping: rules.files.filter(\.isSecret), by: \.kind).sorted(by: { $0.key < $1.key }) {
            print("known \(kind): \(Set(files.map(\.rule)).count) rules, \(files.count) files")
        }
        if !rules.unfound.isEmpty {
            print("examples that their own rule does not find: \(rules.unfound.map(\.rawValue).joined(separator: " "))")
        }
    }
}
