internal import RekeyCore

/// The variables of several env files, side by side. Templates count for their names only.
package struct EnvInventory: Sendable {
    /// An env file and what is known of it from outside.
    package struct File: Sendable {
        /// As shown to people.
        package let path: String
        package let isTemplate: Bool
        package let contents: EnvContents

        package init(path: String, isTemplate: Bool, contents: EnvContents) {
            (self.path, self.isTemplate, self.contents) = (path, isTemplate, contents)
        }
    }

    /// One line of one file.
    package struct Place: Sendable {
        package let path: String
        package let isTemplate: Bool
        package let line: Int
        package let value: EnvValue
        /// The line of that file that counts instead.
        package let hiddenBy: Int?
        /// Which of the different values it is, from 1 in the order of the files.
        package let group: Int
        /// What readers get that do not get this value, one line for those that agree; empty when all get the same.
        package let disagreements: [String]
    }

    /// One variable with all its places.
    package struct Variable: Sendable {
        package let name: String
        package let places: [Place]

        /// Whether files that are no templates give it different values.
        package var differs: Bool { Set(places.filter { !$0.isTemplate && $0.hiddenBy == nil }.map(\.group)).count > 1 }
    }

    package let files: [File]
    /// By name.
    package let variables: [Variable]

    package init(_ files: [File]) {
        self.files = files
        var places: [String: [Place]] = [:]
        var groups: [String: [EnvValue]] = [:]
        for file in files {
            for place in file.contents.places {
                let variable = place.hiddenBy == nil ? file.contents.variable(place.name) : nil
                let value = variable?.value ?? place.value
                let group = groups[place.name, default: []].firstIndex(of: value) ?? groups[place.name, default: []].count
                if group == groups[place.name, default: []].count { groups[place.name, default: []].append(value) }
                places[place.name, default: []].append(
                    Place(
                        path: file.path, isTemplate: file.isTemplate, line: place.line, value: value, hiddenBy: place.hiddenBy,
                        group: group + 1, disagreements: variable.map(Self.disagreements) ?? []))
            }
        }
        variables = places.map { Variable(name: $0.key, places: $0.value) }.sorted { $0.name < $1.name }
    }

    private static func disagreements(_ variable: EnvVariable) -> [String] {
        variable.isAmbiguous ? variable.others.filter { $0.value != nil && !$0.addsReturn }.map(\.text) : []
    }
}
