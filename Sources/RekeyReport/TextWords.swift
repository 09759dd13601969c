package import RekeyCore

extension Confidence {
    /// What text reports say for it.
    var words: String {
        switch self {
        case .proven: "proven: its checksum or signature fits"
        case .strong: "strong: it has the structure of this credential"
        case .likely: "likely: judged by its name and its randomness"
        }
    }
}

extension Suppression.Kind {
    /// What text reports call it.
    package var words: String {
        switch self {
        case .inline: "inline comment"
        case .allowlist: "allowlist"
        case .ignoreFile: "ignore file"
        case .baseline: "baseline"
        }
    }
}
