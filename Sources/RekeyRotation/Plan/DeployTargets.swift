package import RekeyCore

/// Turns the places that use a secret into what has to be done there, each store, service and image named once.
///
/// Env files are left out: one step of every plan changes all of them. So are comments.
package struct DeployTargets: Sendable {
    /// What the plan knows of where it is carried out.
    package struct Source: Sendable {
        /// From the remote; `nil` without a usable one.
        package var repository: RepositoryPlace?
        /// The variable that holds the new value once env files are changed.
        package var variable: String?
        package var envFile: String?
        /// Values of configuration files that the step for env files changes, too.
        package var edited: Set<RotationSubject.Place> = []
        /// Reference of the hosted Supabase project.
        package var supabaseProject: String?

        package init() {}
    }

    let stores: [SecretStore]
    let source: Source

    package init(stores: [SecretStore], _ source: Source) {
        self.stores = stores
        self.source = source
    }

    /// The targets in the order in which they are done: stores outside, files applied from here, images, what must only start again.
    package func targets(for consumers: [Consumer]) -> [DeployTarget] {
        let used = consumers.filter { !$0.isComment && $0.kind != .envFile }
        var taken: Set<String> = []
        var targets = storeTargets(used.filter(isInStore))
        let others = used.filter { !isInStore($0) }
        targets += literalTargets(others)
        targets += terraformTargets(others) + imageTargets(others) + composeTargets(others) + readerTargets(others)
        for index in targets.indices {
            targets[index].id = Self.stepName(targets[index].id)
            let (wanted, number) = (targets[index].id, index + 1)
            if !taken.insert(wanted).inserted { targets[index].id = "\(wanted)-\(number)" }
        }
        return targets
    }

    /// Whether the place reads from a store that has commands of its own.
    private func isInStore(_ consumer: Consumer) -> Bool {
        guard let id = consumer.store, id != "compose" else { return false }
        return stores.contains { $0.id == id }
    }

    /// Letters, digits, dots, hyphens and underscores, so that a shell takes it as one word.
    private static func stepName(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                    return isPlain || "._-".unicodeScalars.contains(scalar) ? scalar : "-"
                }))
    }
}

extension DeployTargets {
    /// `path:line` of each place, once, in order; at most six are named.
    static func places(_ consumers: [Consumer]) -> String {
        let places = once(consumers.map { "\(String(decoding: $0.path, as: UTF8.self)):\($0.line)" })
        let shown = places.prefix(6).joined(separator: ", ")
        return places.count > 6 ? "\(shown) and \(places.count - 6) more" : shown
    }

    /// The elements without repetition, in order.
    static func once<Element: Hashable>(_ elements: [Element]) -> [Element] {
        var seen: Set<Element> = []
        return elements.filter { seen.insert($0).inserted }
    }

    /// The consumers that have the same key, in order of their first.
    static func grouped<Key: Hashable>(_ consumers: [Consumer], by key: (Consumer) -> Key) -> [(key: Key, consumers: [Consumer])] {
        let groups = Dictionary(grouping: consumers, by: key)
        return once(consumers.map(key)).compactMap { key in groups[key].map { (key, $0) } }
    }

    /// `a`, `a and b`, `a, b and c`.
    static func listed(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}
