/// A JSON value whose objects keep the order of their keys.
package enum JSONValue {
    case null
    case bool(Bool)
    case integer(Int)
    /// The number `units` / 10^`places`, for example 57 with one place is 5.7. `units` is not negative.
    case decimal(units: Int, places: Int)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])

    /// The text, or `null` where there is none.
    package static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

    /// The number, or `null` where there is none.
    package static func number(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }
}
