internal import RekeyCore

/// Names of changes in the journal. Those of a rotation start with its ID, others with what made them.
struct ChangeID {
    /// A change that can be taken back has a name of its own; a second one of the same rotation gets a number.
    static func free(_ wanted: String, among taken: [String]) -> String {
        var (id, number) = (wanted, 2)
        while taken.contains(id) {
            id = "\(wanted)-\(number)"
            number += 1
        }
        return id
    }

    /// The changes of a rotation, or the one change of that name; in the order they were made.
    static func belonging(to id: String, among taken: [String]) -> [String] {
        taken.filter { $0 == id || ($0.hasPrefix("\(id)-") && Int($0.dropFirst(id.count + 1)) != nil) }.sorted {
            number($0, id) < number($1, id)
        }
    }

    private static func number(_ change: String, _ id: String) -> Int { Int(change.dropFirst(id.count + 1)) ?? 1 }
}
