internal import RekeyCore

/// One search for consumers: names lead to places, places to further names, until there are no new ones.
struct ConsumerTrace {
    private(set) var consumers: [Consumer] = []
    let texts: [ConsumerMap.Text]
    let stores: [SecretStore]
    private let detector: StoreDetector
    private let reader = NameReader(forms: FormTable())
    private var prepared: [Int: ConsumerText] = [:]
    private var known: Set<Known> = []
    private var queue: [WantedName] = []

    private struct Known: Hashable {
        let name: String
        let space: WantedName.Space
    }

    init(texts: [ConsumerMap.Text], stores: [SecretStore]) {
        self.texts = texts
        self.stores = stores
        detector = StoreDetector(stores)
    }

    mutating func follow(_ names: [WantedName]) {
        for name in names { want(name) }
        for _ in 0..<ConsumerMap.mostRounds where !queue.isEmpty {
            let round = queue
            queue = []
            search(round)
        }
    }

    private mutating func want(_ name: WantedName) {
        guard known.count < ConsumerMap.mostNames, !name.name.isEmpty, name.name.utf8.count <= 200 else { return }
        guard !known.contains(Known(name: name.name, space: .asked)) else { return }
        guard known.insert(Known(name: name.name, space: name.space)).inserted else { return }
        queue.append(name)
        // Source: Terraform reads its variables from the environment under this prefix.
        guard name.name.hasPrefix("TF_VAR_") else { return }
        let variable = String(name.name.dropFirst(7))
        want(WantedName(name: variable, space: .terraform, chain: name.chain + [variable]))
    }

    private mutating func search(_ names: [WantedName]) {
        let search = NameSearch(names.map(\.name))
        for index in texts.indices where texts[index].format != .prose {
            for found in search.occurrences(in: texts[index].bytes) { read(names[found.name], at: found.offset, in: index) }
        }
    }

    private mutating func read(_ wanted: WantedName, at offset: Int, in index: Int) {
        let text = text(index)
        let name = NameOccurrence(wanted, at: offset, in: text)
        guard let reading = reader.reading(of: name) else { return }
        let isComment = text.isComment(offset)
        var consumer = consumer(wanted, reading, at: offset, in: text)
        consumer.isComment = isComment
        consumers.append(consumer)
        guard !isComment else { return }
        for forward in reading.forwards { want(WantedName(forward, from: wanted, in: index, space: space(of: forward, in: index))) }
    }

    private func space(of forward: NameReading.Forward, in index: Int) -> WantedName.Space {
        switch forward.space {
        case .environment: return .environment(text: index)
        case .local: return .local(text: index)
        case .kubernetesKey: return .kubernetesKey
        case .kubernetesSecret: return .kubernetesSecret
        case .terraform: return .terraform
        case .called(let path):
            let bytes = Array(path.utf8)
            return .local(text: texts.firstIndex { $0.path == bytes } ?? index)
        }
    }

    private func consumer(_ wanted: WantedName, _ reading: NameReading, at offset: Int, in text: ConsumerText) -> Consumer {
        let place = text.place(of: offset)
        var consumer = Consumer(
            kind: reading.kind, path: text.path, line: place.line, column: place.column, name: wanted.name, chain: wanted.chain,
            effect: reading.effect)
        (consumer.job, consumer.step, consumer.service) = (reading.job, reading.step, reading.service)
        consumer.details = reading.details
        consumer.isCertain = reading.isCertain
        setStore(of: &consumer, at: offset, in: text)
        return consumer
    }

    /// The store whose reference the name stands in; a file of one store alone belongs to that store.
    private func setStore(of consumer: inout Consumer, at offset: Int, in text: ConsumerText) {
        if let reference = text.references[offset], let store = stores.first(where: { $0.id == reference.store }) {
            let isSetHere =
                consumer.chain.count > 1 && consumer.chain.last != consumer.chain.first && reference.gives == .name
                && !(text.format == .ci(.drone) || text.format == .ci(.jenkins))
            if !store.ignores(consumer.name), !isSetHere { consumer.store = store.id }
            if reference.gives == .item { consumer.details[.item] = reference.text }
        }
        switch consumer.kind {
        case .kubernetes:
            consumer.store =
                consumer.store ?? (text.references.has("kubernetes-external") ? "kubernetes-external" : "kubernetes")
        case .hosting: addHosting(to: &consumer, from: text)
        case .composeService:
            if consumer.details[.path] == nil, consumer.store != nil { consumer.details[.path] = envFile(beside: text.path) }
        case .envFile, .dockerfile, .ciWorkflow, .terraform, .supabaseConfig, .supabaseFunction, .sql, .ansible, .packageScript, .code,
            .otherConfig:
            break
        }
    }

