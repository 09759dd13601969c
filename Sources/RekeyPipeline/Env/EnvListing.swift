internal import RekeyCore
internal import RekeyReport
internal import RekeyRotation

/// The answer of `rekey env list`: env files, their variables, and what is wrong with them.
struct EnvListing {
    private let texts: [RepositoryText]
    /// Symbolic links to files of `texts`.
    private let links: [RepositoryText]
    private let account: Account
    private let place: WorkPlace
    private let inventory: EnvInventory
    private let warnings: [FileWarning]

    init(_ texts: [RepositoryText], _ account: Account, _ place: WorkPlace) {
        let own = Self.withoutLinks(texts, place)
        (self.texts, self.account, self.place) = (own, account, place)
        links = texts.filter { text in !own.contains { $0.path == text.path } }
        inventory = EnvInventory(
            own.map { text in
                EnvInventory.File(
                    path: place.shown(text.path), isTemplate: text.isTemplate, contents: EnvContents(path: text.path, bytes: text.bytes))
            })
        warnings = own.flatMap { FileWarning.of($0, place) }
    }

    /// The files without symbolic links to others of them, which are the same file twice.
    static func withoutLinks(_ texts: [RepositoryText], _ place: WorkPlace) -> [RepositoryText] {
        let paths = Set(texts.map { place.absolute($0.path) })
        return texts.filter { text in text.target.map { !paths.contains($0) } ?? true }
    }

    /// For people.
    var text: [UInt8] {
        guard !texts.isEmpty else { return Array("no env files below \(TerminalText.escaped(place.root))\n".utf8) }
        var lines = fileLines
        if !inventory.table.isEmpty { lines += [""] + inventory.table }
        let differing = inventory.variables.filter(\.differs).count
        if differing > 0 { lines += ["", "\(differing) of \(inventory.variables.count) variables differ between files"] }
        let oddities = inventory.oddities
        if !oddities.isEmpty { lines += [""] + oddities.map { "note: \($0)" } }
        if !warnings.isEmpty { lines += [""] + warnings.flatMap(\.lines) }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// One object; the field names are stable.
    var json: [UInt8] {
        let files = zip(texts, inventory.files).map { text, file -> JSONValue in
            .object([
                ("path", .string(file.path)), ("variables", .integer(file.contents.places.count)), ("git", .string(text.standing.rawValue)),
                ("mode", .string(Self.mode(text))), ("open_to_others", .bool(text.isOpenToOthers)), ("template", .bool(text.isTemplate)),
                ("target", .text(text.target.map { String(decoding: $0, as: UTF8.self) })), ("refused_by", EnvInventory.faults(of: file)),
            ])
        }
        let linked = links.map { link -> JSONValue in
            .object([
                ("path", .string(place.shown(link.path))), ("target", .text(link.target.map { String(decoding: $0, as: UTF8.self) })),
            ])
        }
        let warnings = warnings.map { warning -> JSONValue in
            .object([("kind", .string(warning.kind.rawValue)), ("what", .string(warning.what)), ("fix", .string(warning.fix))])
        }
        let skipped = account.skips.sorted().map { skip -> JSONValue in
            .object([("path", .string(skip.path)), ("reason", .string(skip.reason.rawValue)), ("detail", .string(skip.detail))])
        }
        let value = JSONValue.object([
            ("type", .string("env-list")), ("version", .integer(1)), ("files", .array(files)), ("links", .array(linked)),
            ("variables", inventory.json),
            ("warnings", .array(warnings)), ("skipped", .array(skipped)),
        ])
        return JSONWriter.bytes(of: value, style: .indented) + [UInt8(ascii: "\n")]
    }

    private var fileLines: [String] {
        let width = (inventory.files.map(\.path.count) + links.map { place.shown($0.path).count }).max() ?? 0
        let files = zip(texts, inventory.files).map { text, file in
            let count = file.contents.places.count
            var facts = ["\(count) variable\(count == 1 ? "" : "s")"]
            if text.isTemplate { facts.append("template") }
            facts.append(Self.standing(text))
            facts.append("mode \(Self.mode(text))\(text.isOpenToOthers && !text.isTemplate ? ", open to other users" : "")")
            if let target = text.target { facts.append(linked(target)) }
            return "\(file.path)\(String(repeating: " ", count: width - file.path.count))  \(facts.joined(separator: "; "))"
        }
        let linkLines = links.map { link in
            let path = place.shown(link.path)
            return "\(path)\(String(repeating: " ", count: width - path.count))  \(link.target.map(linked) ?? "link")"
        }
        return files + linkLines
    }

    private func linked(_ target: [UInt8]) -> String { "link to \(place.shown(Path.relative(target, to: place.root) ?? target))" }

    private static func standing(_ text: RepositoryText) -> String {
        switch text.standing {
        case .tracked: text.isTemplate ? "tracked by git" : "TRACKED BY GIT"
        case .untracked: text.isTemplate ? "not in git yet" : "NOT IGNORED by git"
        case .ignored: "ignored by git"
        case .outside: "not in git"
        }
    }

    private static func mode(_ text: RepositoryText) -> String {
        let digits = String(text.mode & 0o7777, radix: 8)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}
