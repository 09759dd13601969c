extension SecretStore {
    /// A word in braces of a template. There is none for the value.
    package enum Placeholder: String, Sendable, Hashable, CaseIterable, Comparable {
        /// The name of the secret in the store.
        case name
        case host, owner, repo
        /// `owner/repo`, with the host in front where the tool needs it.
        case repository
        /// `owner/repo`, percent-encoded as one part of an address.
        case projectPath
        /// `gh` or `bb`: which service CircleCI builds from.
        case vcs
        case project, environment, environmentID, context, contextID, organisation, organisationID, group, groupID
        case app, service, serviceID, site, account, workspaceID, cluster, config, deployment, stack
        case namespace, workload, secret, secretID, key, item, vault, mount, uuid
        case server, job, pipeline, workflow
        /// A file of the repository.
        case path
        /// A file that holds a password.
        case passwordFile
        /// The temporary file that holds the new value.
        case file

        package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// A template cut into text and placeholders.
    package enum Piece: Sendable, Equatable {
        case text(String)
        case placeholder(Placeholder)
        /// A word in braces that is no placeholder.
        case unknown(String)
    }

    /// Cuts a template; what is in braces and no word, such as `{value: .}` of a jq program, is text.
    package static func pieces(of template: String) -> [Piece] {
        Template.parts(of: template).map { part in
            switch part {
            case .text(let text): .text(text)
            case .placeholder(let word): Placeholder(rawValue: word).map { .placeholder($0) } ?? .unknown(word)
            }
        }
    }
}
