/// Who a token says made it (`iss`), as far as Supabase is concerned.
enum TokenIssuer: Sendable, Equatable {
    case absent
    /// `supabase`: hosted keys and self-host scripts.
    case supabase
    /// `supabase-demo`: the CLI and the self-hosted example.
    case demo
    /// The Auth server of a hosted project: `https://<ref>.supabase.co/auth/v1`.
    case hostedAuth(ProjectRef)
    /// An Auth server on this machine.
    case localAuth
    /// An Auth server under a custom domain.
    case otherAuth
    case foreign

    init(_ text: String?) {
        guard let text else {
            self = .absent
            return
        }
        switch text {
        case "supabase": self = .supabase
        case "supabase-demo": self = .demo
        default: self = Self.authServer(text) ?? .foreign
        }
    }

    private static func authServer(_ text: String) -> TokenIssuer? {
        let address = text.hasSuffix("/") ? text.dropLast() : text[...]
        guard address.hasSuffix("/auth/v1"), let scheme = ["https://", "http://"].first(where: address.hasPrefix) else { return nil }
        let host = address.dropFirst(scheme.count).dropLast("/auth/v1".count)
        if let ref = ProjectRef.harvest(from: Array(text.utf8).span).first { return .hostedAuth(ref) }
        return LocalAddress.isLocal(host: String(host)) ? .localAuth : .otherAuth
    }

    var isSupabase: Bool {
        switch self {
        case .supabase, .demo, .hostedAuth, .localAuth, .otherAuth: true
        case .absent, .foreign: false
        }
    }

    /// Whether nothing speaks against Supabase.
    var mayBeSupabase: Bool { self != .foreign }

    var projectRef: ProjectRef? {
        guard case .hostedAuth(let ref) = self else { return nil }
        return ref
    }
}
