internal import RekeyCore
internal import RekeySupabase

extension MintFault {
    /// The fault as a person reads it.
    var trouble: Trouble {
        switch self {
        case .nothingAsked: Trouble("nothing to mint", why: "no part was named", next: "run: rekey supabase mint --help")
        case .jwtSecretMissing:
            Trouble(
                "nothing minted", why: "JWT_KEYS and JWT_JWKS embed JWT_SECRET, which is neither minted now nor given",
                next: "name the part jwt as well, or give the secret: --jwt-secret-file <(grep '^JWT_SECRET=' .env)")
        case .jwtSecretNotUsed:
            Trouble(
                "nothing minted", why: "a JWT secret is given, but signing-keys alone would take it",
                next: "leave out --jwt-secret-file, or the part jwt")
        case .jwtSecretUnusable(let weakness):
            Trouble("nothing minted", why: "the JWT secret given is \(weakness.words)", next: "mint the part jwt as well")
        case .clockUnusable: Trouble("nothing minted", why: "the clock of this machine is wrong", next: "set it", status: .incomplete)
        case .randomUnavailable, .cryptoRefused:
            Trouble("nothing minted", why: "libcrypto gave no random bytes or refused to sign", status: .incomplete)
        case .unsound(let variable): Trouble("nothing minted", why: "the new \(variable) did not pass its own check", status: .fault)
        }
    }
}
