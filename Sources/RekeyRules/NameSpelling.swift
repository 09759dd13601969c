/// How the words of a variable's name are joined: `db_password`, `db-password`, `db.password` and `dbPassword` are one name.
enum NameSpelling {
    /// The regex of a name with every `_` between words standing for any way to join them, in classes too; not behind a backslash.
    static func joined(_ name: String) -> String {
        var output = ""
        var isClass = false
        var rest = name[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                output.append(character)
                if let escaped = rest.popFirst() { output.append(escaped) }
            case "[":
                isClass = true
                output.append(character)
            case "]":
                // Why: a hyphen means itself at the end of a class only.
                if isClass, output.hasSuffix("_.") { output += "-" }
                isClass = false
                output.append(character)
            case "_" where isClass && rest.first == "]": output += "_."
            case "_" where !isClass:
                if rest.first == "?" { rest.removeFirst() }
                output += "[_.-]?"
            default: output.append(character)
            }
        }
        return output
    }

    /// The keywords of a name with their other spellings; those that another keyword is part of are left out.
    static func spelled(_ keywords: [String]) -> [String] {
        var all = keywords
        for keyword in keywords {
            let words = keyword.split(separator: "_")
            guard words.count > 1 || keyword.hasSuffix("_") else { continue }
            for joint in ["", "-"] {
                let other = words.joined(separator: joint) + (keyword.hasSuffix("_") ? joint : "")
                // Why: shorter words stand everywhere.
                guard other.utf8.count >= 6 else { continue }
                if !all.contains(where: { other.lowercased().contains($0.lowercased()) }) { all.append(other) }
            }
        }
        return all
    }
}
