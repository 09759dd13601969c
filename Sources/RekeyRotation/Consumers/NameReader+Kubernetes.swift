internal import RekeyCore

/// Names in Kubernetes manifests.
extension NameReader {
    func kubernetesReading(_ name: NameOccurrence) -> NameReading? {
        var reading = NameReading(kind: .kubernetes, effect: .restart)
        guard let outline = name.text.outline, let node = name.text.node(at: name.offset) else { return nil }
        describe(&reading, outline, node)
        let keys = name.keys
        let parent = keys.dropLast().last ?? ""
        if name.wanted.space == .kubernetesSecret {
            let isNamed = keys.last == "secretName" || keys.last == "name" && ["secretRef", "secret"].contains(parent)
            guard isNamed else { return nil }
            reading.details[.secret] = name.wanted.name
            return reading
        }
        if forms.hasAny([.expansion, .azureExpansion], name.before) {
            guard name.isVariable else { return nil }
            if keys.last == "value", let target = outline.value("name", of: outline.nodes[node].parent), target != name.wanted.name {
                reading.forwards = [NameReading.Forward(name: target, space: .environment)]
            }
            return reading
        }
        return keyReading(name, reading, outline, node)
    }

    /// A name as a key of a Secret, in a reference to it, or as the name of a variable.
    private func keyReading(_ name: NameOccurrence, _ reading: NameReading, _ outline: KeyOutline, _ node: Int) -> NameReading? {
        var reading = reading
        let keys = name.keys
        let parent = keys.dropLast().last ?? ""
        let isKeyName = name.isAskedOrVariant || name.wanted.space == .kubernetesKey
        if keys.last == name.wanted.name, ["data", "stringData", "encryptedData"].contains(parent) {
            guard isKeyName else { return nil }
            reading.details[.key] = name.wanted.name
            if let secret = reading.details[.secret] { reading.forwards = [NameReading.Forward(name: secret, space: .kubernetesSecret)] }
            return reading
        }
        switch (keys.last, parent) {
        case ("key", "secretKeyRef"), ("property", "secretKeyRef"):
            guard isKeyName else { return nil }
            reading.details[.key] = name.wanted.name
            let above = outline.ancestry(of: node).reversed()
            reading.details[.secret] = outline.value("name", of: outline.nodes[node].parent)
            let target = above.compactMap { outline.nodes[$0].isItem ? outline.value("name", of: $0) : nil }.first
            if let target, target != name.wanted.name { reading.forwards = [NameReading.Forward(name: target, space: .environment)] }
            return reading
        case ("key", "remoteRef"), ("property", "remoteRef"):
            guard name.isAskedOrVariant else { return nil }
            let item = outline.ancestry(of: node).reversed().first { outline.nodes[$0].isItem }
            if let key = item.flatMap({ outline.value("secretKey", of: $0) }), key != name.wanted.name {
                reading.forwards = [NameReading.Forward(name: key, space: .kubernetesKey)]
            }
            return reading
        case ("secretKey", _), ("key", _): return isKeyName ? reading : nil
        case ("name", "") where outline.nodes[node].parent >= 0: return name.isAsked && keys.contains("env") ? reading : nil
        default:
            let isQuotedName = name.wanted.looksLikeVariable && (isQuoted(name) || forms.has(.yamlKey, name.before))
            guard name.isAsked, isQuotedName else { return nil }
            reading.isCertain = false
            return reading
        }
    }

    /// What the manifest around an offset says of itself.
    func manifest(at offset: Int, in text: ConsumerText) -> [SecretStore.Placeholder: String] {
        var reading = NameReading(kind: .kubernetes, effect: .restart)
        if let outline = text.outline, let node = text.node(at: offset) { describe(&reading, outline, node) }
        return reading.details
    }

    /// Namespace, workload, and for a manifest of a Secret its name.
    private func describe(_ reading: inout NameReading, _ outline: KeyOutline, _ node: Int) {
        let root = outline.root(of: node)
        guard let metadata = outline.child("metadata", of: root) else { return }
        reading.details[.namespace] = outline.value("namespace", of: metadata)
        guard let kind = outline.value("kind", of: root), let named = outline.value("name", of: metadata) else { return }
        if kind.contains("Secret") {
            reading.details[.secret] = named
        } else {
            reading.details[.workload] = "\(kind.lowercased())/\(named)"
        }
    }
}
