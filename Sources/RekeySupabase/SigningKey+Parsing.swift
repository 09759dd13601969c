internal import RekeyCore

extension SigningKey {
    /// Longest JSON text that is read as keys. Bytes.
    package static let maximumCount = 64 * 1024
    /// Keys beyond this many in one text are not read.
    private static let maximumKeys = 64

    /// The keys of a text that is one JWK, a set (`{"keys": […]}`) or an array; empty when it is none of these.
    package static func parse(_ text: Span<UInt8>) -> [SigningKey] {
        guard text.count <= maximumCount, let value = JSONReader.wholeValue(of: text.copied()) else { return [] }
        return keys(in: value)
    }

    /// As `parse(_:)` for JSON that starts at `offset` and ends where it ends; `range` is the text of the JSON.
    ///
    /// Takes an array because it reads in place: calling it for every `{` of a large text stays cheap.
    package static func parse(in text: [UInt8], at offset: Int) -> (keys: [SigningKey], range: Range<Int>)? {
        guard offset >= 0, offset < text.count else { return nil }
        var reader = JSONReader(text, at: offset, limit: maximumCount)
        guard let value = reader.value() else { return nil }
        let keys = keys(in: value)
        return keys.isEmpty ? nil : (keys, offset..<reader.offset)
    }

    private static func keys(in value: ParsedJSON) -> [SigningKey] {
        if let key = SigningKey(value) { return [key] }
        let elements = value["keys"]?.elements ?? value.elements ?? []
        return elements.prefix(maximumKeys).compactMap(SigningKey.init)
    }
}
