internal import RekeyCore

/// Job, step and environment of a line in the file of a CI system.
enum PipelinePlace {
    static func fill(_ reading: inout NameReading, _ name: NameOccurrence, _ system: TextFormat.CISystem) {
        if system == .jenkins {
            reading.step = stage(name)
            return
        }
        guard let outline = name.text.outline, let node = name.text.node(at: name.offset) else { return }
        let ancestry = outline.ancestry(of: node)
        for (depth, index) in ancestry.enumerated() {
            let above = depth > 0 ? outline.nodes[ancestry[depth - 1]].key : ""
            read(outline, index, above: above, depth: depth, system, into: &reading)
        }
        if let job = reading.job, let context = name.text.contexts[job] { reading.details[.context] = context }
        if let group = name.text.variableGroup { reading.details[.group] = group }
        if system == .github { reading.details[.workflow] = name.text.pathText.split(separator: "/").last.map(String.init) }
    }

    private static func read(
        _ outline: KeyOutline, _ index: Int, above: String, depth: Int, _ system: TextFormat.CISystem, into reading: inout NameReading
    ) {
        let node = outline.nodes[index]
        switch (above, system) {
        case ("jobs", _) where !node.isItem: reading.job = node.key
        case ("jobs", _), ("stages", .azure): reading.job = label(outline, index, ["job", "deployment", "stage", "name"]) ?? reading.job
        case ("steps", _), ("pipeline", .drone), ("services", .drone):
            reading.step = node.isItem ? label(outline, index, stepLabels) ?? "step \(node.ordinal)" : node.key
        case (_, .gitlab) where depth == 0 && !gitlabWords.contains(node.key): reading.job = node.key
        default: break
        }
        if node.key == "step", system == .bitbucket { reading.job = outline.value("name", of: index) ?? reading.job }
        for word in ["environment", "deployment"] {
            guard let child = outline.child(word, of: index), system != .circle, system != .drone else { continue }
            let name = outline.value("name", of: child) ?? outline.nodes[child].value
            if !name.isEmpty, !name.contains("$"), name.first != "{" { reading.details[.environment] = name }
        }
    }

    private static let stepLabels = ["name", "displayName", "label", "id", "key", "uses", "task"]

    private static func label(_ outline: KeyOutline, _ index: Int, _ keys: [String]) -> String? {
        for key in keys {
            if let value = outline.value(key, of: index) { return value }
        }
        // `- run:` with a name below it.
        return outline.child("run", of: index).flatMap { outline.value("name", of: $0) }
    }

    /// Source: the global keywords of the GitLab CI/CD YAML reference.
    private static let gitlabWords: Set<String> = [
        "variables", "default", "include", "stages", "workflow", "image", "services", "before_script", "after_script", "cache", "spec",
    ]

    /// The first context that a CircleCI workflow gives each job.
    static func circleContexts(_ outline: KeyOutline) -> [String: String] {
        var contexts: [String: String] = [:]
        for (index, node) in outline.nodes.enumerated() {
            let above = outline.nodes.indices.contains(node.parent) ? node.parent : index
            let isListed = node.isItem && outline.nodes[above].key == "context"
            guard isListed || node.key == "context" else { continue }
            let job = outline.nodes.indices.contains(outline.nodes[above].parent) && isListed ? outline.nodes[above].parent : above
            guard let context = node.value.split(whereSeparator: { "[], ".contains($0) }).first else { continue }
            let key = outline.nodes[job].key
            if contexts[key] == nil { contexts[key] = String(context) }
        }
        return contexts
    }

    /// The first variable group of an Azure pipeline.
    static func azureGroup(_ outline: KeyOutline) -> String? {
        outline.nodes.first { $0.key == "group" && outline.nodes.indices.contains($0.parent) && outline.nodes[$0.parent].isItem }?.value
    }

    /// The last `stage('…')` in front of a name.
    private static func stage(_ name: NameOccurrence) -> String? {
        let reach = name.text.bytes[max(0, name.offset - 8_192)..<name.offset]
        let text = String(decoding: reach, as: UTF8.self)
        guard let stage = text.split(separator: "stage(").dropFirst().last, let quote = stage.first, quote == "'" || quote == "\"" else {
            return nil
        }
        return stage.dropFirst().split(separator: quote, omittingEmptySubsequences: false).first.map(String.init)
    }
}
