extension HistoryExposure {
    /// What there is to say, in short clauses for a report's line: where it still is or how it went, then what is odd about how it came.
    package var words: [String] {
        var words: [String] = []
        switch standing {
        case .present: words += holderWords
        case .removed:
            words += removals.prefix(1).map {
                "removed from \(Self.list($0.heads.map(\.name), of: $0.headCount)) by \($0.commit.id.prefix(12))"
            }
            if removalCount > 1 { words.append("from other refs by \(removalCount - 1) more commits") }
            words += holderWords
        case .reflog: words.append("only in the reflog")
        case .index: words.append("only in the index")
        case .unreachable: words.append("unreachable (dangling)")
        }
        words += messages.prefix(1).map { "in the message of \($0)" }
        if isFromMerge { words.append("entered by a merge") }
        if isCut { words.append("history is cut there, it may be older") }
        return words
    }

    private var holderWords: [String] {
        Holder.Kind.allCases.compactMap { kind in
            let names = holders.filter { $0.kind == kind }.map(\.name)
            guard !names.isEmpty else { return nil }
            let count = holderCounts[kind] ?? names.count
            let list = Self.list(names, of: count)
            return switch kind {
            case .head: "still in \(list)"
            case .branch: "in \(count == 1 ? "branch" : "branches") \(list)"
            case .remote: "in remote \(count == 1 ? "branch" : "branches") \(list)"
            case .tag: "in \(count == 1 ? "tag" : "tags") \(list)"
            case .stash, .other: "in \(list)"
            case .index: "in the \(list)"
            }
        }
    }

    /// `a, b (+3)`.
    private static func list(_ names: [String], of count: Int) -> String {
        let shown = names.prefix(2)
        return shown.joined(separator: ", ") + (count > shown.count ? " (+\(count - shown.count))" : "")
    }
}
