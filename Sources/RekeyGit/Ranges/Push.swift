internal import RekeyCore

/// What git tells a hook of a push. Source: githooks(5), "pre-push" and "pre-receive".
package struct Push: Sendable, Equatable {
    /// Where the hook runs.
    package enum Side: Sendable, Equatable {
        /// In the repository that pushes. Without a name the remote has no branches here.
        case sending(remote: String?)
        /// In the repository that is pushed to.
        case receiving
    }

    /// One ref that changes on the receiving side.
    struct Ref: Equatable {
        /// What it led to before; zeros for a new one.
        var old: String
        /// What it will lead to; zeros when it is deleted.
        var new: String
        /// Its full name there.
        var name: String

        var isDeletion: Bool { new.allSatisfy { $0 == "0" } }
        var isNew: Bool { old.allSatisfy { $0 == "0" } }
    }

    let side: Side
    let refs: [Ref]

    /// From the lines on the hook's standard input; `nil` when one is not in git's format.
    package init?(lines: [UInt8], side: Side) {
        var refs: [Ref] = []
        for line in lines.split(separator: 0x0A) {
            guard let ref = Self.ref(line, side) else { return nil }
            refs.append(ref)
        }
        self.side = side
        self.refs = refs
    }

    /// What the push asks for, in words.
    var summary: String {
        let count = refs.count == 1 ? "1 ref" : "\(refs.count) refs"
        guard case .sending(let remote?) = side else { return "\(count) of a push" }
        return "\(count) of a push to \(remote)"
    }

    /// The refs that lead to something.
    var updates: [Ref] { refs.filter { !$0.isDeletion } }

    private static func ref(_ line: ArraySlice<UInt8>, _ side: Side) -> Ref? {
        let words = line.split(separator: 0x20, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
        let ref: Ref
        switch side {
        case .sending:
            // Why from the end: the local name may be a search that holds blanks, as in `:/some words`.
            guard words.count >= 4 else { return nil }
            ref = Ref(old: words[words.count - 1], new: words[words.count - 3], name: words[words.count - 2])
        case .receiving:
            guard words.count == 3 else { return nil }
            ref = Ref(old: words[0], new: words[1], name: words[2])
        }
        return ObjectID(ref.old) != nil && ObjectID(ref.new) != nil ? ref : nil
    }
}
