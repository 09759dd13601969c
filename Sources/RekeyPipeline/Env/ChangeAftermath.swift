internal import RekeyCore
internal import RekeyPatterns
internal import RekeyRotation

/// What a changed value leaves to do: what has to be made anew, where the old value still stands, and which stores have copies.
struct ChangeAftermath {
    /// For standard error.
    let lines: [String]

    /// Looks for the name and the old values in the whole work place; to be made before the files change.
    init(_ session: EnvSession, _ name: String, _ change: ValueChange) throws {
        let found = try RepositoryTexts.read(session.place, session.surroundings)
        let consumers = try session.consumers(of: name, in: found.texts).filter { !$0.isComment }
        let place = session.place
        let shown = { (consumer: Consumer) in "\(place.shown(consumer.path)):\(consumer.line)" }
        var lines = ConsumerReport.copies(consumers, try BuiltInStores.load()).map { store in
            "then: update the copy in \(store): rekey env get \(name) | …; rekey rotate plan \(name) has the command"
        }
        lines += ConsumerReport.effects(of: consumers) { place.shown($0) }.map { "then: \($0)" }
        let edited = Set(change.lines.map { "\(place.shown($0.path)):\($0.line)" })
        let holding = consumers.filter { $0.holdsValue && !edited.contains(shown($0)) && !Self.isLink($0, found.texts) }.map(shown)
        if !holding.isEmpty {
            let more = holding.count > 8 ? " and \(holding.count - 8) more" : ""
            lines.append("warning: the old value still stands in \(holding.prefix(8).joined(separator: ", "))\(more)")
        }
        self.lines = lines
    }

    private static func isLink(_ consumer: Consumer, _ texts: [RepositoryText]) -> Bool {
        texts.contains { $0.path == consumer.path && $0.target != nil }
    }
}
