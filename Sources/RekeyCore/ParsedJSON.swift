/// A JSON value from foreign text, with questions that no wrong type can break.
package enum ParsedJSON: Sendable, Equatable {
    case null
    case boolean(Bool)
    /// A number without fraction or exponent that fits.
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([ParsedJSON])
    /// Where a name repeats, the last value counts, as in most readers of tokens.
    case object([String: ParsedJSON])

    /// A member of an object; `nil` when absent or when this is no object.
    package subscript(_ name: String) -> ParsedJSON? {
        guard case .object(let members) = self else { return nil }
        return members[name]
    }

    /// The members of an object; `nil` for anything else.
    package var members: [String: ParsedJSON]? {
        guard case .object(let members) = self else { return nil }
        return members
    }

    /// The text of a string.
    package var text: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    /// The elements of an array.
    package var elements: [ParsedJSON]? {
        guard case .array(let elements) = self else { return nil }
        return elements
    }

    /// The text of a string, or of each string in an array.
    package var texts: [String] {
        if let text { return [text] }
        return elements?.compactMap(\.text) ?? []
    }

    /// A whole number, also when written as `1.7e9`, `1700000000.5` (rounded down) or as a string.
    package var wholeNumber: Int64? {
        switch self {
        case .integer(let value): value
        case .number(let value): Self.whole(value)
        case .string(let text): Int64(text) ?? Double(text).flatMap(Self.whole)
        case .null, .boolean, .array, .object: nil
        }
    }

    private static func whole(_ value: Double) -> Int64? {
        // Why: beyond 2^53 a double no longer counts single seconds, and Int64(_:) would trap from 2^63.
        value.magnitude < 9_007_199_254_740_992 ? Int64(value.rounded(.down)) : nil
    }
}
