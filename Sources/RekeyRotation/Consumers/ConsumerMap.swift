package import RekeyCore

/// Everywhere a secret is used, by name or by value, in the texts it was fed with. Reads nothing itself.
///
/// Time is linear in the texts for a given number of names; renamed forwards are followed until nothing new turns up.
package struct ConsumerMap: Sendable {
    struct Text: Sendable {
        let path: [UInt8]
        let bytes: [UInt8]
        let format: TextFormat
    }

    private let stores: [SecretStore]
    private(set) var texts: [Text] = []
    /// Texts that were given but not kept: with NUL bytes, or over `longestText`.
    package private(set) var leftOut = 0

    /// Longest text that is looked at, in bytes; configuration and source files are far shorter.
    package static let longestText = 16 << 20
    /// How often a name may be renamed, and how many names are followed in all: a limit for hostile repositories.
    static let mostRounds = 12
    static let mostNames = 256

    package init(stores: [SecretStore]) { self.stores = stores }

    /// Adds one file. `path` is relative to the repository, with `/` between folders.
    package mutating func add(path: [UInt8], bytes: [UInt8]) {
        guard bytes.count <= Self.longestText, !bytes.prefix(8_192).contains(0) else {
            leftOut += 1
            return
        }
        texts.append(Text(path: path, bytes: bytes, format: TextFormat(path: String(decoding: path, as: UTF8.self), bytes: bytes)))
    }

    /// The places that use a secret stored under `names`, or that hold one of `values`; sorted by path, line and column.
    package func consumers(of names: [String], values: [SecretText] = []) -> [Consumer] {
        var trace = ConsumerTrace(texts: texts, stores: stores)
        trace.follow(values: values)
        trace.follow(names.filter { !$0.isEmpty }.flatMap(WantedName.asked))
        return ConsumerOrder.sorted(trace.consumers + trace.served())
    }

    /// The stores that the texts show, each with the first place that shows it; sorted by ID.
    package func storesInUse() -> [StoreUse] {
        let detector = StoreDetector(stores)
        var uses: [String: StoreUse] = [:]
        for text in texts where text.format != .prose {
            let lines = LineIndex(text.bytes.span)
            for reference in detector.references(path: text.path, bytes: text.bytes) {
                let line = lines.lineNumber(of: reference.range.lowerBound) + 1
                var use = uses[reference.store] ?? StoreUse(store: reference.store, path: text.path, line: line, details: [:])
                if let gives = reference.gives, use.details[gives]?.contains(reference.text) != true {
                    use.details[gives, default: []].append(reference.text)
                }
                uses[reference.store] = use
            }
        }
        return uses.values.map(Self.ordered).sorted { $0.store < $1.store }
    }

    private static func ordered(_ use: StoreUse) -> StoreUse {
        var use = use
        for key in use.details.keys { use.details[key]?.sort() }
        return use
    }
}

/// The order in which consumers are told, and which of two on one line is told.
enum ConsumerOrder {
    private struct Place: Hashable {
        let path: [UInt8]
        let line: Int
        let name: String
        let kind: Consumer.Kind
    }

    static func sorted(_ consumers: [Consumer]) -> [Consumer] {
        var best: [Place: Consumer] = [:]
        for consumer in consumers {
            let place = Place(path: consumer.path, line: consumer.line, name: consumer.name, kind: consumer.kind)
            if let held = best[place], !isBetter(consumer, than: held) { continue }
            best[place] = consumer
        }
        return best.values.sorted(by: precedes)
    }

    /// One line may name a secret twice, as `KEY: ${{ secrets.KEY }}` does: the place that tells more is kept.
    private static func isBetter(_ new: Consumer, than held: Consumer) -> Bool {
        if (new.store != nil) != (held.store != nil) { return new.store != nil }
        if new.holdsValue != held.holdsValue { return new.holdsValue }
        if new.isCertain != held.isCertain { return new.isCertain }
        return new.chain.count < held.chain.count
    }

    private static func precedes(_ left: Consumer, _ right: Consumer) -> Bool {
        if left.path != right.path { return left.path.lexicographicallyPrecedes(right.path) }
        if left.line != right.line { return left.line < right.line }
        if left.column != right.column { return left.column < right.column }
        return (left.kind.rawValue, left.name) < (right.kind.rawValue, right.name)
    }
}
