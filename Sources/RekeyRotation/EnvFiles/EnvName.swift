internal import RekeyCore

/// Names of variables as they may be shown.
package enum EnvName {
    /// Whether a variable can have this name: letters, digits and `_`, no digit first.
    package static func isValid(_ name: String) -> Bool {
        guard let first = name.utf8.first, !first.isASCIIDigit else { return false }
        return name.utf8.allSatisfy(Glyph.isWord)
    }

    /// The name, or `…[64]` for what may be the line of a key: base64 that ends in `=` reads like a name without a value.
    package static func shown(_ name: String) -> String {
        let parts = name.split { $0 == "_" || $0 == "-" || $0 == "." }
        let isRandom = parts.contains { part in
            let kinds = part.utf8.map { $0.isASCIIDigit ? 0 : $0.isASCIIUpper ? 1 : 2 }
            // Why: in random letters and digits 6 of 10 neighbours are of different kinds, in words joined by capitals 2 or 3.
            let changes = zip(kinds, kinds.dropFirst()).count { $0 != $1 }
            return kinds.count > 20 && kinds.contains(0) && changes * 5 > kinds.count * 2
        }
        return isRandom ? "…[\(name.utf8.count)]" : name
    }
}
