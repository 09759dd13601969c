internal import RekeyCore
internal import RekeyRotation
internal import RekeySupabase

/// Looks whether the files that had the old value have one new value now, and whether its name is gone where it should be.
struct NewValueCheck {
    private let subject: RotationSubject
    private let texts: [RepositoryText]
    private let place: WorkPlace
    private let old: SecretText?
    private let nameStays: Bool

    /// `old` is the leaked secret where it is at hand.
    init(_ subject: RotationSubject, _ texts: [RepositoryText], _ place: WorkPlace, old: SecretText?, nameStays: Bool) {
        (self.subject, self.texts, self.place, self.old, self.nameStays) = (subject, texts, place, old, nameStays)
    }

    /// Env and configuration files that had the old value when the rotation was planned.
    private var formerPaths: Set<String> {
        Set(subject.places.map(\.path).filter { ConfigKind(path: $0) != nil && !EnvPath.isTemplate(Array($0.utf8)) })
    }

    /// One line for each name that files have or had.
    var lines: [VerificationReport.Line] {
        let paths = formerPaths
        guard !paths.isEmpty else {
            return [VerificationReport.Line("new value", .note, "no env or configuration file had the old one")]
        }
        let judged = subject.variables.flatMap { line(for: $0, paths) }
        if !judged.isEmpty { return judged }
        return subject.variables.first.map { [gone($0)] } ?? [VerificationReport.Line("new value", .note, "it stood under no name")]
    }

    private func line(for name: String, _ paths: Set<String>) -> [VerificationReport.Line] {
        let all = HeldValue.all(named: name, in: texts)
        let held = all.filter { paths.contains(String(decoding: $0.path, as: UTF8.self)) }
        let blank = blanks(name, paths)
        if !blank.isEmpty {
            return [
                VerificationReport.Line(
                    "new value", .left, "\(name) is empty or only a placeholder", details: blank, next: "run: rekey rotate apply")
            ]
        }
        let stale = held.filter { holdsOld($0.value) }
        guard stale.isEmpty else {
            return [
                VerificationReport.Line(
                    "new value", .left, "\(name) still has the old one", details: stale.map(told), next: "run: rekey rotate apply")
            ]
        }
        guard let first = held.first else { return all.isEmpty ? [] : [elsewhere(name, all)] }
        guard held.allSatisfy({ $0.value == first.value }) else {
            return [
                VerificationReport.Line(
                    "new value", .left, "\(name) is not the same in the files that had the old one", details: held.map(told),
                    next: "run: rekey rotate apply; or, if they are meant to differ, rotate them one by one")
            ]
        }
        var lines = [
            VerificationReport.Line(
                "new value", .ok, "\(name) is \(Redaction.redacted(first.value)) in \(held.map(told).joined(separator: ", "))")
        ]
        let others = all.filter { $0.value != first.value }
        if !others.isEmpty {
            lines.append(
                VerificationReport.Line(
                    "new value", .note, "\(name) has another value elsewhere, which was not the old one", details: others.map(told)))
        }
        return lines
    }

    private func holdsOld(_ value: SecretText) -> Bool {
        guard let old else { return false }
        return !ValueSearch(old.revealedBytes).occurrences(in: value.revealedBytes, most: 1).isEmpty
    }

    private func elsewhere(_ name: String, _ held: [HeldValue]) -> VerificationReport.Line {
        VerificationReport.Line("new value", .note, "\(name) is gone from the files that had the old one", details: held.map(told))
    }

    /// Places where a name stands without a usable value.
    private func blanks(_ name: String, _ paths: Set<String>) -> [String] {
        texts.filter { paths.contains($0.displayPath) }.flatMap { text -> [String] in
            guard let file = ConfigFile(path: text.displayPath, bytes: text.bytes) else { return [] }
            return file.places(named: name).filter { found in
                !found.expands && (found.value.count == 0 || PlaceholderText.isPlaceholder(found.value.revealedBytes))
            }
            .map { "\(place.shown(text.path)):\($0.line)" }
        }
    }

    /// No file gives the name a value any more: then nothing should read it, unless a store does.
    private func gone(_ name: String) -> VerificationReport.Line {
        var map = ConsumerMap(stores: [])
        for text in texts { map.add(path: text.path, bytes: text.bytes) }
        let readers = map.consumers(of: [name]).filter { !$0.isComment && $0.isCertain && $0.kind != .envFile }
        guard !readers.isEmpty else {
            return VerificationReport.Line("old name", .ok, "\(name) is gone from every file, and nothing reads it")
        }
        let details = readers.map { "\(place.shown($0.path)):\($0.line)" }
        if nameStays { return VerificationReport.Line("old name", .note, "\(name) comes from a store now", details: details) }
        return VerificationReport.Line(
            "old name", .left, "no file gives \(name) a value, and it is still read", details: details,
            next: "change these places to the new name; or, where a store gives the value now, add --name-stays")
    }

    private func told(_ held: HeldValue) -> String { "\(place.shown(held.path)):\(held.line)" }
}
