package import RekeyCore
package import RekeyRotation

/// A new value put into files: the edits for a `FileTransaction`, and what a person is shown before.
///
/// Nothing is written here, and no value is in anything it shows.
package struct ValueChange: Sendable {
    /// One place that gets the new value.
    package struct Line: Sendable {
        package let path: [UInt8]
        /// From 1, in the file as it is.
        package let line: Int
        /// The variable, or names from the root of the file joined by dots.
        package let name: String
        /// `nil` for a name that is added.
        package let old: SecretText?
        package let new: SecretText

        /// `SUPABASE_SECRET_KEY  sb_secret_…[41] → sb_secret_…[41]`
        package var text: String {
            "\(EnvName.shown(name))  \(old.map(Redaction.redacted) ?? "(new)") → \(Redaction.redacted(new))"
        }
    }

    /// One place that does not.
    package struct Refusal: Sendable {
        package let path: [UInt8]
        /// From 1; `nil` for a whole file.
        package let line: Int?
        package let name: String
        package let why: String
    }

    /// Which programs read the new value back from an env file, and which get no value from such a line, whatever stands there.
    package struct Reading: Sendable {
        package let path: [UInt8]
        package let readers: [EnvDialect]
        package let unread: [EnvDialect]
    }

    let place: WorkPlace
    /// Files that change, with their bytes as they are to be.
    private var changed: [(text: RepositoryText, bytes: [UInt8])] = []
    package private(set) var lines: [Line] = []
    package private(set) var refusals: [Refusal] = []
    package private(set) var readings: [Reading] = []

    package init(_ place: WorkPlace) { self.place = place }

    /// What a `FileTransaction` has to write; files that hold the new value already are not in it.
    package var edits: [FileEdit] {
        changed.filter { $0.bytes != $0.text.bytes }
            .map { FileEdit(path: place.absolute($0.text.path), expected: $0.text.bytes, replacement: $0.bytes) }
    }

    /// Where the edits may lie: in the root, unless a file outside was named.
    package var boundary: FileBoundary {
        changed.contains { $0.text.path.first == UInt8(ascii: "/") } ? .anywhere : .inside(place.root)
    }

    /// The files that change, as they were read.
    package var files: [RepositoryText] { changed.filter { $0.bytes != $0.text.bytes }.map(\.text) }

    /// The redacted diff: `.env:3  SUPABASE_SECRET_KEY  sb_secret_…[41] → sb_secret_…[41]`, one line a place.
    package var diff: [String] {
        let places = lines.map { "\(place.shown($0.path)):\($0.line)" }
        let width = places.map(\.count).max() ?? 0
        return zip(places, lines).map { place, line in
            "\(place)\(String(repeating: " ", count: width - place.count))  \(line.text)"
        }
    }

    /// Gives a variable its new value wherever the file has it, in every line of that name.
    ///
    /// In files of other notations the name is the last one of a path, as in `environment.NAME` of a compose file. A file without the name
    /// is left as it is, unless `addsMissing`; then it gets the name at its end.
    package mutating func set(_ name: String, to new: SecretText, in text: RepositoryText, addsMissing: Bool = false) {
        let kind = ConfigKind(path: text.displayPath) ?? .envFile
        let bytes = current(text)
        let places = ConfigFile(kind: kind, bytes: bytes).places(named: name)
        guard kind == .envFile || kind == .shell else {
            if places.isEmpty, addsMissing { refuse(text, nil, name, "a name can be added to env files only") }
            for index in places.indices { edit(text, kind, new) { $0.places(named: name).dropFirst(index).first } }
            return
        }
        guard !places.isEmpty || addsMissing else { return }
        let readers: Set<EnvDialect> = kind == .shell ? [.bash] : Set(EnvDialect.allCases)
        do {
            let change = try EnvFile(bytes: bytes).setting(name, to: new, EnvSetting(readers: readers, addsMissing: addsMissing))
            guard let after = ByteEdit.apply(change.edits, to: bytes) else { throw EditRefusal.moved }
            keep(text, after)
            readings.append(Reading(path: text.path, readers: change.readers, unread: change.unread))
            let edited = places.filter { place in change.edits.contains { $0.range == place.range } }
            lines += edited.map { Line(path: text.path, line: $0.line, name: name, old: $0.value, new: new) }
            if places.isEmpty { lines.append(Line(path: text.path, line: Self.lineCount(bytes) + 1, name: name, old: nil, new: new)) }
        } catch let refusal as EditRefusal {
            refuse(text, places.first?.line, name, refusal.text)
        } catch { refuse(text, places.first?.line, name, "\(error)") }
    }

    /// Replaces an old value by the new one wherever it stands in a file whose notation is known: whole values, and parts such as the
    /// password in a URL. Templates are refused, for they belong into git.
    package mutating func replace(_ old: SecretText, with new: SecretText, in text: RepositoryText) {
        guard let kind = ConfigKind(path: text.displayPath), old != new else { return }
        let places = ConfigFile(kind: kind, bytes: current(text)).places(ofValue: old)
        guard !text.isTemplate else {
            for place in places { refuse(text, place.line, place.name, "a template belongs into git: put a placeholder there by hand") }
            return
        }
        // Why: after an edit the file is read again, and what holds the old value still is at the front, but for what was refused.
        var passed = 0
        // Why: one value may hold the old one more than once; no file has as many places as it has bytes.
        for _ in 0..<text.bytes.count {
            let count = ConfigFile(kind: kind, bytes: current(text)).places(ofValue: old).count
            guard count > passed else { break }
            let wasEdited = edit(text, kind, new, redactedAs: old) { $0.places(ofValue: old).dropFirst(passed).first }
            if !wasEdited || Self.contains(new, old) { passed += 1 }
        }
    }

    /// Edits the place that `find` gives in the file as it is by now; whether it was edited.
    @discardableResult
    private mutating func edit(
        _ text: RepositoryText, _ kind: ConfigKind, _ new: SecretText, redactedAs old: SecretText? = nil,
        _ find: (ConfigFile) -> ValuePlace?
    ) -> Bool {
        let bytes = current(text)
        let file = ConfigFile(kind: kind, bytes: bytes)
        guard let place = find(file) else { return false }
        do throws(EditRefusal) {
            guard let after = ByteEdit.apply([try file.edit(place, to: new)], to: bytes) else { throw .moved }
            if after != bytes { lines.append(Line(path: text.path, line: place.line, name: place.name, old: old ?? place.value, new: new)) }
            keep(text, after)
            return true
        } catch {
            refuse(text, place.line, place.name, error.text)
            return false
        }
    }

    private mutating func refuse(_ text: RepositoryText, _ line: Int?, _ name: String, _ why: String) {
        refusals.append(Refusal(path: text.path, line: line, name: name, why: why))
    }

    private func current(_ text: RepositoryText) -> [UInt8] { changed.first { $0.text.path == text.path }?.bytes ?? text.bytes }

    private mutating func keep(_ text: RepositoryText, _ bytes: [UInt8]) {
        if let index = changed.firstIndex(where: { $0.text.path == text.path }) {
            changed[index].bytes = bytes
        } else {
            changed.append((text, bytes))
        }
    }

    private static func lineCount(_ bytes: [UInt8]) -> Int {
        bytes.count { $0 == 0x0A } + (bytes.last == 0x0A || bytes.isEmpty ? 0 : 1)
    }

    private static func contains(_ text: SecretText, _ part: SecretText) -> Bool {
        let (bytes, wanted) = (text.revealedBytes, part.revealedBytes)
        return bytes.count >= wanted.count && (0...bytes.count - wanted.count).contains { bytes[$0...].starts(with: wanted) }
    }
}
