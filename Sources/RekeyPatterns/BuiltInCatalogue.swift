internal import RekeyCore
package import RekeyRules

/// The rules that rekey carries.
package enum BuiltInCatalogue {
    /// Decodes what the build embedded; throws only when the program file is damaged.
    package static func load() throws -> Catalogue {
        let text = EmbeddedPatterns.base64.withUTF8Buffer { unsafe Base64.decode($0.span) }
        guard let text else { throw ByteReader.Fault.invalid(offset: 0) }
        return try Catalogue(encoded: text)
    }
}
