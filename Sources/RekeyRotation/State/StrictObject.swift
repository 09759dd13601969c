internal import RekeyCore
internal import RekeySupabase

/// A JSON object of which every member must be known and of the right type. Errors name the member, never its value.
struct StrictObject {
    private let members: [String: ParsedJSON]
    /// Where it stands in the document, for messages: `plan.steps[3]`.
    private let path: String

    /// `known` are the members it must have, no more and no less.
    init(_ value: ParsedJSON?, at path: String, known: Set<String>) throws(Trouble) {
        guard case .object(let members) = value else { throw Self.trouble(path, "is not an object") }
        if let foreign = members.keys.filter({ !known.contains($0) }).sorted().first {
            throw Self.trouble("\(path).\(foreign)", "is not known")
        }
        if let missing = known.filter({ members[$0] == nil }).sorted().first { throw Self.trouble("\(path).\(missing)", "is missing") }
        self.members = members
        self.path = path
    }

    static func trouble(_ path: String, _ why: String) -> Trouble {
        Trouble("rotation state not usable: `\(path)` \(why)", next: "make the plan again: rekey rotate plan")
    }

    func trouble(_ name: String, _ why: String) -> Trouble { Self.trouble("\(path).\(name)", why) }

    func string(_ name: String) throws(Trouble) -> String {
        guard let text = members[name]?.text else { throw trouble(name, "is not a string") }
        return text
    }

    func optionalString(_ name: String) throws(Trouble) -> String? { try isNull(name) ? nil : string(name) }

    func bool(_ name: String) throws(Trouble) -> Bool {
        guard case .boolean(let value) = members[name] else { throw trouble(name, "is not true or false") }
        return value
    }

    func optionalBool(_ name: String) throws(Trouble) -> Bool? { try isNull(name) ? nil : bool(name) }

    /// A whole number from 0.
    func integer(_ name: String) throws(Trouble) -> Int {
        guard case .integer(let value) = members[name], value >= 0, let number = Int(exactly: value) else {
            throw trouble(name, "is not a whole number from 0")
        }
        return number
    }

    func optionalInteger(_ name: String) throws(Trouble) -> Int? { try isNull(name) ? nil : integer(name) }

    func strings(_ name: String) throws(Trouble) -> [String] {
        guard let elements = members[name]?.elements else { throw trouble(name, "is not a list") }
        let texts = elements.compactMap(\.text)
        guard texts.count == elements.count else { throw trouble(name, "holds something else than strings") }
        return texts
    }

    func choice<Choice: RawRepresentable>(_ name: String, _ type: Choice.Type) throws(Trouble) -> Choice where Choice.RawValue == String {
        guard let choice = Choice(rawValue: try string(name)) else { throw trouble(name, "is none of the known words") }
        return choice
    }

    func isNull(_ name: String) -> Bool { members[name] == .null }

    func object(_ name: String, known: Set<String>) throws(Trouble) -> StrictObject {
        try StrictObject(members[name], at: "\(path).\(name)", known: known)
    }

    func objects(_ name: String, known: Set<String>) throws(Trouble) -> [StrictObject] {
        guard let elements = members[name]?.elements else { throw trouble(name, "is not a list") }
        var objects: [StrictObject] = []
        for (index, element) in elements.enumerated() {
            objects.append(try StrictObject(element, at: "\(path).\(name)[\(index)]", known: known))
        }
        return objects
    }
}
