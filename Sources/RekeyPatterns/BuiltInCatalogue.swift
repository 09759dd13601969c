package import RekeyRules

/// The rules that rekey carries.
package enum BuiltInCatalogue {
    /// Decodes what the build embedded; throws only when the program file is damaged.
    package static func load() throws -> Catalogue { try Catalogue(EmbeddedPatterns.catalogue) }
}
