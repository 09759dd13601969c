internal import RekeyCore
internal import RekeyProof

/// Connects rule validators to what RekeyProof knows.
enum ProofChecks {
    static func checksum(_ subject: ValidationSubject, _ arguments: [String: String]) -> ValidationOutcome {
        guard let format = arguments["format"].flatMap(ChecksumFormat.init) else { return .accepted(Assessment()) }
        guard arguments["encoding"] == "base64" else { return outcome(format.proof(of: subject.secret)) }
        guard let decoded = Base64.decode(subject.secret.span) else { return .rejected("no base64") }
        // Why: what was encoded may go on, as in `token:x-oauth-basic`.
        return outcome(format.proof(of: Array(decoded.prefix { $0.isASCIIAlphanumeric || $0 == UInt8(ascii: "_") })))
    }

    static func encoded(_ subject: ValidationSubject, _ arguments: [String: String]) -> ValidationOutcome {
        let counts = (arguments["counts"] ?? "").split(separator: " ").compactMap { Int($0) }
        let demand = EncodedPart.Demand(start: arguments["start"] ?? "", counts: counts)
        return outcome(part(arguments).proof(of: subject.secret, demand))
    }

    static func json(_ subject: ValidationSubject, _ arguments: [String: String]) -> ValidationOutcome {
        let members = (arguments["members"] ?? "").split(separator: " ").map(String.init)
        return outcome(part(arguments).proof(of: subject.secret, members: members))
    }

    /// A key that parses is none of the usual placeholders, whatever words its text holds.
    static func privateKey(_ subject: ValidationSubject, _ arguments: [String: String]) -> ValidationOutcome {
        let isEncoded = arguments["encoding"] == "base64"
        let proof = isEncoded ? PrivateKeyText.proof(ofBase64: subject.secret) : PrivateKeyText.proof(of: subject.secret)
        return outcome(proof, judgesPlaceholders: true)
    }

    static func puttyKey(_ subject: ValidationSubject) -> ValidationOutcome {
        outcome(PuTTYKey.proof(of: subject.secret), judgesPlaceholders: true)
    }

    static func awsKeyID(_ subject: ValidationSubject) -> ValidationOutcome { outcome(AWSKeyID.proof(of: subject.secret)) }

    static func serviceAccount(_ subject: ValidationSubject, _ arguments: [String: String]) -> ValidationOutcome {
        let isEncoded = arguments["encoding"] == "base64"
        return outcome(isEncoded ? ServiceAccount.proof(inBase64: subject.secret) : ServiceAccount.proof(in: subject.surroundings.text))
    }

    static func signedURL(_ subject: ValidationSubject, _ arguments: [String: String], now: Int64) -> ValidationOutcome {
        guard let kind = arguments["signer"].flatMap(SignedURL.Kind.init) else { return .accepted(Assessment()) }
        return outcome(SignedURL.proof(kind, in: subject.surroundings.text, round: subject.surroundings.place, now: now))
    }

    static func macaroon(_ subject: ValidationSubject) -> ValidationOutcome { outcome(Macaroon.proof(of: subject.secret)) }

    static func snowflake(_ subject: ValidationSubject) -> ValidationOutcome { outcome(Snowflake.proof(of: subject.secret)) }

    static func slackToken(_ subject: ValidationSubject) -> ValidationOutcome { outcome(SlackToken.proof(of: subject.secret)) }

    static func stripeKey(_ subject: ValidationSubject) -> ValidationOutcome { outcome(StripeKey.proof(of: subject.secret)) }

    static func passwordHash(_ subject: ValidationSubject) -> ValidationOutcome { outcome(PasswordHash.proof(of: subject.secret)) }

    static func basicCredentials(_ subject: ValidationSubject) -> ValidationOutcome {
        guard let password = BasicCredentials.password(in: subject.secret) else { return .rejected("no user and password in base64") }
        if let reason = Placeholder.reason(password.span) { return .rejected("its password: \(reason)") }
        return .accepted(Assessment())
    }

    private static func part(_ arguments: [String: String]) -> EncodedPart {
        EncodedPart(
            arguments["encoding"].flatMap(EncodedPart.Encoding.init) ?? .base64, after: arguments["after"] ?? "",
            until: arguments["until"] ?? "")
    }

    /// Check digits that fit prove a value, whatever words stand in it by chance.
    private static func outcome(_ proof: Proof, judgesPlaceholders: Bool = false) -> ValidationOutcome {
        switch proof {
        case .refuted(let reason): return .rejected(reason)
        case .disproved(let reason): return .disproved(reason)
        case .stands(let facts):
            var assessment = Assessment()
            assessment.evidence = facts.evidence
            assessment.severity = facts.severity
            assessment.confidence = facts.isProven ? .proven : nil
            assessment.judgesPlaceholders = judgesPlaceholders || facts.isProven
            return .accepted(assessment)
        }
    }
}
