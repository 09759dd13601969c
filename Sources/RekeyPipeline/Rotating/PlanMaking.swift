internal import RekeyCore
internal import RekeyPatterns
package import RekeyRotation
internal import RekeySupabase

/// What a plan is asked for.
package struct PlanRequest: Sendable {
    package var naming: SecretNaming
    package var abuse = Abuse.unknown
    /// Who can read the remotes, as far as the user knows.
    package var visibility = Exposure.Visibility.unknown
    /// The env or configuration file that holds the secret and will hold the new one.
    package var file: String?
    package var logs: [String] = []
    /// A variable that holds the secret, for one that no file of the work tree holds any more.
    package var variable: String?

    package init(_ naming: SecretNaming) { self.naming = naming }
}

/// Makes the plan for one secret from everything that can be known offline. Writes nothing.
struct PlanMaking {
    let place: WorkPlace
    let surroundings: Surroundings

    /// A plan, the secret it is for, and what could not be read.
    struct Made {
        let plan: RotationPlan
        let secret: LeakedSecret
        let skips: [Skip]
    }

    func make(_ request: PlanRequest) throws -> Made {
        let options = LeakedSecretSearch.Options(file: request.file, logs: request.logs)
        var leaked = try LeakedSecretSearch(place, surroundings, options).find(request.naming)
        if let name = request.variable { leaked.subject.variables = [name] + leaked.subject.variables.filter { $0 != name } }
        let found = try ExposureSearch(place: place, visibility: request.visibility, logs: request.logs).exposure(of: leaked)
        let stores = try BuiltInStores.load()
        let consumers = Self.consumers(of: leaked, stores)
        leaked.subject.facts.isInClient = leaked.subject.facts.isInClient || Self.reachesClients(consumers, leaked)
        var source = DeployTargets.Source()
        source.repository = SecretFacts.repositoryPlace(of: place)
        source.variable = leaked.subject.variables.first
        source.envFile = leaked.subject.facts.envFile
        if let secret = leaked.secret, leaked.isDistinct {
            let held = HeldValue.all(holding: secret, in: leaked.repository.texts.texts)
            source.edited = Set(held.map { RotationSubject.Place(path: String(decoding: $0.path, as: UTF8.self), line: $0.line) })
        }
        let refs = leaked.repository.projectRefs
        source.supabaseProject = leaked.subject.facts.projectRef ?? (refs.count == 1 ? refs.first : nil)
        let targets = DeployTargets(stores: stores, source).targets(for: consumers)
        let plan = try PlanBuilder(BuiltInPlaybooks.set()).plan(
            for: leaked.subject, exposure: found.exposure, targets: targets, abuse: request.abuse)
        return Made(plan: plan, secret: leaked, skips: found.skips)
    }

    /// Where the secret is used, by its names and by its bytes.
    static func consumers(of leaked: LeakedSecret, _ stores: [SecretStore]) -> [Consumer] {
        var map = ConsumerMap(stores: stores)
        for text in leaked.repository.texts.texts { map.add(path: text.path, bytes: text.bytes) }
        return map.consumers(of: leaked.subject.variables, values: leaked.isDistinct ? leaked.values + leaked.spellings : [])
    }

    /// Whether the secret goes by a name that front-end tools put into what they build.
    private static func reachesClients(_ consumers: [Consumer], _ leaked: LeakedSecret) -> Bool {
        let isPublic = leaked.repository.findings.contains {
            $0.fingerprint?.rawValue == leaked.subject.fingerprint && $0.severity == .info
        }
        return !isPublic && consumers.contains { !$0.isComment && $0.isCertain && ClientExposure.prefix(of: $0.name) != nil }
    }
}
