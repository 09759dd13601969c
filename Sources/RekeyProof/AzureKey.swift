internal import RekeyCore

/// Azure keys that carry a signature of four letters and a Marvin32 checksum.
///
/// Source: microsoft/security-utilities, `IdentifiableMetadata`; provider facts, section 4.
enum AzureKey {
    private struct Kind {
        let signature: String
        let product: String
        /// Length of the decoded key. Bytes.
        let count: Int
        let seeds: [String]
        /// Whether published sample keys passed; else a failure means nothing.
        var isVerified = true

        /// Offset of the signature in the text, which follows from the size: check bytes come last and whole characters before them.
        var offset: Int { (count - 4) * 8 / 6 - 4 }
        /// Characters of the text, padding included.
        var textCount: Int { (count + 2) / 3 * 4 }
    }

    private static let kinds: [Kind] = [
        Kind(signature: "+ASt", product: "Azure Storage", count: 64, seeds: ["Default0"]),
        Kind(signature: "+ABa", product: "Azure Batch", count: 64, seeds: ["AbAcct00"]),
        Kind(signature: "+AMC", product: "Azure Machine Learning (classic)", count: 64, seeds: ["Classic0"]),
        Kind(signature: "APIM", product: "Azure API Management", count: 64, seeds: ["Tenant00", "IoTHub00", "Gatewy00", "GitKey00"]),
        Kind(
            signature: "ACDb", product: "Azure Cosmos DB", count: 64,
            seeds: ["SysAll00", "Resour00", "MastRO00", "SystRO00", "Encryp00", "MastRW00", "SystRW00"]),
        Kind(
            signature: "+ASb", product: "Azure Service Bus", count: 32, seeds: ["System00", "Unknown0", "Send0000", "Manage00", "Listen00"]),
        Kind(
            signature: "+AEh", product: "Azure Event Hubs", count: 32, seeds: ["System00", "Unknown0", "Send0000", "Manage00", "Listen00"]),
        Kind(signature: "+ARm", product: "Azure Relay", count: 32, seeds: ["System00", "Unknown0", "Send0000", "Manage00", "Listen00"]),
        Kind(signature: "AIoT", product: "Azure IoT Hub", count: 32, seeds: ["IoTHub00", "DpsKey00", "Device00"]),
        Kind(signature: "AZEG", product: "Azure Event Grid", count: 32, seeds: ["Default0"]),
        Kind(signature: "AzCa", product: "Azure Cache for Redis", count: 32, seeds: ["Access00"], isVerified: false),
        Kind(signature: "AzFu", product: "Azure Functions", count: 40, seeds: ["Master00", "System00", "Functi00"], isVerified: false),
        Kind(signature: "AzSe", product: "Azure AI Search", count: 39, seeds: ["Query000", "PAdmin00"], isVerified: false),
        Kind(signature: "+ACR", product: "Azure Container Registry", count: 39, seeds: ["ACRDflt0"], isVerified: false),
    ]

    static func verdict(on text: [UInt8]) -> ChecksumVerdict {
        guard let kind = kind(of: text), text.count == kind.textCount, let key = Base64.decode(text.span), key.count == kind.count else {
            return .foreign("no Azure key: the signature inside is missing or the length is wrong")
        }
        let body = Array(key.dropLast(4))
        let fits = kind.seeds.contains { key.suffix(4).elementsEqual(Marvin32.checkBytes(body, seed: seed($0))) }
        return fits ? .fits([kind.product]) : .differs(isCertain: kind.isVerified)
    }

    /// `body` is the text up to and with the signature.
    static func completed(_ body: [UInt8]) -> [UInt8]? {
        guard let kind = kind(of: body), body.count == kind.offset + 4, let first = kind.seeds.first else { return nil }
        let made = made(body, kind, seed: seed(first))
        // Why: search keys hold letters and digits only, so the service draws until the check digits are some, too.
        guard kind.signature == "AzSe" else { return made }
        return Digits.base62.lazy.compactMap { self.made([$0] + body.dropFirst(), kind, seed: seed(first)) }
            .first { $0.allSatisfy(\.isASCIIAlphanumeric) }
    }

    private static func made(_ body: [UInt8], _ kind: Kind, seed: UInt64) -> [UInt8]? {
        // Why: `A` is six zero bits, and the key's last byte before the check bytes may end within a character.
        let whole = body + [UInt8](repeating: UInt8(ascii: "A"), count: (4 - body.count % 4) % 4)
        guard let bytes = Base64.decode(whole.span), bytes.count >= kind.count - 4 else { return nil }
        let key = Array(bytes.prefix(kind.count - 4))
        let checked = key + Marvin32.checkBytes(key, seed: seed)
        return Base64.encode(checked.span, urlSafe: kind.signature == "AzFu", padded: true)
    }

    /// Source: microsoft/security-utilities: the eight letters of a name, read as one big-endian number.
    static func seed(_ name: String) -> UInt64 { name.utf8.reduce(0) { $0 << 8 | UInt64($1) } }

    private static func kind(of text: [UInt8]) -> Kind? {
        kinds.first { kind in
            text.count >= kind.offset + 4 && text.count <= kind.textCount
                && text[kind.offset..<kind.offset + 4].elementsEqual(kind.signature.utf8)
        }
    }
}
