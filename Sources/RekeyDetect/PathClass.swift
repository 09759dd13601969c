internal import RekeyCore

/// All that a path means for what is found in a text: two texts with the same bytes and paths of one class hold the same secrets.
package struct PathClass: Hashable, Sendable {
    private let syntax: FileKind.Syntax
    private let place: FileKind.Place
    /// Rules that read files of this name whole.
    private let wholeFileRules: [Int]
    /// Rules that are for paths like this, and allowlists of rules that are; by their order.
    private let inScope: [Bool]

    init(_ kind: FileKind, wholeFileRules: [Int], inScope: [Bool]) {
        syntax = kind.syntax
        place = kind.place
        self.wholeFileRules = wholeFileRules
        self.inScope = inScope
    }
}

extension Confirmation {
    /// The class of a path, by every rule that reads paths.
    func pathClass(of path: [UInt8], wholeFileRules: [Int]) throws -> PathClass {
        var inScope: [Bool] = []
        for index in rules.rulesThatReadPaths {
            let rule = try prepare(index)
            inScope.append(try isInScope(rule, path))
            for list in rule.allowlists where !list.paths.isEmpty {
                var matches = false
                for pattern in list.paths where try pattern.matches(path.span, matcher) { matches = true }
                inScope.append(matches)
            }
        }
        return PathClass(FileKind(path: path), wholeFileRules: wholeFileRules, inScope: inScope)
    }
}