    private func addHosting(to consumer: inout Consumer, from text: ConsumerText) {
        for reference in text.references.firsts where stores.contains(where: { $0.id == reference.store && $0.kind == .hosting }) {
            consumer.store = consumer.store ?? reference.store
            if let gives = reference.gives, gives != .name, consumer.details[gives] == nil { consumer.details[gives] = reference.text }
        }
        if let store = stores.first(where: { $0.id == consumer.store }) { consumer.effect = store.needs }
    }

    /// The `.env` that compose reads for `${NAME}`.
    private func envFile(beside path: [UInt8]) -> String {
        let folder = path.lastIndex(of: 0x2F).map { path[...$0] } ?? []
        return String(decoding: folder + Array(".env".utf8), as: UTF8.self)
    }

    private mutating func text(_ index: Int) -> ConsumerText {
        if let text = prepared[index] { return text }
        let text = ConsumerText(index: index, texts[index], detector: detector)
        prepared[index] = text
        return text
    }
}

extension ConsumerTrace {
    /// Finds the values, as they are and as base64 text, and looks for the names they are assigned to.
    mutating func follow(values: [SecretText]) {
        for value in values where value.count >= 4 {
            let plain = value.revealedBytes
            for search in [ValueSearch(plain), ValueSearch(Self.base64(plain)), ValueSearch(Self.base64(plain + [0x0A]))] {
                for index in texts.indices {
                    for offset in search.occurrences(in: texts[index].bytes) { readValue(at: offset, in: index) }
                }
            }
        }
    }

    private mutating func readValue(at offset: Int, in index: Int) {
        let text = text(index)
        let name = reader.forms.groups(.valueName, text.before(offset))?[1] ?? ""
        let (kind, effect) = Self.meaning(of: text.format)
        var consumer = consumer(
            WantedName(name: name, space: .asked, chain: name.isEmpty ? [] : [name]), NameReading(kind: kind, effect: effect), at: offset,
            in: text)
        consumer.holdsValue = true
        consumer.isComment = text.isComment(offset)
        if kind == .kubernetes, !name.isEmpty {
            consumer.details = reader.manifest(at: offset, in: text)
            consumer.details[.key] = name
        }
        if kind == .envFile { consumer.details[.path] = text.pathText }
        consumers.append(consumer)
        guard !name.isEmpty else { return }
        if WantedName.looksLikeVariable(name) {
            want(WantedName(name: name, space: .asked, chain: [name]))
        } else if kind == .kubernetes {
            want(WantedName(name: name, space: .kubernetesKey, chain: [name]))
        } else if kind == .terraform {
            want(WantedName(name: name, space: .terraform, chain: [name]))
        }
    }

    private static func meaning(of format: TextFormat) -> (Consumer.Kind, ChangeEffect) {
        switch format {
        case .envFile: (.envFile, .restart)
        case .compose: (.composeService, .recreate)
        case .dockerfile: (.dockerfile, .rebuild)
        case .kubernetes: (.kubernetes, .restart)
        case .ansible: (.ansible, .rerun)
        case .terraform: (.terraform, .redeploy)
        case .supabaseConfig: (.supabaseConfig, .restart)
        case .supabaseFunction: (.supabaseFunction, .redeploy)
        case .sql: (.sql, .rerun)
        case .packageJSON: (.packageScript, .rerun)
        case .shell: (.code, .rerun)
        case .code: (.code, .redeploy)
        case .ci: (.ciWorkflow, .rerun)
        case .hosting: (.hosting, .redeploy)
        case .config: (.otherConfig, .restart)
        case .prose: (.otherConfig, .nothing)
        }
    }

    /// Standard base64, with padding.
    private static func base64(_ bytes: [UInt8]) -> [UInt8] {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for place in 0...3 { text.append(place <= group.count ? letters[bits >> (18 - 6 * place) & 63] : 0x3D) }
        }
        return text
    }
}

extension WantedName {
    /// The name a forward leads to.
    fileprivate init(_ forward: NameReading.Forward, from wanted: WantedName, in text: Int, space: Space) {
        self.init(
            name: forward.name, space: space, chain: forward.name == wanted.chain.last ? wanted.chain : wanted.chain + [forward.name])
    }
}
