package import RekeyRules

/// What rekey carries of `patterns/stores/`. Nothing is decoded before `texts` is read.
package enum BuiltInStores {
    /// The files in the order of their names; one that a damaged program file cannot give is left out.
    package static var texts: [TOMLSource] { EmbeddedPatterns.stores.compactMap(\.source) }
}
