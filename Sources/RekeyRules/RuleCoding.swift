internal import RekeyCore

/// The binary form of one rule inside the embedded catalogue. Written by the build, read by the same sources: no versions to reconcile.
enum RuleCoding {
    static func write(_ rule: Rule, into writer: inout ByteWriter) {
        for text in [
            rule.id.rawValue, rule.title, rule.description, rule.provider, rule.severity.rawValue, rule.confidence.rawValue,
            rule.matcher.rawValue, rule.regex, rule.boundary.rawValue, rule.path ?? "", rule.name ?? "", rule.playbook ?? "", rule.remedy,
            "\(rule.entropy)",
        ] { writer.string(text) }
        for number in [rule.secretGroup, rule.window.before, rule.window.after] { writer.uint32(number) }
        for texts in [rule.anchors, rule.keywords, rule.files, rule.tags, rule.references, rule.examples, rule.counterexamples] {
            writer.list(texts) { $0.string($1) }
        }
        writer.list(rule.validate) { writer, call in
            writer.string(call.name)
            writer.list(call.arguments.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] }) { $0.string($1) }
        }
        writer.list(rule.near) { writer, near in
            writer.string(near.regex)
            writer.uint32(near.lines)
        }
        writer.list(rule.allowlists, writeAllowlist)
    }

    private static func writeAllowlist(_ writer: inout ByteWriter, _ allowlist: RuleAllowlist) {
        writer.string(allowlist.description)
        writer.string(allowlist.target.rawValue)
        writer.byte(allowlist.requiresAll ? 1 : 0)
        for texts in [allowlist.regexes, allowlist.paths, allowlist.stopwords, allowlist.commits] { writer.list(texts) { $0.string($1) } }
    }

    static func read(_ reader: inout ByteReader) throws(ByteReader.Fault) -> Rule {
        let id = try string(&reader)
        var rule = Rule(id: RuleID(id), title: try string(&reader))
        rule.description = try string(&reader)
        rule.provider = try string(&reader)
        rule.severity = try choice(&reader)
        rule.confidence = try choice(&reader)
        rule.matcher = try choice(&reader)
        rule.regex = try string(&reader)
        rule.boundary = try choice(&reader)
        rule.path = try optional(&reader)
        rule.name = try optional(&reader)
        rule.playbook = try optional(&reader)
        rule.remedy = try string(&reader)
        rule.entropy = Double(try string(&reader)) ?? 0
        rule.secretGroup = Int(try reader.uint32())
        rule.window = Rule.Window(before: try distance(&reader), after: try distance(&reader))
        rule.anchors = try strings(&reader)
        rule.keywords = try strings(&reader)
        rule.files = try strings(&reader)
        rule.tags = try strings(&reader)
        rule.references = try strings(&reader)
        rule.examples = try strings(&reader)
        rule.counterexamples = try strings(&reader)
        try readConditions(&reader, into: &rule)
        return rule
    }

    private static func readConditions(_ reader: inout ByteReader, into rule: inout Rule) throws(ByteReader.Fault) {
        for _ in 0..<(try reader.uint32()) {
            let name = try string(&reader)
            let flat = try strings(&reader)
            var arguments: [String: String] = [:]
            for index in stride(from: 0, to: flat.count - 1, by: 2) { arguments[flat[index]] = flat[index + 1] }
            rule.validate.append(Rule.ValidatorCall(name: name, arguments: arguments))
        }
        for _ in 0..<(try reader.uint32()) {
            rule.near.append(Rule.Nearby(regex: try string(&reader), lines: Int(try reader.uint32())))
        }
        for _ in 0..<(try reader.uint32()) {
            var allowlist = RuleAllowlist(description: try string(&reader))
            allowlist.target = try choice(&reader)
            allowlist.requiresAll = try reader.byte() == 1
            allowlist.regexes = try strings(&reader)
            allowlist.paths = try strings(&reader)
            allowlist.stopwords = try strings(&reader)
            allowlist.commits = try strings(&reader)
            rule.allowlists.append(allowlist)
        }
    }

    private static func string(_ reader: inout ByteReader) throws(ByteReader.Fault) -> String {
        String(decoding: try reader.bytes(Int(try reader.uint32())), as: UTF8.self)
    }

    private static func optional(_ reader: inout ByteReader) throws(ByteReader.Fault) -> String? {
        let value = try string(&reader)
        return value.isEmpty ? nil : value
    }

    private static func strings(_ reader: inout ByteReader) throws(ByteReader.Fault) -> [String] {
        var values: [String] = []
        for _ in 0..<(try reader.uint32()) { values.append(try string(&reader)) }
        return values
    }

    /// A window side; the largest number stands for the whole text.
    private static func distance(_ reader: inout ByteReader) throws(ByteReader.Fault) -> Int {
        let value = try reader.uint32()
        return value == .max ? .max : Int(value)
    }

    private static func choice<Choice: RawRepresentable<String>>(_ reader: inout ByteReader) throws(ByteReader.Fault) -> Choice {
        guard let choice = Choice(rawValue: try string(&reader)) else { throw .invalid(offset: reader.offset) }
        return choice
    }
}
