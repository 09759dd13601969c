/// A strict validator for the part of JSON Schema 2020-12 that `docs/report.schema.json` uses. A keyword it does not know is a fault.
struct JSONSchema {
    private static let notes: Set<String> = ["$schema", "$defs", "title", "description"]

    let root: JSONTree

    /// What is wrong with a value, each with its place; empty when the value fits the schema, or its definition of that name.
    func faults(in value: JSONTree, definition: String? = nil) -> [String] {
        guard let definition else { return faults(value, root, at: "") }
        return faults(value, .object(["$ref": .string("#/$defs/\(definition)")]), at: "")
    }

    private func faults(_ value: JSONTree, _ schema: JSONTree, at place: String) -> [String] {
        guard case .object(let keywords) = schema else { return ["\(place): schema is not an object"] }
        return keywords.sorted { $0.key < $1.key }.flatMap { keyword, argument in
            faults(value, keyword, argument, schema, at: place)
        }
    }

    private func faults(_ value: JSONTree, _ keyword: String, _ argument: JSONTree, _ schema: JSONTree, at place: String) -> [String] {
        switch keyword {
        case _ where Self.notes.contains(keyword): []
        case "$ref": reference(value, argument, at: place)
        case "type": value.typeNames.contains(argument.text ?? "") ? [] : ["\(place): not \(argument.text ?? "of a known type")"]
        case "enum": argument.elements.contains(value) ? [] : ["\(place): not one of the listed values"]
        case "anyOf": argument.elements.contains { faults(value, $0, at: place).isEmpty } ? [] : ["\(place): fits no alternative"]
        case "allOf": argument.elements.flatMap { faults(value, $0, at: place) }
        case "minimum": bound(value, argument, at: place) { $0 >= $1 }
        case "maximum": bound(value, argument, at: place) { $0 <= $1 }
        case "pattern": pattern(value, argument, at: place)
        case "items": value.elements.enumerated().flatMap { faults($1, argument, at: "\(place)/\($0)") }
        case "required": argument.elements.compactMap(\.text).filter { value[$0] == nil }.map { "\(place): lacks \($0)" }
        case "properties": properties(value, argument, at: place)
        case "additionalProperties": additional(value, argument, schema, at: place)
        default: ["\(place): schema keyword \(keyword) is not known"]
        }
    }

    private func reference(_ value: JSONTree, _ argument: JSONTree, at place: String) -> [String] {
        let prefix = "#/$defs/"
        guard let target = argument.text, target.hasPrefix(prefix), let schema = root["$defs"]?[String(target.dropFirst(prefix.count))]
        else { return ["\(place): schema has a reference to nothing"] }
        return faults(value, schema, at: place)
    }

    private func bound(_ value: JSONTree, _ argument: JSONTree, at place: String, holds: (Double, Double) -> Bool) -> [String] {
        guard let number = value.double else { return [] }
        guard let limit = argument.double else { return ["\(place): schema has a limit that is no number"] }
        return holds(number, limit) ? [] : ["\(place): out of range"]
    }

    private func pattern(_ value: JSONTree, _ argument: JSONTree, at place: String) -> [String] {
        guard let text = value.text else { return [] }
        guard let pattern = argument.text, let regex = try? Regex(pattern) else { return ["\(place): schema has a wrong pattern"] }
        return text.contains(regex) ? [] : ["\(place): does not match \(pattern)"]
    }

    private func properties(_ value: JSONTree, _ argument: JSONTree, at place: String) -> [String] {
        guard case .object(let schemas) = argument else { return ["\(place): schema has wrong properties"] }
        return schemas.sorted { $0.key < $1.key }.flatMap { key, schema in
            value[key].map { faults($0, schema, at: "\(place)/\(key)") } ?? []
        }
    }

    private func additional(_ value: JSONTree, _ argument: JSONTree, _ schema: JSONTree, at place: String) -> [String] {
        guard argument == .bool(false) else { return ["\(place): schema has additionalProperties other than false"] }
        guard case .object(let members) = value else { return [] }
        return members.keys.sorted().filter { schema["properties"]?[$0] == nil }.map { "\(place): has unknown key \($0)" }
    }
}
