package import RekeyCore
internal import RekeyRules

/// The secret stores that rekey knows. Nothing is decoded or parsed before `load()` is called.
package enum BuiltInStores {
    /// Parses what the build embedded and checked, in the order of the files' names; throws only when the program file is damaged.
    package static func load() throws(Trouble) -> [SecretStore] {
        var stores: [SecretStore] = []
        for text in EmbeddedPatterns.stores {
            guard let source = text.source else {
                throw Trouble("secret stores not readable: the program file is damaged", next: "install rekey again", status: .fault)
            }
            stores += try StoreFile.stores(in: source)
        }
        return stores
    }
}
