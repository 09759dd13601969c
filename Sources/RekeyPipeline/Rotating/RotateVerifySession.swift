package import RekeyCore
internal import RekeyGit
internal import RekeyReport
internal import RekeyRotation

/// Answers `rekey rotate verify`: whether the old value is gone and the new one is where it belongs. Offline.
package struct RotateVerifySession {
    private let request: VerifyRequest
    private let surroundings: Surroundings

    package init(_ request: VerifyRequest, _ surroundings: Surroundings) {
        self.request = request
        self.surroundings = surroundings
    }

    /// Looks, tells on standard output, and writes the outcome down as evidence: `.findings` while something is left, `.incomplete` when
    /// something could not be looked at.
    package func run() throws -> ExitStatus {
        let place = try WorkPlace(surroundings)
        try place.recover()
        let store = RotationStore(in: try place.state())
        let state = try store.one(request.id)
        let subject = state.plan.subject
        let repository = try RepositoryFindings(place, surroundings)
        let given = try givenValue(subject, place, repository)
        let report = try repository.withScanner { scan in
            try withoutActuallyEscaping(scan) { scan in
                let search = OldValueSearch(subject, repository, scan: scan)
                if let given { search.learn(given) }
                return try self.report(on: state, place, repository, search)
            }
        }
        try Console.deliver(Array(report.text.utf8))
        try VerifyRecord(place, store, surroundings).write(report, of: state)
        return report.status
    }

    private func report(
        on state: RotationState, _ place: WorkPlace, _ repository: RepositoryFindings, _ search: OldValueSearch
    ) throws -> VerificationReport {
        let subject = state.plan.subject
        var report = VerificationReport(title: "Rotation \(state.plan.id): \(subject.title), \(subject.redacted)")
        let texts = repository.texts.texts
        if search.isPossible {
            var files = WorkTreeCheck(place: place, repository: repository, search: search)
            try files.look()
            var history: HistoryCheck?
            if let git = place.repository {
                history = try HistoryCheck(git, search)
                // Why: what history taught shows forms of the value that its ID alone does not.
                try files.lookAgain()
            }
            for line in files.lines + (history?.lines ?? []) { report.add(line) }
        } else {
            report.add(
                VerificationReport.Line(
                    "old value", .unread, "it was never at hand, so nothing can be recognised by it",
                    next: "give it: rekey rotate verify \(state.plan.id) --value-from-stdin < FILE"))
        }
        for line in NewValueCheck(subject, texts, place, old: search.known, nameStays: request.nameStays).lines { report.add(line) }
        if search.isPossible {
            for line in try InputCheck(request, search).lines() { report.add(line) }
        }
        return report
    }

    /// The old value as it was given. Throws when it is not the one that the rotation replaces.
    private func givenValue(
        _ subject: RotationSubject, _ place: WorkPlace, _ repository: RepositoryFindings
    ) throws -> SecretText? {
        guard request.readsValue else { return nil }
        let value = try SecretInput.standardInput.read("the old value")
        let search = LeakedSecretSearch(place, surroundings, repository)
        for name in subject.variables.map(Optional.some) + [nil] {
            let leaked = try search.find(.value(value, variable: name))
            if leaked.subject.fingerprint == subject.fingerprint { return leaked.secret }
            if let secret = leaked.secret, repository.fingerprint(subject.rule, secret).rawValue == subject.fingerprint { return secret }
            if SecretShape(redacted: subject.redacted) == nil { return leaked.secret }
        }
        throw Trouble(
            "the value on standard input is not the one that rotation \(subject.fingerprint) replaces", why: "it has another ID",
            next: "give the old value, not the new one; without --value-from-stdin it is recognised by its ID")
    }
}
