internal import RekeyCore

/// Names in the files of CI systems.
extension NameReader {
    func pipelineReading(_ name: NameOccurrence, _ system: TextFormat.CISystem) -> NameReading? {
        guard let isCertain = usesInPipeline(name) else { return nil }
        var reading = NameReading(kind: .ciWorkflow, effect: .rerun, isCertain: isCertain)
        PipelinePlace.fill(&reading, name, system)
        reading.forwards = forwards(name)
        return reading
    }

    /// Whether the place uses the name; `nil` when not, `false` when only its form says so.
    private func usesInPipeline(_ name: NameOccurrence) -> Bool? {
        if forms.has(.githubSecret, name.before) { return name.isAsked || isLocal(name) ? true : nil }
        if forms.has(.githubOther, name.before) { return name.isVariableHere ? true : nil }
        if forms.hasAny([.expansion, .azureExpansion, .powerShell], name.before) { return name.isVariableHere ? true : nil }
        if forms.has(.fromSecret, name.before) { return name.isAskedOrVariant ? true : nil }
        if readsVariable(name) { return name.isVariable ? true : nil }
        guard name.isAsked else { return nil }
        let isKey = forms.has(.yamlKey, name.before) && forms.has(.keyBehind, name.after)
        let isItem = forms.has(.yamlItem, name.before)
        if isKey || isItem {
            // Why: a variable of the same name with a value of its own may hold something else.
            let isBare = isItem || name.ancestry.last?.value.isEmpty == true
            return isBare && name.keys.contains(where: Self.variableMaps.contains)
        }
        if forms.has(.shellSet, name.before), name.after.first == 0x3D { return true }
        return name.wanted.looksLikeVariable && (isQuoted(name) || keyOfValue(name) != nil) ? false : nil
    }

    private func isLocal(_ name: NameOccurrence) -> Bool {
        if case .local = name.wanted.space { return name.isVariable }
        return false
    }

    /// Keys whose members are variables.
    private static let variableMaps: Set<String> = [
        "env", "environment", "variables", "args", "build-args", "secrets", "secretEnv", "globalEnv", "passEnv", "env_vars",
    ]

    private func forwards(_ name: NameOccurrence) -> [NameReading.Forward] {
        let isExpansion = forms.hasAny(
            [.githubSecret, .githubOther, .expansion, .azureExpansion, .fromSecret, .ansibleLookup], name.before)
        guard isExpansion else { return [] }
        if let target = assigned(name) { return [NameReading.Forward(name: target, space: .environment)] }
        let ancestry = name.ancestry
        guard let key = pipelineKey(name, ancestry), key != name.wanted.name else { return [] }
        let keys = ancestry.dropLast().map(\.key)
        if keys.last == "secrets", let file = calledWorkflow(name) { return [NameReading.Forward(name: key, space: .called(file))] }
        guard keys.contains(where: Self.variableMaps.contains) || WantedName.looksLikeVariable(key) else { return [] }
        return [NameReading.Forward(name: key, space: .environment)]
    }

    /// The variable that the line sets: its key, or the key above a `from_secret`.
    private func pipelineKey(_ name: NameOccurrence, _ ancestry: [KeyOutline.Node]) -> String? {
        guard let key = keyOfValue(name) ?? ancestry.last?.key else { return nil }
        if key == "from_secret" { return ancestry.dropLast().last?.key }
        guard ["value", "secure"].contains(key), let outline = name.text.outline, let node = name.text.node(at: name.offset) else {
            return key.isEmpty || ["run", "script", "command"].contains(key) ? nil : key
        }
        return outline.value("name", of: outline.nodes[node].parent)
    }

    /// The local workflow that the job around a `secrets:` map calls.
    private func calledWorkflow(_ name: NameOccurrence) -> String? {
        guard let outline = name.text.outline, let node = name.text.node(at: name.offset) else { return nil }
        for above in outline.ancestry(of: node).reversed() {
            guard let file = outline.value("uses", of: above), file.hasPrefix("./") else { continue }
            return String(file.dropFirst(2))
        }
        return nil
    }
}
