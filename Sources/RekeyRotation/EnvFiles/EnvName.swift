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
            part.utf8.count > 20 && part.utf8.contains(where: \.isASCIIDigit) && part.utf8.contains(where: \.isASCIIUpper)
                && part.utf8.contains { $0.isASCIIAlphanumeric && !$0.isASCIIDigit && !$0.isASCIIUpper }
        }
        return isRandom ? "…[\(name.utf8.count)]" : name
    }
}
