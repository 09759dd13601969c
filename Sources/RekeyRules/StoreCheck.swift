internal import PCRE2
package import RekeyCore

/// What a store must satisfy before its commands are shown to anybody.
package enum StoreCheck {
    /// The first thing wrong with a store: the field and the reason.
    package static func fault(in store: SecretStore) -> (field: String, why: String)? {
        if store.detections.isEmpty { return ("detect", "is missing") }
        if store.set.isEmpty { return ("set", "is missing") }
        for detection in store.detections {
            if let why = fault(in: detection) { return ("detect", why) }
        }
        for (field, commands) in [("set", store.set), ("api", store.api), ("list", store.list), ("after", store.after)] {
            for command in commands {
                if let why = fault(in: command, of: store, takesValue: field == "set" || field == "api") { return (field, why) }
            }
        }
        if let word = unknownWord(in: store.dashboard) { return ("dashboard", "names `{\(word)}`, which is no placeholder") }
        let usesHeader = (store.set + store.api + store.list + store.after).contains { $0.template.contains("$HDR") }
        if usesHeader != (store.header != nil) { return ("header", "and the use of $HDR in commands do not belong together") }
        return nil
    }

    private static func fault(in detection: SecretStore.Detection) -> String? {
        if detection.path == nil, detection.reference == nil { return "has an entry with neither `path` nor `reference`" }
        for source in [detection.path, detection.reference] {
            guard let source else { continue }
            if let why = RuleCheck.regexFault(in: source) { return why }
        }
        guard detection.gives != nil else { return nil }
        let groups = detection.reference.flatMap { try? Pattern($0, useJIT: false).groupCount } ?? 0
        return groups == 0 ? "has an entry with `gives` but no group to give" : nil
    }

    private static func fault(in command: SecretStore.Command, of store: SecretStore, takesValue: Bool) -> String? {
        if !command.level.isEmpty, !store.levels.contains(command.level) {
            return "has the level `\(command.level)`, which is not in `levels`"
        }
        if let word = unknownWord(in: command.template) { return "names `{\(word)}`, which is no placeholder" }
        let namesFile = SecretStore.pieces(of: command.template).contains(.placeholder(.file))
        if namesFile != (takesValue && command.input == .file) { return "may name `{file}` only, and must, with the input `file`" }
        if let word = argumentWords.first(where: command.template.contains) {
            return "has `\(word)`, which takes a value from the arguments; every user can read those"
        }
        if let tool = command.tool ?? (store.tool.isEmpty ? nil : store.tool), !command.template.contains(tool) {
            return "does not call its tool `\(tool)`"
        }
        return nil
    }

    /// Forms that put a value into the process list, or that add a newline to it.
    private static let argumentWords = ["--body", "--from-literal", "--arg ", "--argjson", "echo ", "$NEW", "curl -u", "--password "]

    private static func unknownWord(in template: String) -> String? {
        for case .unknown(let word) in SecretStore.pieces(of: template) { return word }
        return nil
    }
}
