internal import RekeyCore

/// PyPI's tokens: a macaroon of version 2 behind `pypi-`, whose location is the registry.
///
/// Source: libmacaroons, `doc/format.txt`; docs.pypi.org, "API tokens".
package enum Macaroon {
    private enum Field {
        static let end: UInt64 = 0
        static let location: UInt64 = 1
        static let identifier: UInt64 = 2
        static let verifier: UInt64 = 4
        static let signature: UInt64 = 6
    }

    private static let version: UInt8 = 2
    private static let signatureCount = 32

    /// Judges `text`, the token with its prefix, which ends at the first hyphen.
    package static func proof(of text: [UInt8]) -> Proof {
        guard let hyphen = text.firstIndex(of: UInt8(ascii: "-")), case let body = Array(text[(hyphen + 1)...]),
            let bytes = Base64.decode(body.span)
        else { return .refuted("no base64") }
        do throws(ByteReader.Fault) {
            var reader = ByteReader(bytes)
            guard try reader.byte() == version, let location = try field(Field.location, &reader),
                try field(Field.identifier, &reader)?.isEmpty == false, try field(Field.end, &reader) != nil
            else { return .refuted("no macaroon") }
            try skipCaveats(&reader)
            guard try field(Field.signature, &reader)?.count == signatureCount else {
                return .refuted("no macaroon: its signature is missing")
            }
            let host = String(decoding: location.prefix(64).filter { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: ".") }, as: UTF8.self)
            return .says("registry \(host)")
        } catch {
            return .refuted("the macaroon is cut short")
        }
    }

    /// A made-up macaroon for examples, in base64url without prefix: `location` and `identifier` as given, any signature.
    package static func sample(location: [UInt8], identifier: [UInt8], signature: [UInt8]) -> [UInt8] {
        func written(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
            [type, UInt8(truncatingIfNeeded: min(content.count, 127))] + content.prefix(127)
        }
        let signature = Array((signature + [UInt8](repeating: 0, count: signatureCount)).prefix(signatureCount))
        let bytes = [version] + written(1, location) + written(2, identifier) + [0, 0] + written(6, signature)
        return Base64.encode(bytes.span, urlSafe: true)
    }

    /// Caveats are fields between ends; an end without any closes the list.
    private static func skipCaveats(_ reader: inout ByteReader) throws(ByteReader.Fault) {
        while true {
            var type = try variable(&reader)
            if type == Field.end { return }
            while type != Field.end {
                guard type <= Field.verifier else { throw .invalid(offset: reader.offset) }
                _ = try content(&reader)
                type = try variable(&reader)
            }
        }
    }

    /// The content of the next field, which must be of `type`; `nil` when it is not. An end has none.
    private static func field(_ type: UInt64, _ reader: inout ByteReader) throws(ByteReader.Fault) -> ArraySlice<UInt8>? {
        guard try variable(&reader) == type else { return nil }
        return type == Field.end ? [] : try content(&reader)
    }

    private static func content(_ reader: inout ByteReader) throws(ByteReader.Fault) -> ArraySlice<UInt8> {
        guard let count = Int(exactly: try variable(&reader)) else { throw .invalid(offset: reader.offset) }
        return try reader.bytes(count)
    }

    /// A number of seven bits a byte, lowest first.
    private static func variable(_ reader: inout ByteReader) throws(ByteReader.Fault) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 35, by: 7) {
            let byte = try reader.byte()
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        throw .invalid(offset: reader.offset)
    }
}
