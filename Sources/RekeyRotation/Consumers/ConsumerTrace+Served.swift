internal import RekeyCore

/// Places that get a secret without naming it: services with an `env_file`, applications on a hosting platform.
extension ConsumerTrace {
    /// The consumers that follow from those found.
    func served() -> [Consumer] { services() + applications() }

    /// Services of compose files whose `env_file` holds one of the names.
    private func services() -> [Consumer] {
        let files = consumers.filter { $0.kind == .envFile && !$0.isComment && !$0.name.isEmpty }
        guard !files.isEmpty else { return [] }
        let byPath = Dictionary(grouping: files, by: \.path)
        var found: [Consumer] = []
        for text in texts where text.format == .compose {
            let outline = KeyOutline(text.bytes)
            for (index, node) in outline.nodes.enumerated() where !node.value.isEmpty {
                let ancestry = outline.ancestry(of: index).map { outline.nodes[$0] }
                guard ancestry.count > 2, ancestry[0].key == "services", ancestry[2].key == "env_file" else { continue }
                for file in byPath[Self.resolve(node.value, beside: text.path)] ?? [] {
                    found.append(Self.service(ancestry[1].key, of: text, at: node, file))
                }
            }
        }
        return found
    }

    private static func service(_ service: String, of text: ConsumerMap.Text, at node: KeyOutline.Node, _ file: Consumer) -> Consumer {
        var consumer = Consumer(
            kind: .composeService, path: text.path, line: node.line + 1, column: node.indent + 1, name: file.name, chain: file.chain,
            effect: .recreate)
        consumer.service = service
        consumer.store = "compose"
        consumer.details[.path] = String(decoding: file.path, as: UTF8.self)
        return consumer
    }

    /// A path written in a file, relative to the repository; `..` above it stays as it is.
    static func resolve(_ written: String, beside path: [UInt8]) -> [UInt8] {
        var parts = String(decoding: path, as: UTF8.self).split(separator: "/").dropLast()
        for part in written.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
        }
        return Array(parts.joined(separator: "/").utf8)
    }

    /// Hosting platforms that give the application the names its code reads. Nothing in the repository names them, so this is likely, not certain.
    private func applications() -> [Consumer] {
        let reads = consumers.filter { $0.kind == .code && !$0.isComment && $0.isCertain && !$0.holdsValue && $0.effect != .rerun }
        let named = Dictionary(reads.map { ($0.name, $0) }) { first, _ in first }
        guard !named.isEmpty else { return [] }
        let detector = StoreDetector(stores.filter { $0.kind == .hosting && $0.id != "supabase-functions" })
        var found: [Consumer] = []
        for text in texts where text.format == .hosting || text.format == .config {
            let references = detector.references(path: text.path, bytes: text.bytes)
            for store in stores where references.contains(where: { $0.store == store.id }) {
                let captured = references.filter { $0.store == store.id }
                found += named.values.map { Self.application(store, of: text, captured, $0) }
            }
        }
        return found
    }

    private static func application(
        _ store: SecretStore, of text: ConsumerMap.Text, _ references: [StoreReference], _ read: Consumer
    ) -> Consumer {
        let range = references.first?.range ?? 0..<0
        let lines = LineIndex(text.bytes.span)
        let line = lines.lineNumber(of: range.lowerBound)
        var consumer = Consumer(
            kind: .hosting, path: text.path, line: line + 1, column: range.lowerBound - lines.starts[line] + 1, name: read.name,
            chain: read.chain, effect: store.needs)
        consumer.store = store.id
        consumer.isCertain = false
        for reference in references {
            guard let gives = reference.gives, gives != .name, consumer.details[gives] == nil else { continue }
            consumer.details[gives] = reference.text
        }
        return consumer
    }
}
